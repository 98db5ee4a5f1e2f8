using System.CommandLine;
using System.Globalization;
using System.Text.Json.Serialization;
using Laksana.Automation;
using Laksana.Backups;
using Laksana.Database;
using Laksana.Officers;
using Laksana.Server.Accounts;
using Laksana.Server.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Commands;

/// <summary>
/// <c>laksana recover list|show|plan|preflight|restore|preview|approve|swap|undo|cancel</c>. Whoever runs the machine may prepare a recovery and carry out what was approved. Approving
/// is an officer's act: his token (<c>LAKSANA_TOKEN</c>) says who he is, and he must be another one than who prepared it.
/// </summary>
internal sealed class RecoverCommands
{
    private readonly InstallationOptions _installation = new();
    private readonly BackupOptions _backups = new();
    private readonly Option<string> _office = new("--office") { Description = Words["Case.Office"], HelpName = "ID", Required = true };
    private readonly Option<string> _reason = new("--reason") { Description = Words["Recover.Reason"], HelpName = "TEXT", Required = true };
    private readonly Option<string> _backup = new("--backup") { Description = Words["Recover.Backup"], HelpName = "ID" };
    private readonly Option<string> _moment = new("--moment") { Description = Words["Recover.Moment"], HelpName = "2026-11-20T07:30" };
    private readonly Option<string> _into = new("--into") { Description = Words["Recover.Into"], HelpName = "NAME" };
    private readonly Option<string> _name = new("--name") { Description = Words["Recover.Name"], HelpName = "NAME", Required = true };
    private readonly Argument<string> _source = new("SOURCE") { Description = Words["Backup.Source"] };
    private readonly Argument<string> _id = new("RECOVERY") { Description = Words["Recover.Id"] };

    public static Command Create() => CommandTree.Group("recover", Words["Recover"],
        Make("list", "Recover.List", c => [c._office], (_, call, kit, token) => ListAsync(call, kit, token)),
        Make("show", "Recover.Show", c => [c._id, c._office], (c, call, kit, token) => c.ShowAsync(call, kit, token)),
        Make("plan", "Recover.Plan", c => [c._source, c._office, c._reason, c._backup, c._moment, c._into], (c, call, kit, token) => c.PlanAsync(call, kit, token)),
        Make("preflight", "Recover.Preflight", c => [c._id, c._office], (c, call, kit, token) => c.WorkAsync(call, kit, RecoveryTask.Preflight, token)),
        Make("restore", "Recover.Restore", c => [c._id, c._office], (c, call, kit, token) => c.WorkAsync(call, kit, RecoveryTask.Restore, token)),
        Make("preview", "Recover.Preview", c => [c._id, c._office], (c, call, kit, token) => c.WorkAsync(call, kit, RecoveryTask.Compare, token)),
        Make("approve", "Recover.Approve", c => [c._id, c._office, c._name], (c, call, kit, token) => c.ActAsync(call, kit, new RecoveryAct.Approve(call.Value(c._name)!, null), token)),
        Make("swap", "Recover.Swap", c => [c._id, c._office], (c, call, kit, token) => c.WorkAsync(call, kit, RecoveryTask.Swap, token)),
        Make("undo", "Recover.Undo", c => [c._id, c._office, c._reason], (c, call, kit, token) => c.WorkAsync(call, kit, RecoveryTask.Undo, token)),
        Make("cancel", "Recover.Cancel", c => [c._id, c._office, c._reason], (c, call, kit, token) => c.ActAsync(call, kit, new RecoveryAct.Cancel(call.Value(c._reason)!), token)));

    private static Command Make(string name, string words, Func<RecoverCommands, IReadOnlyList<Symbol>> takes, Func<RecoverCommands, Call, Kit, CancellationToken, Task<ExitCode>> run)
    {
        var own = new RecoverCommands();
        var command = new Command(name, Words[words]);
        foreach (var symbol in takes(own))
            if (symbol is Argument argument) command.Add(argument);
            else command.Add((Option)symbol);
        own._installation.AddTo(command);
        own._backups.AddTo(command);
        return command.Runs(async (call, token) =>
        {
            await using var database = await LaksanaDatabase.JoinAsync(own._installation.Settings(call), token: token);
            var options = new ServeOptions { Urls = [], DataDirectory = own._installation.Settings(call).DataDirectory, BackupFolder = own._backups.Folder(call), BackupSources = own._backups.Sources(call) };
            await using var services = new ServiceCollection().AddSingleton(database).AddSingleton(TimeProvider.System).AddSingleton(options).AddLogging().AddCases().AddBackups(options).AddSingleton<AccessTokens>().BuildServiceProvider();
            services.GetRequiredService<BackupSettings>().Knows(await database.OfficesAsync(token));
            var office = call.Value(own._office)!;
            if (!(await database.OfficesAsync(token)).Contains(office)) throw new OperatorException(Words["Backup.NoOffice", office], Words["Backup.NoOffice.Hint"], ExitCode.NotFound);
            return await run(own, call, new Kit(services, await services.GetRequiredService<Offices>().GetAsync(office, token)), token);
        });
    }

