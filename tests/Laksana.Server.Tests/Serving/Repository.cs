namespace Laksana.Testing;

/// <summary>The source folder that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    private static string Find(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Laksana.slnx")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"No Laksana.slnx above {from}.");
    }
}
