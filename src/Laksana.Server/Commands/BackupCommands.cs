using System.CommandLine;
using System.Text.Json.Serialization;
using Laksana.Automation;
using Laksana.Backups;
using Laksana.Database;
using Laksana.Officers;
using Laksana.Register;
using Microsoft.Extensions.Logging.Abstractions;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Commands;

/// <summary><c>laksana backup take|list|show|sources</c>.</summary>
internal sealed class BackupCommands
{
    private readonly InstallationOptions _installation = new();
    private readonly BackupOptions _backups = new();
    private readonly Option<string> _office = new("--office") { Description = Words["Case.Office"], HelpName = "ID", Required = true };
    private readonly Option<double?> _rate = new("--rate") { Description = Words["Backup.Rate"], HelpName = "MB" };
    private readonly Option<string> _of = new("--source") { Description = Words["Backup.Of"], HelpName = "NAME" };
    private readonly Option<int> _most = new("--most") { Description = Words["Backup.Most"], DefaultValueFactory = _ => 50, HelpName = "N" };
    private readonly Argument<string> _source = new("SOURCE") { Description = Words["Backup.Source"] };
    private readonly Argument<string> _id = new("BACKUP") { Description = Words["Backup.Id"] };

    public static Command Create()
    {
        var (take, list, show, sources) = (new BackupCommands(), new BackupCommands(), new BackupCommands(), new BackupCommands());
        var taking = take.With(new Command("take", Words["Backup.Take"]) { take._source, take._office, take._rate });
        take._backups.AddTo(taking);
        var listing = list.With(new Command("list", Words["Backup.List"]) { list._office, list._of, list._most });
        var showing = show.With(new Command("show", Words["Backup.Show"]) { show._id, show._office });
        show._backups.AddTo(showing);
        var naming = sources.With(new Command("sources", Words["Backup.Sources"]) { sources._office });
        sources._backups.AddTo(naming);
        return CommandTree.Group("backup", Words["Backup"], taking.Runs(take.TakeAsync), listing.Runs(list.ListAsync), showing.Runs(show.ShowAsync), naming.Runs(sources.SourcesAsync),
            BackupProofCommands.Verify(), BackupProofCommands.Drill());
    }

    private Command With(Command command)
    {
        _installation.AddTo(command);
        return command;
    }

    private async Task<ExitCode> TakeAsync(Call call, CancellationToken token)
    {
        var (installation, office, source) = (_installation.Settings(call), call.Value(_office)!, call.Value(_source));
        await using var database = await LaksanaDatabase.JoinAsync(installation, token: token);
        using var seal = SealKey.OpenOrCreate(installation.DataDirectory);
        var settings = await SettingsAsync(call, database, token);
        var jobs = new BackupJobs(database, TimeProvider.System);
        var rate = call.Value(_rate) is { } megabytes ? (long)(megabytes * 1024 * 1024) : (long?)null;
        if (settings.Find(office, source) is null && await jobs.GoingAsync(office, TakeJob.Name, source, token) is null && !(await database.OfficesAsync(token)).Contains(office))
            throw new OperatorException(Words["Backup.NoOffice", office], Words["Backup.NoOffice.Hint"], ExitCode.NotFound);
        var (id, _) = await jobs.AskAsync(office, TakeJob.Order(source, AdministrationLog.Installation, rate), token);
        var bar = new CommandBar(call);
        JobNow ended;
        try
        {
            // A source that only the running node knows (a demo's) is left to the node.
            var here = settings.Find(office, source) is null ? null : await Runner(database, installation, settings, seal).RunHereAsync(office, id, bar, token);
            ended = here ?? await FollowAsync(jobs, office, id, source, bar, token);
        }
        catch (OperationCanceledException)
        {
            await jobs.CancelAsync(office, id, CancellationToken.None);
            throw;
        }
        finally
        {
            bar.End();
        }
        if (ended.Status != ActionRunStatus.Succeeded)
            throw new OperatorException(ended.Summary ?? Words["Backup.Cancelled"], ended.Hint ?? Words["Backup.Cancelled.Hint"], ExitCode.Failed);
        var backup = await new BackupBook(database, TimeProvider.System).FindByRunAsync(office, id, token);
        call.Answer(BackupLine.Of(backup!), BackupJson.Default.BackupLine, to => to.WriteLine(ended.Summary));
        return ExitCode.Ok;
    }

    private static async Task<JobNow> FollowAsync(BackupJobs jobs, string office, Guid id, string source, CommandBar bar, CancellationToken token)
    {
        const int Patience = 40;
        for (var looks = 0; ; looks++)
        {
            var job = (await jobs.FindAsync(office, id, token))!;
            if (!job.Going) return job;
            if (job.Attempt == 0 && looks > Patience)
            {
                await jobs.CancelAsync(office, id, token);
                throw new OperatorException(Words["Backup.NoNode", source], Words["Backup.NoNode.Hint"], ExitCode.NotFound);
            }
            bar.Show(job.Lines.Count > 0 ? job.Lines[^1] : "", job.Fraction, job.Count);
            await Task.Delay(250, token);
        }
    }

    private async Task<ExitCode> ListAsync(Call call, CancellationToken token)
    {
        await using var database = await LaksanaDatabase.JoinAsync(_installation.Settings(call), token: token);
        var found = await new BackupBook(database, TimeProvider.System).ListAsync(call.Value(_office)!, new BackupFilter(call.Value(_of), Most: Math.Max(1, call.Value(_most))), token);
        call.Answer<IReadOnlyList<BackupLine>>([.. found.Select(BackupLine.Of)], BackupJson.Default.IReadOnlyListBackupLine, to =>
        {
            foreach (var b in found) to.WriteLine($"{b.Id}\t{Words["Backup.State." + b.State]}\t{Words["Backup.Level." + b.Level]}\t{b.Bytes}\t{b.Sha256}");
        });
        return ExitCode.Ok;
    }