    /// <summary>What a command works with.</summary>
    private sealed record Kit(IServiceProvider Services, OfficeAtWork Office)
    {
        public RecoveryBook Book => Services.GetRequiredService<RecoveryBook>();
        public RecoveryDoor Door => Services.GetRequiredService<RecoveryDoor>();
        public BackupJobs Jobs => Services.GetRequiredService<BackupJobs>();

        /// <summary>Who acts: the officer of the token, otherwise whoever runs the machine.</summary>
        public async Task<string> OfficerAsync(CancellationToken token)
        {
            if (Environment.GetEnvironmentVariable("LAKSANA_TOKEN") is not { Length: > 0 } text) return AdministrationLog.Installation;
            return await Services.GetRequiredService<AccessTokens>().FindAsync(text, token) is { } holder && holder.Office == Office.Id ? holder.Officer
                : throw new OperatorException(Words["Recover.Token"], Words["Recover.Token.Hint"], ExitCode.Usage);
        }
    }

    private static async Task<ExitCode> ListAsync(Call call, Kit kit, CancellationToken token)
    {
        var found = await kit.Book.ListAsync(kit.Office.Id, 100, token);
        call.Answer(found, RecoverJson.Default.IReadOnlyListRecovery, to =>
        {
            foreach (var r in found) to.WriteLine($"{r.Id}\t{r.Source}\t{r.Moment:u}\t{RecoveryTelling.Tell(r.Stage)}\t{r.CaseNumber}");
        });
        return ExitCode.Ok;
    }

    private async Task<ExitCode> ShowAsync(Call call, Kit kit, CancellationToken token)
    {
        var recovery = await FindAsync(call, kit, token);
        await TellAsync(call, kit, recovery, token);
        return ExitCode.Ok;
    }

    private async Task<ExitCode> PlanAsync(Call call, Kit kit, CancellationToken token)
    {
        DateTimeOffset? moment = null;
        if (call.Value(_moment) is { } text)
            moment = DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? new DateTimeOffset(local, kit.Office.Zone.GetUtcOffset(local)).ToUniversalTime()
                : throw new OperatorException(Words["Recover.Moment.Wrong", text], Words["Recover.Moment.Wrong.Hint"], ExitCode.Usage);
        var officer = await kit.OfficerAsync(token);
        var wish = new RecoveryWish(kit.Office.Id, call.Value(_source), call.Value(_backup), moment, call.Value(_reason)!, officer, Into: call.Value(_into));
        var planned = Done(kit, await kit.Door.PlanAsync(kit.Office, wish, token));
        // The preflight that the plan asked for is done here, unless a node was quicker.
        return await FollowAsync(call, kit, planned.Recovery.Id, planned.Job!.Value, token);
    }

    private async Task<ExitCode> WorkAsync(Call call, Kit kit, RecoveryTask task, CancellationToken token)
    {
        var officer = await kit.OfficerAsync(token);
        var reason = task == RecoveryTask.Undo ? call.Value(_reason) : null;
        var asked = Done(kit, await kit.Door.WorkAsync(kit.Office, call.Value(_id), new RecoveryOrder(task, reason), officer, null, token));
        return await FollowAsync(call, kit, asked.Recovery.Id, asked.Job!.Value, token);
    }

    private async Task<ExitCode> ActAsync(Call call, Kit kit, RecoveryAct act, CancellationToken token)
    {
        var officer = await kit.OfficerAsync(token);
        if (act is RecoveryAct.Approve && officer == AdministrationLog.Installation) throw new OperatorException(Words["Recover.OfficerNeeded"], Words["Recover.OfficerNeeded.Hint"], ExitCode.Usage);
        var done = Done(kit, await kit.Door.DoAsync(kit.Office, new RecoveryRequest(kit.Office.Id, call.Value(_id), act, officer), token));
        if (done.Job is { } job) return await FollowAsync(call, kit, done.Recovery.Id, job, token);
        await TellAsync(call, kit, done.Recovery, token);
        return ExitCode.Ok;
    }

