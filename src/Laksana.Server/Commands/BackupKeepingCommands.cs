using System.CommandLine;
using System.Text.Json.Serialization;
using Laksana.Backups;
using Laksana.Cases;
using Laksana.Database;
using Laksana.Officers;
using Laksana.Server.Accounts;
using Laksana.Server.Hosting;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Commands;

/// <summary>
/// <c>laksana backup plan|policy|expire|hold|release</c>. Whoever runs the machine may look, carry out what was approved, and put a hold. Releasing one is an
/// officer's act: his token (<c>LAKSANA_TOKEN</c>) says who he is, and he must be another one than who put it.
/// </summary>
internal sealed class BackupKeepingCommands
{
    private readonly InstallationOptions _installation = new();
    private readonly BackupOptions _backups = new();
    private readonly Option<string> _office = new("--office") { Description = Words["Case.Office"], HelpName = "ID", Required = true };
    private readonly Option<string> _reason = new("--reason") { Description = Words["Keeping.Reason"], HelpName = "TEXT", Required = true };
    private readonly Argument<string> _backup = new("BACKUP") { Description = Words["Keeping.Backup"] };

    /// <summary>The commands, for the group <c>backup</c>.</summary>
    public static IEnumerable<Command> All()
    {
        var (plan, policy, expire, hold, release) = (new BackupKeepingCommands(), new BackupKeepingCommands(), new BackupKeepingCommands(), new BackupKeepingCommands(), new BackupKeepingCommands());
        yield return plan.With(new Command("plan", Words["Keeping.Plan"]) { plan._office }).Runs((call, token) => plan.InAsync(call, plan.PlanAsync, token));
        yield return policy.With(new Command("policy", Words["Keeping.Policy"]) { policy._office }).Runs((call, token) => policy.InAsync(call, policy.PolicyAsync, token));
        yield return expire.With(new Command("expire", Words["Keeping.Expire"]) { expire._office }).Runs((call, token) => expire.InAsync(call, expire.ExpireAsync, token));
        yield return hold.With(new Command("hold", Words["Keeping.Hold"]) { hold._backup, hold._office, hold._reason }).Runs((call, token) => hold.InAsync(call, hold.HoldAsync, token));
        yield return release.With(new Command("release", Words["Keeping.Release"]) { release._backup, release._office, release._reason }).Runs((call, token) => release.InAsync(call, release.ReleaseAsync, token));
    }

    private Command With(Command command)
    {
        _installation.AddTo(command);
        _backups.AddTo(command);
        return command;
    }

    private async Task<ExitCode> PlanAsync(Call call, IServiceProvider books, CancellationToken token)
    {
        var office = await books.GetRequiredService<Offices>().GetAsync(call.Value(_office)!, token);
        var kept = await books.GetRequiredService<RetentionBook>().ReadAsync(office.Id, token);
        var listed = await books.GetRequiredService<ExpiryBook>().PlannedAsync(office.Id, token);
        var plan = kept.Plan(office.Zone, TimeProvider.System.GetUtcNow())
            .Select(f => new PlanLine(f.Backup.Id, f.Backup.Source, f.Backup.TakenAt, f.Backup.Level.ToString(), f.Backup.Damaged, f.Expires, listed.TryGetValue(f.Backup.Id, out var list) ? list : null, [.. f.Reasons.Select(ReasonText.Say)])).ToList();
        call.Answer<IReadOnlyList<PlanLine>>(plan, KeepingAnswers.Default.IReadOnlyListPlanLine, to =>
        {
            foreach (var line in plan) to.WriteLine($"{line.Backup,-50} {Words[line.Expires ? "Keeping.Expires" : "Keeping.Kept"],-10} {string.Join("; ", line.Reasons)}");
        });
        return ExitCode.Ok;
    }

    private async Task<ExitCode> PolicyAsync(Call call, IServiceProvider books, CancellationToken token)
    {
        var kept = await books.GetRequiredService<RetentionBook>().ReadAsync(call.Value(_office)!, token);
        var lines = kept.Policies.Select(p => new PolicyLine(p.Version, p.Source, p.Policy.Daily, p.Policy.Weekly, p.Policy.Monthly, p.Policy.Yearly, p.Policy.Minimum, p.Policy.WaitDays,
            p.ProposedBy, p.ProposedAt, p.Decision?.ToString(), p.DecidedBy, p.DecidedAt, p.Reason)).ToList();
        call.Answer<IReadOnlyList<PolicyLine>>(lines, KeepingAnswers.Default.IReadOnlyListPolicyLine, to =>
        {
            if (lines.Count == 0) to.WriteLine(Words["Keeping.NoPolicy"]);
            foreach (var p in lines) to.WriteLine(Words["Keeping.PolicyLine", p.Version, p.Source.Length == 0 ? "*" : p.Source, p.Daily, p.Weekly, p.Monthly, p.Yearly, p.Minimum, p.Decision ?? "-"]);
        });
        return ExitCode.Ok;
    }

