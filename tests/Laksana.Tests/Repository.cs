namespace Laksana.Tests;

/// <summary>Files of the repository that tests read.</summary>
internal static class Repository
{
    private static readonly string Root = FindRoot();

    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(System.IO.Path.Combine(at.FullName, "Laksana.slnx")))
                return at.FullName;
        throw new DirectoryNotFoundException("Laksana.slnx was not found above " + AppContext.BaseDirectory);
    }
}