    private async Task<ExitCode> ShowAsync(Call call, CancellationToken token)
    {
        await using var database = await LaksanaDatabase.JoinAsync(_installation.Settings(call), token: token);
        var (book, office, id) = (new BackupBook(database, TimeProvider.System), call.Value(_office)!, call.Value(_id));
        var backup = await book.FindAsync(office, id, token) ?? throw new OperatorException(Words["Backup.Unknown", id], Words["Backup.Unknown.Hint"], ExitCode.NotFound);
        var checks = await book.ChecksAsync(office, id, 20, token);
        var folder = Path.Combine((await SettingsAsync(call, database, token)).FolderOf(office), id);
        call.Answer(new BackupShown(BackupLine.Of(backup), folder, [.. checks.Select(CheckLine.Of)]), BackupJson.Default.BackupShown, to =>
        {
            to.WriteLine(Words["Backup.Shown", backup.Id, backup.Source, backup.TakenAt.ToString("u"), backup.Bytes, backup.Sha256, Words["Backup.State." + backup.State], Words["Backup.Level." + backup.Level],
                backup.Encrypted ? string.Join(", ", backup.Recipients) : "–", folder]);
            foreach (var check in checks) to.WriteLine($"  {check.At:u}\t{Words[$"Backup.Level.{check.Level}"]}\t{Words[$"Backup.Outcome.{check.Outcome}"]}\t{check.Medium}\t{check.Detail}");
        });
        return ExitCode.Ok;
    }

    private async Task<ExitCode> SourcesAsync(Call call, CancellationToken token)
    {
        await using var database = await LaksanaDatabase.JoinAsync(_installation.Settings(call), token: token);
        var office = call.Value(_office)!;
        var newest = (await new BackupBook(database, TimeProvider.System).NewestAsync(office, token)).ToDictionary(b => b.Source, StringComparer.Ordinal);
        var sources = (await SettingsAsync(call, database, token)).All(office).Select(s => new SourceLine(s.Name, s.Kind, s.Sensitive, newest.TryGetValue(s.Name, out var b) ? BackupLine.Of(b) : null)).ToList();
        call.Answer<IReadOnlyList<SourceLine>>(sources, BackupJson.Default.IReadOnlyListSourceLine, to =>
        {
            foreach (var s in sources) to.WriteLine($"{s.Name}\t{s.Kind}\t{s.Newest?.TakenAt:u}\t{s.Newest?.Backup}");
        });
        return ExitCode.Ok;
    }

    private async Task<BackupSettings> SettingsAsync(Call call, LaksanaDatabase database, CancellationToken token)
    {
        var settings = new BackupSettings(_backups.Folder(call) ?? Path.Combine(_installation.Settings(call).DataDirectory, "backups"), _backups.Sources(call))
            .WithOwnData(database, _installation.Settings(call).DataDirectory);
        settings.Knows(await database.OfficesAsync(token));
        return settings;
    }

    private static BackupJobRunner Runner(LaksanaDatabase database, DatabaseSettings installation, BackupSettings settings, SealKey seal)
    {
        var clock = TimeProvider.System;
        var tools = new TakingTools(database, settings, new BackupKeys(database, installation.DataDirectory, clock), new BackupBook(database, clock), new Offices(database, clock), seal, clock);
        var node = new RunnerSettings { Node = FormattableString.Invariant($"{Environment.MachineName}-{Environment.ProcessId}-command") };
        return new BackupJobRunner(database, [new TakeJob(new BackupTaking(tools, NullLogger<BackupTaking>.Instance), new TakenRuns(new ActionProgress(database), database))], node, clock, NullLogger<BackupJobRunner>.Instance);
    }
}

/// <summary>A backup as commands and calls tell it.</summary>
internal sealed record BackupLine(string Backup, string Source, SourceKind Kind, DateTimeOffset TakenAt, DateTimeOffset FinishedAt, double Seconds, long Bytes, long SourceBytes, string Sha256,
    bool Encrypted, IReadOnlyList<string> Recipients, BackupState State, BackupLevel Level, DateTimeOffset? LevelAt, string? Case, string? Officer, string Machine, bool Held)
{
    public static BackupLine Of(Backup b) => new(b.Id, b.Source, b.Kind, b.TakenAt, b.FinishedAt, b.Seconds, b.Bytes, b.SourceBytes, b.Sha256, b.Encrypted, b.Recipients, b.State, b.Level, b.LevelAt,
        b.CaseNumber, b.Officer, b.Machine, b.Hold is not null);
}

internal sealed record CheckLine(BackupLevel Level, CheckOutcome Outcome, string? Medium, double Seconds, string Detail, string By, DateTimeOffset At)
{
    public static CheckLine Of(BackupCheck c) => new(c.Level, c.Outcome, c.Medium, c.Seconds, c.Detail, c.By, c.At);
}

internal sealed record BackupShown(BackupLine Backup, string Folder, IReadOnlyList<CheckLine> Checks);

internal sealed record SourceLine(string Name, SourceKind Kind, bool Sensitive, BackupLine? Newest);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(BackupLine))]
[JsonSerializable(typeof(IReadOnlyList<BackupLine>))]
[JsonSerializable(typeof(BackupShown))]
[JsonSerializable(typeof(IReadOnlyList<SourceLine>))]
internal sealed partial class BackupJson : JsonSerializerContext;