    /// <summary>Does the work here, or watches the node that was quicker; stopped, it is cancelled.</summary>
    private static async Task<ExitCode> FollowAsync(Call call, Kit kit, string id, Guid job, CancellationToken token)
    {
        var bar = new CommandBar(call);
        JobNow ended;
        try
        {
            var node = new RunnerSettings { Node = FormattableString.Invariant($"{Environment.MachineName}-{Environment.ProcessId}-command") };
            var runner = new BackupJobRunner(kit.Services.GetRequiredService<LaksanaDatabase>(), kit.Services.GetServices<IBackupJob>().Where(j => j.Kind == RecoveryJob.JobKind), node, TimeProvider.System, NullLogger<BackupJobRunner>.Instance);
            var known = kit.Services.GetRequiredService<BackupSettings>().Find(kit.Office.Id, (await kit.Book.FindAsync(kit.Office.Id, id, token))!.Source) is not null;
            ended = (known ? await runner.RunHereAsync(kit.Office.Id, job, bar, token) : null) ?? await WatchAsync(kit, job, bar, token);
        }
        catch (OperationCanceledException)
        {
            await kit.Jobs.CancelAsync(kit.Office.Id, job, CancellationToken.None);
            throw;
        }
        finally
        {
            bar.End();
        }
        if (ended.Status != ActionRunStatus.Succeeded) throw new OperatorException(ended.Summary ?? Words["Backup.Cancelled"], ended.Hint ?? Words["Backup.Cancelled.Hint"], ExitCode.Failed);
        var recovery = (await kit.Book.FindAsync(kit.Office.Id, id, token))!;
        await TellAsync(call, kit, recovery, token);
        // Looked at, and something is in the way; or swapped, and the check found something.
        return recovery.Stage is RecoveryStage.Planned or RecoveryStage.Swapped ? ExitCode.Failed : ExitCode.Ok;
    }

    private static async Task<JobNow> WatchAsync(Kit kit, Guid job, CommandBar bar, CancellationToken token)
    {
        while (true)
        {
            var now = (await kit.Jobs.FindAsync(kit.Office.Id, job, token))!;
            if (!now.Going) return now;
            bar.Show(now.Lines.Count > 0 ? now.Lines[^1] : "", now.Fraction, now.Count);
            await Task.Delay(250, token);
        }
    }

    private async Task<Recovery> FindAsync(Call call, Kit kit, CancellationToken token) =>
        await kit.Book.FindAsync(kit.Office.Id, call.Value(_id), token) ?? throw new OperatorException(Words["Recover.Unknown", call.Value(_id)], Words["Recover.Unknown.Hint"], ExitCode.NotFound);

    private static async Task TellAsync(Call call, Kit kit, Recovery recovery, CancellationToken token)
    {
        var losses = await kit.Book.LossesAsync(kit.Office.Id, recovery.Id, token);
        call.Answer(new RecoverAnswer(recovery, losses), RecoverJson.Default.RecoverAnswer, to =>
        {
            to.WriteLine(Words["Recover.Told", recovery.Id, recovery.Source, RecoveryTelling.Tell(recovery.Stage), recovery.Names.Live, recovery.Backup ?? recovery.Moment.ToString("u", CultureInfo.InvariantCulture)]);
            var findings = recovery.Checked?.Findings ?? recovery.Preflight?.Findings ?? [];
            foreach (var finding in findings.OrderByDescending(f => f.Level)) to.WriteLine($"  {(finding.Level == FindingLevel.Fine ? "+" : finding.Level == FindingLevel.Warning ? "!" : "x")} {RecoveryTelling.Tell(finding)}");
            foreach (var loss in losses.Where(l => l.Differs)) to.WriteLine($"  {loss.Schema}.{loss.Name}: -{loss.Lost} ~{loss.Changed} +{loss.Back} {RecoveryTelling.Tell(loss.Method)}");
            if (recovery.Stage.Keeps()) to.WriteLine(Words["Recover.Kept", RecoveryRules.Kept(recovery)]);
        });
    }

    private static RecoveryAnswer.Done Done(Kit kit, RecoveryAnswer answer) => answer switch
    {
        RecoveryAnswer.Done done => done,
        RecoveryAnswer.Refused refused when RecoveryTelling.Explain(refused.Why, kit.Office.Zone) is var (cause, remedy) => throw new OperatorException(cause, remedy, ExitCode.Failed),
        _ => throw new OperatorException(Words["Recover.Unknown", ""], Words["Recover.Unknown.Hint"], ExitCode.NotFound),
    };
}

internal sealed record RecoverAnswer(Recovery Recovery, IReadOnlyList<TableLoss> Losses);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RecoverAnswer))]
[JsonSerializable(typeof(IReadOnlyList<Recovery>))]
internal sealed partial class RecoverJson : JsonSerializerContext;
