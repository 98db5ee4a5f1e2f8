using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Laksana.Automation;
using Laksana.Cases;
using Laksana.Officers;
using static Laksana.Backups.RecoveryWords;

namespace Laksana.Backups;

/// <summary>What the rows of a recovery's case have in common: which recovery is theirs, and in whose name the machine works.</summary>
public sealed class RecoveryRow(RecoveryPlanning planning, RecoveryWork work, RecoveryDesk desk, RecoveryBook book, CaseLoader cases, Offices offices)
{
    public RecoveryWork Work => work;

    /// <summary>The officer who began the row.</summary>
    public async Task<string> OfficerAsync(ActionRun run, CancellationToken token) => (await StateAsync(run, token)).FindRun(run.StepRun)?.Officer ?? AdministrationLog.Installation;

    public async Task<CaseState> StateAsync(ActionRun run, CancellationToken token) =>
        (await cases.LoadAsync(run.Office, run.CaseNumber, token))?.State ?? throw new InvalidOperationException($"Case {run.CaseNumber} is gone.");

    /// <summary>The case's recovery that is under way or was swapped last; null when none was planned.</summary>
    public Task<Recovery?> FindAsync(ActionRun run, CancellationToken token) => book.OfCaseAsync(run.Office, run.CaseNumber, token);

    /// <summary>
    /// The recovery that the row's arguments ask for: the case's own while it fits, otherwise a new plan, in whose place an unswapped older one of the case is cancelled. A repeated attempt finds its own.
    /// </summary>
    public async Task<Recovery> PlannedAsync(ActionRun run, string officer, CancellationToken token)
    {
        string? Argument(string name) => run.Arguments.GetValueOrDefault(name) is { Length: > 0 } given ? given.Trim() : null;
        var own = await FindAsync(run, token);
        var backup = Argument("cadangan");
        if (own is { Stage: <= RecoveryStage.Approved or RecoveryStage.Failed } fits && fits.Source == Argument("basis-data") && (backup is null || backup == fits.Backup) && Argument("ke") is null) return fits;
        var wish = new RecoveryWish(run.Office, Argument("basis-data") ?? "", backup, await MomentAsync(run, Argument("keadaan"), token), Argument("alasan") ?? run.CaseNumber, officer, run.CaseNumber, Argument("ke"))
        {
            Id = run.Id.ToString("N")[^8..],
        };
        if (own is { Stage: <= RecoveryStage.Approved or RecoveryStage.Failed } older && Argument("ke") is null)
        {
            await desk.DoAsync(new RecoveryRequest(run.Office, older.Id, new RecoveryAct.Cancel(Recovering["row.replaced"]), officer), token);
            await work.ClearAsync(run.Office, older.Id, officer, token);
        }
        return Done(await planning.PlanAsync(wish, token), await ZoneAsync(run.Office, token));
    }

    /// <summary>Takes the second officer's row of the case as his approval: who he is, when, and the name that he typed stand in the register.</summary>
    /// <param name="row">Id of the approving row.</param>
    public async Task<Recovery> ApprovedAsync(ActionRun run, Recovery recovery, string row, string typed, CancellationToken token)
    {
        if (recovery.Stage != RecoveryStage.Previewed) return recovery;
        var approval = (await StateAsync(run, token)).Runs.LastOrDefault(r => r.Step == row && r.Status == RunStatus.Done) ?? throw Fail("row.no-approval", row);
        if (approval.EndedAt < recovery.Loss!.At) throw Fail("row.old-approval");
        var zone = await ZoneAsync(run.Office, token);
        return Done(await desk.DoAsync(new RecoveryRequest(run.Office, recovery.Id, new RecoveryAct.Approve(typed, run.CaseNumber), approval.DoneBy[^1]), token), zone);
    }

    private async Task<DateTimeOffset?> MomentAsync(ActionRun run, string? text, CancellationToken token)
    {
        if (!DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return null;
        var zone = await ZoneAsync(run.Office, token);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private async Task<TimeZoneInfo> ZoneAsync(string office, CancellationToken token) => (await offices.GetAsync(office, token)).Zone;

    private static Recovery Done(RecoveryAnswer answer, TimeZoneInfo zone)
    {
        if (answer is RecoveryAnswer.Done done) return done.Recovery;
        if (answer is not RecoveryAnswer.Refused refused) throw Fail("unknown", "");
        var (cause, remedy) = RecoveryTelling.Explain(refused.Why, zone);
        throw new ActionFailedException(cause, remedy, mayRetry: false);
    }

    /// <summary>The evidence of a row, as the register keeps it: names, numbers and times, nothing of what the tables hold.</summary>
    internal static ActionResult Result(Recovery r, string summary, string? proposed = null) => new(summary, JsonSerializer.SerializeToElement(new RowEvidence(
        r.Id, r.Stage.ToString(), r.Source, r.Backup, r.Moment, r.Names.Live, r.Names.Beside,
        r.Preflight?.Findings.Count(f => f.Level == FindingLevel.Warning), r.Preflight?.ExpectedSeconds, r.Restored?.Seconds, r.Restored?.Tables, r.Restored?.Bytes, r.Restored?.Fingerprint,
        r.Loss?.Lost, r.Loss?.Back, r.Loss?.Changed, r.Loss?.Exact, r.Approved?.By, r.Swapped is null ? null : r.Names.Old, r.Swapped?.StillSeconds, r.Swapped?.SessionsEnded, r.KeepUntil, r.Checked?.Passed),
        RowEvidenceJson.Default.RowEvidence), proposed);
}

internal sealed record RowEvidence(string Recovery, string Stage, string Source, string? Backup, DateTimeOffset Moment, string Live, string Beside, int? Warnings, double? ExpectedSeconds, double? Seconds,
    int? Tables, long? Bytes, string? Fingerprint, long? Lost, long? Back, long? Changed, bool? Exact, string? ApprovedBy, string? Old, double? StillSeconds, int? SessionsEnded, DateTimeOffset? KeepUntil, bool? CheckPassed);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RowEvidence))]