    /// <summary>What the policy gives up is planned, and what is due by now is carried out; nothing that was not approved.</summary>
    private async Task<ExitCode> ExpireAsync(Call call, IServiceProvider books, CancellationToken token)
    {
        var office = call.Value(_office)!;
        var planned = await books.GetRequiredService<ExpiryDesk>().PlanAsync(office, token);
        var outcomes = await books.GetRequiredService<ExpiryWork>().RunAsync(office, token);
        var answer = new ExpireAnswer(planned, [.. outcomes.Select(o => new ExpireLine(o.List, o.Backup, o.Outcome))]);
        call.Answer(answer, KeepingAnswers.Default.ExpireAnswer, to =>
        {
            to.WriteLine(Words["Keeping.Planned", planned]);
            foreach (var outcome in outcomes) to.WriteLine($"{outcome.Backup}: {outcome.Words}");
        });
        return outcomes.Any(o => o.Outcome == "not-writable") ? ExitCode.Storage : ExitCode.Ok;
    }

    private Task<ExitCode> HoldAsync(Call call, IServiceProvider books, CancellationToken token) =>
        ActAsync(call, books.GetRequiredService<HoldDesk>().PlaceAsync(new KeepingForm(call.Value(_office)!, AdministrationLog.Installation), call.Value(_backup), call.Value(_reason)!, token));

    private async Task<ExitCode> ReleaseAsync(Call call, IServiceProvider books, CancellationToken token)
    {
        var (office, backup) = (call.Value(_office)!, call.Value(_backup));
        if (Environment.GetEnvironmentVariable("LAKSANA_TOKEN") is not { Length: > 0 } text || await new AccessTokens(books.GetRequiredService<LaksanaDatabase>(), TimeProvider.System).FindAsync(text, token) is not { } holder || holder.Office != office)
            throw new OperatorException(Words["Keeping.NoToken"], Words["Keeping.NoToken.Hint"], ExitCode.Usage);
        var atWork = await books.GetRequiredService<Offices>().GetAsync(office, token);
        var sheets = await books.GetRequiredService<PublishedSheets>().AllCurrentAsync(office, atWork.DayOf(TimeProvider.System.GetUtcNow()), token);
        var held = (await books.GetRequiredService<RetentionBook>().ReadAsync(office, token)).Backups.FirstOrDefault(b => b.Id == backup);
        if (held?.Hold is { } hold && !KeepingRights.Of(atWork, sheets.Select(s => s.Procedure)).ToAgree(holder.Officer, hold.By))
            throw new OperatorException(new KeepingAnswer.Refused("second-officer").Words, new KeepingAnswer.Refused("second-officer").Hint);
        return await ActAsync(call, books.GetRequiredService<HoldDesk>().ReleaseAsync(new KeepingForm(office, holder.Officer), backup, call.Value(_reason)!, token));
    }

    private async Task<ExitCode> ActAsync(Call call, Task<KeepingAnswer> act)
    {
        switch (await act)
        {
            case KeepingAnswer.Refused refused:
                throw new OperatorException(refused.Words, refused.Hint);
            case KeepingAnswer.NotFound:
                throw new OperatorException(Words["Keeping.NotFound", call.Value(_backup)], Words["Keeping.NotFound.Hint"], ExitCode.NotFound);
        }
        call.Answer(new ActedAnswer(call.Value(_backup), true), KeepingAnswers.Default.ActedAnswer, to => to.WriteLine(Words["Keeping.Done", call.Value(_backup)]));
        return ExitCode.Ok;
    }

    private async Task<ExitCode> InAsync(Call call, Func<Call, IServiceProvider, CancellationToken, Task<ExitCode>> work, CancellationToken token)
    {
        var installation = _installation.Settings(call);
        await using var database = await LaksanaDatabase.JoinAsync(installation, token: token);
        var office = call.Value(_office)!;
        if (!(await database.OfficesAsync(token)).Contains(office)) throw new OperatorException(Words["Office.Unknown", office], Words["Office.Unknown.Hint"], ExitCode.NotFound);
        await using var books = new ServiceCollection().AddSingleton(database).AddSingleton(TimeProvider.System).AddLogging()
            .AddSingleton(new BackupSettings(_backups.Folder(call) ?? Path.Combine(installation.DataDirectory, "backups"), _backups.Sources(call)))
            .AddCases().AddKeeping().BuildServiceProvider();
        return await work(call, books, token);
    }
}

/// <param name="List">The list that it waits on; null when on none.</param>
internal sealed record PlanLine(string Backup, string Source, DateTimeOffset TakenAt, string Level, bool Damaged, bool Expires, int? List, IReadOnlyList<string> Reasons);

/// <param name="Source">Empty: every source that has no policy of its own.</param>
internal sealed record PolicyLine(int Version, string Source, int Daily, int Weekly, int Monthly, int Yearly, int Minimum, int WaitDays, string ProposedBy, DateTimeOffset ProposedAt, string? Decision,
    string? DecidedBy, DateTimeOffset? DecidedAt, string Reason);

internal sealed record ExpireAnswer(int Planned, IReadOnlyList<ExpireLine> Outcomes);

internal sealed record ExpireLine(int List, string Backup, string Outcome);

internal sealed record ActedAnswer(string Backup, bool Done);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<PlanLine>))]
[JsonSerializable(typeof(IReadOnlyList<PolicyLine>))]
[JsonSerializable(typeof(ExpireAnswer))]
[JsonSerializable(typeof(ActedAnswer))]
internal sealed partial class KeepingAnswers : JsonSerializerContext;
