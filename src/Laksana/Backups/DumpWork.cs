using Laksana.Automation;
using static Laksana.Backups.BackupWords;

namespace Laksana.Backups;

/// <summary>One attempt at a dump, from the first look at the source to the finished folder.</summary>
internal sealed class DumpWork(BackupSettings settings, BackupSource source, DumpFolder folder, ActionRun run, IActionProgress progress)
{
    /// <summary>The dump's share of the whole; the rest is reading it once more for the checksums.</summary>
    private const double DumpShare = 0.85;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    public async Task<ActionResult> RunAsync(CancellationToken token)
    {
        var begun = TimeProvider.System.GetTimestamp();
        await progress.ReportAsync(Say["dump.survey", source.Name], 0, token);
        var survey = await SourceSurvey.ReadAsync(source, token);
        var program = await DumpProgram.FindAsync(token) ?? throw Failure("no-pg-dump", mayRetry: false, null);
        if (program.Major < survey.ServerMajor) throw Failure("old-pg-dump", mayRetry: false, null, program.Version, survey.ServerMajor);
        RequireSpace(survey);
        await progress.ReportAsync(Say["dump.begin", survey.Tables.Count, Size(survey.Bytes), program.Version], 0.01, token);

        var tables = await DumpAsync(program, survey, token);
        var files = DumpSums.FilesIn(folder.PartialDump);
        var manifest = new DumpManifest
        {
            Run = run.Id, Office = run.Office, CaseNumber = run.CaseNumber, Source = source.Name, AskedAt = run.AskedAt, Tables = tables,
            Files = files.Count, Bytes = Written(), Tool = "pg_dump " + program.Version, Machine = Environment.MachineName, ServerMajor = survey.ServerMajor,
            Seconds = Math.Round(TimeProvider.System.GetElapsedTime(begun).TotalSeconds, 1),
        };
        manifest.Write(folder.Partial);
        await progress.ReportAsync(Say["dump.hash"], DumpShare, token);
        var sha256 = await DumpSums.WriteAsync(folder.Partial, (done, all) => progress.ReportAsync("", DumpShare + (1 - DumpShare) * done / all, token), token);
        // Whoever lost the run in the meantime must not put anything in place.
        await progress.StillMineAsync(token);
        await folder.PublishAsync(token);
        return DatabaseDump.Result(manifest, folder.Final, sha256);
    }

    private async Task<int> DumpAsync(DumpProgram program, SourceSurvey survey, CancellationToken token)
    {
        var heard = new DumpProgress(survey);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(token);
        var watching = WatchAsync(heard, ended.Token);
        int code;
        try
        {
            code = await DumpProcess.RunAsync(program, source, folder.PartialDump, line =>
            {
                if (heard.Hear(line) is { } news) progress.ReportAsync(news, null, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            }, token);
        }
        finally
        {
            await ended.CancelAsync();
            await watching;
        }
        return code == 0 ? heard.Tables : throw DumpFailure.Explain(source.Name, heard.Errors);
    }

    private async Task WatchAsync(DumpProgress heard, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            await Task.Delay(LookEvery, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!ended.IsCancellationRequested) await progress.ReportAsync("", DumpShare * heard.Fraction(Written()), CancellationToken.None);
        }
    }

    /// <summary>A dump is compressed: half of what the tables take is more than it needs in all but strange cases, and those fail by themselves.</summary>
    private void RequireSpace(SourceSurvey survey)
    {
        var needed = survey.Bytes / 2 + settings.Reserve;
        var free = new DriveInfo(folder.Root).AvailableFreeSpace;
        if (free < needed) throw Failure("no-space", mayRetry: false, null, settings.Directory, Size(free), Size(needed));
    }

    private long Written() => Directory.Exists(folder.PartialDump) ? new DirectoryInfo(folder.PartialDump).EnumerateFiles().Sum(f => f.Length) : 0;
}
