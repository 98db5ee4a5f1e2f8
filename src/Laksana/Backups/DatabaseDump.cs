using System.Text.Json;
using Laksana.Automation;
using Laksana.Officers;
using static Laksana.Backups.BackupWords;

namespace Laksana.Backups;

/// <summary>
/// <c>database.dump</c>: a whole dump of the source named by the argument <c>sumber</c>, with its size and checksums. A second attempt of the
/// same run finds the finished backup, or starts afresh in a folder of its own.
/// </summary>
public sealed class DatabaseDump(BackupSettings settings, Offices offices, ActionProgress runs) : IStepAction
{
    public string Name => "database.dump";

    public async Task<ActionResult> RunAsync(ActionRun run, IActionProgress progress, CancellationToken token)
    {
        var name = run.Arguments.GetValueOrDefault("sumber", "");
        var source = settings.Find(run.Office, name) ?? throw Failure("source-unknown", mayRetry: false, null, name);
        var office = await offices.GetAsync(run.Office, token);
        var folder = new DumpFolder(settings, run, source.Name, office.Zone);
        try
        {
            if (await FinishedAsync(folder, run, progress, token) is { } finished) return finished;
            await TidyAsync(run.Office, await runs.WorkedOnAsync(run.Office, token), token);
            folder.Begin();
            return await new DumpWork(settings, source, folder, run, progress).RunAsync(token);
        }
        catch (IOException) when (Directory.Exists(folder.Final))
        {
            // Finished in this moment by an attempt that had been given up.
            return await FinishedAsync(folder, run, progress, token) ?? throw Failure("folder-unwritable", mayRetry: true, null, settings.Directory);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failure("folder-unwritable", mayRetry: false, error, settings.Directory);
        }
        finally
        {
            folder.Discard();
        }
    }

    public Task TidyAsync(string office, IReadOnlyDictionary<Guid, int> alive, CancellationToken token)
    {
        DumpFolder.Sweep(settings, office, alive);
        return Task.CompletedTask;
    }

    /// <summary>The backup that an earlier attempt finished without being able to say so.</summary>
    private static async Task<ActionResult?> FinishedAsync(DumpFolder folder, ActionRun run, IActionProgress progress, CancellationToken token)
    {
        if (!Directory.Exists(folder.Final)) return null;
        await progress.ReportAsync(Say["dump.found"], null, token);
        if (DumpManifest.Read(folder.Final) is { } manifest && manifest.Run == run.Id && await DumpSums.VerifyAsync(folder.Final, token) is { } sha256)
            return Result(manifest, folder.Final, sha256);
        await progress.ReportAsync(Say["dump.damaged"], null, token);
        folder.PutAside(run.Attempt);
        return null;
    }

    internal static ActionResult Result(DumpManifest m, string folder, string sha256) => new(
        Say["dump.done", m.Source, m.Tables, Size(m.Bytes), m.Seconds, folder],
        JsonSerializer.SerializeToElement(new DumpResult(m.Source, folder, m.Bytes, sha256, m.Tables, m.Files, m.Seconds, m.Tool, m.Machine), DumpJson.Default.DumpResult));
}
