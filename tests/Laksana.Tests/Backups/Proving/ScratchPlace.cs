using System.Diagnostics;
using Laksana.Backups;
using Laksana.Database;

namespace Laksana.Tests.Backups.Proving;

/// <summary>A scratch directory for a test, as it lies in an installation's data directory.</summary>
internal sealed class ScratchPlace : IDisposable
{
    public ScratchPlace() => Settings = ProofSettings.In(Directory.CreateTempSubdirectory("laksana-scratch-").FullName);

    public ProofSettings Settings { get; }

    public void Dispose() => Directory.Delete(Settings.Within!, recursive: true);
}

/// <summary>This executable as a program of its own that has a scratch PostgreSQL and is killed by the test.</summary>
internal static class ScratchUnderTest
{
    private const string Variable = "LAKSANA_TEST_SCRATCH";

    public static string? Asked => Environment.GetEnvironmentVariable(Variable);

    public static Process Launch(string data)
    {
        var description = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = "/" };
        description.Environment[Variable] = data;
        return Process.Start(description)!;
    }

    public static async Task<int> HoldAsync(string data)
    {
        var settings = ProofSettings.In(data);
        await using var folder = ScratchFolder.Take(settings);
        await using var server = await ScratchPostgres.StartAsync(folder, await ScratchAccount.ChooseAsync(settings, default), await PostgresPrograms.FindAsync(), default);
        Console.WriteLine($"ready {folder.Path} {File.ReadLines(Path.Combine(server.DataFolder, "postmaster.pid")).First()}");
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