internal sealed partial class RowEvidenceJson : JsonSerializerContext;

/// <summary><c>recovery.preflight</c>: plans the recovery that the case is about and looks at everything it needs; <c>basis-data</c>, and if wanted <c>keadaan</c> (a moment) or <c>cadangan</c> (a backup's id).</summary>
public sealed class RecoveryPreflightAction(RecoveryRow rows) : IStepAction
{
    public string Name => "recovery.preflight";

    public async Task<ActionResult> RunAsync(ActionRun run, IActionProgress progress, CancellationToken token)
    {
        var officer = await rows.OfficerAsync(run, token);
        var planned = await rows.PlannedAsync(run, officer, token);
        var looked = await rows.Work.PreflightAsync(run.Office, planned.Id, officer, progress, token);
        if (looked.Preflight!.Findings.FirstOrDefault(f => f.Level == FindingLevel.Blocking) is { } blocking) throw Fail("row.blocked", RecoveryTelling.Tell(blocking));
        return RecoveryRow.Result(looked, Recovering["row.preflight", looked.Source, looked.Backup, looked.Preflight.Findings.Count]);
    }
}

/// <summary><c>recovery.restore</c>: restores beside what is live, proves it equal to the backup, and shows what a swap would lose.</summary>
public sealed class RecoveryRestoreAction(RecoveryRow rows) : IStepAction
{
    public string Name => "recovery.restore";

    public async Task<ActionResult> RunAsync(ActionRun run, IActionProgress progress, CancellationToken token)
    {
        var officer = await rows.OfficerAsync(run, token);
        var recovery = await rows.PlannedAsync(run, officer, token);
        if (recovery.Stage is RecoveryStage.Planned or RecoveryStage.Failed) recovery = await rows.Work.PreflightAsync(run.Office, recovery.Id, officer, progress, token);
        if (recovery.Stage is RecoveryStage.Planned) throw Fail("row.blocked", RecoveryTelling.Tell(recovery.Preflight!.Findings.First(f => f.Level == FindingLevel.Blocking)));
        recovery = await rows.Work.RestoreAsync(run.Office, recovery.Id, officer, run.Attempt, progress, token);
        if (recovery.Stage is RecoveryStage.Restored) recovery = await rows.Work.CompareAsync(run.Office, recovery.Id, officer, progress, token);
        return RecoveryRow.Result(recovery, Recovering["row.restore", recovery.Names.Beside, recovery.Loss!.Lost, recovery.Loss.Back, recovery.Loss.Changed]);
    }
}

/// <summary>
/// <c>recovery.swap</c>: swaps in what the second officer approved in the row named by <c>persetujuan</c>, typing the name that <c>ketik</c> holds, and checks it. Proposes <c>ya</c> when the check passes.
/// </summary>
public sealed class RecoverySwapAction(RecoveryRow rows) : IStepAction
{
    public string Name => "recovery.swap";

    public async Task<ActionResult> RunAsync(ActionRun run, IActionProgress progress, CancellationToken token)
    {
        var officer = await rows.OfficerAsync(run, token);
        var recovery = await rows.FindAsync(run, token) ?? throw Fail("row.nothing", run.CaseNumber);
        recovery = await rows.ApprovedAsync(run, recovery, run.Arguments.GetValueOrDefault("persetujuan", ""), run.Arguments.GetValueOrDefault("ketik", ""), token);
        var swapped = await rows.Work.SwapAsync(run.Office, recovery.Id, officer, progress, token);
        var passed = swapped.Stage == RecoveryStage.Checked;
        return RecoveryRow.Result(swapped, passed ? Recovering["row.swap", swapped.Names.Live, swapped.Swapped!.StillSeconds, swapped.Names.Old]
            : Recovering["row.swap-doubtful", swapped.Names.Live, string.Join("; ", swapped.Checked!.Findings.Where(f => f.Level == FindingLevel.Blocking).Select(RecoveryTelling.Tell))], passed ? "ya" : "tidak");
    }
}
