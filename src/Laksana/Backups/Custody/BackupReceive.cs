using System.Text.Json;
using Laksana.Automation;
using Laksana.Cases;
using Laksana.Officers;
using static Laksana.Backups.CustodyWords;

namespace Laksana.Backups;

/// <summary>
/// <c>backup.receive</c>: a row by which a medium changes hands. Begun by the receiver, it measures the medium where that is plugged in and proposes the code; otherwise it says how to
/// measure elsewhere. Completed, it is the acceptance, and its code must be that of a fresh measurement; sent back, it is the refusal. What the row says and what the book of
/// handovers says is one transaction.
/// </summary>
public sealed class BackupReceive(CustodyTools tools, CodeDesk codes, HandoverBook handovers) : IStepAction, IRowWitness
{
    public string Name => CustodySheet.Receive;

    public async Task<ActionResult> RunAsync(ActionRun run, IActionProgress progress, CancellationToken token)
    {
        var label = Medium.LabelOf(run.Arguments.GetValueOrDefault(CustodySheet.MediumArgument));
        if (await CopyOfAsync(run.Office, run.CaseNumber, label, token) is not { } copy) return Answer(Say["receive.unknown", label], MeasureResult.NotHere(label));
        var by = await tools.OfficerOfAsync(run, token);
        if (tools.Places.Find(run.Office, label) is not null)
            return Answer(MeasureResult.Of(await tools.Measuring.RunAsync(run.Office, label, copy.Backup, by, null, progress, token)), CustodySheet.CodeFieldOf(run.Arguments));
        if (await tools.ElsewhereAsync(run.Office, label, token) is not { } machine) return Answer(Say["receive.not-here", label, copy.Backup], MeasureResult.NotHere(label));
        var order = MeasureJob.Order(new MediumJobOrder(label, copy.Backup, run.CaseNumber, By: by), by, machine);
        return Answer((await JobFollowing.FollowAsync(tools.Jobs, run.Office, order, progress, token)).Deserialize(CustodyJson.Default.MeasureResult)!, CustodySheet.CodeFieldOf(run.Arguments));
    }

    public async Task<Testimony> AttendAsync(WitnessedAct act, CancellationToken token)
    {
        var office = act.Office.Id;
        var label = Medium.LabelOf(act.Arguments.GetValueOrDefault(CustodySheet.MediumArgument));
        // A copy made by hand, on a medium that is not in the inventory, goes on paper as before.
        if (await CopyOfAsync(office, act.After.Number, label, token) is not { } copy || await tools.Media.FindAsync(office, label, token) is not { } medium) return Testimony.Nothing;
        var (giver, codeField) = (GiverOf(act), CustodySheet.CodeFieldOf(act.Arguments));
        if (act.Happened is StepReturned returned) return Refused(act, medium, copy, giver, returned.Reason);
        var done = (StepCompleted)act.Happened;
        var now = done.RealTime ?? done.At;
        switch (await codes.ReadAsync(office, medium, copy.Backup, done.Fields.GetValueOrDefault(codeField)?.Value, act.Run.FreeAt, now, act.Officer, token))
        {
            case CodeReading.Refused refused:
                return Testimony.At(codeField, $"{refused.Why.Words} {refused.Why.Hint}");
            case CodeReading.Fits fits when !fits.IsNew && await handovers.IsUsedAsync(office, fits.Check.Id, token):
                return Testimony.At(codeField, new CustodyAnswer.Refused("code-used").Words);
            case CodeReading.Fits fits:
                return Accepted(act, medium, fits, giver, done.Fields.GetValueOrDefault(CustodySheet.PlaceField)?.Value, now);
            default:
                throw new InvalidOperationException("A code fits or is refused.");
        }
    }

    private static Testimony.Agrees Accepted(WitnessedAct act, Medium medium, CodeReading.Fits fits, string giver, string? place, DateTimeOffset now)
    {
        var (office, receiver) = (act.Office.Id, act.Officer);
        var statements = new List<CustodyStatement>();
        if (fits.IsNew) statements.AddRange([CustodyStatements.Check(office, fits.Check), CustodyStatements.Measured(office, fits.Check)]);
        statements.AddRange(CustodyStatements.Taken(office, medium, receiver, place));
        var taken = Of(act, medium, fits.Check.Backup, giver, HandoverState.Accepted, now) with { Measured = fits.Check.Id, Content = fits.Content, Place = place };
        // One officer in both posts takes nothing from anybody: the medium was measured and stays with him.
        if (giver != receiver) statements.Add(CustodyStatements.Handover(office, taken));
        statements.Add(CustodyStatements.Log(office, act.RecordedBy ?? receiver, giver == receiver ? AdministrationActs.MediumChecked : AdministrationActs.HandoverAccepted, medium.Label,
            CustodyStatements.Details(taken, new MeasureCode(fits.Check.Code!)), now));
        return new Testimony.Agrees([.. statements.Select(s => new WitnessStatement(s.Sql, s.Values))]);
    }

    private static Testimony.Agrees Refused(WitnessedAct act, Medium medium, MediumCopy copy, string giver, string reason)
    {
        if (giver == act.Officer) return (Testimony.Agrees)Testimony.Nothing;
        var (office, now) = (act.Office.Id, act.Happened.At);
        var refused = Of(act, medium, copy.Backup, giver, HandoverState.Refused, now) with { Reason = reason };
        CustodyStatement[] statements = [CustodyStatements.Handover(office, refused), CustodyStatements.Log(office, act.RecordedBy ?? act.Officer, AdministrationActs.HandoverRefused, medium.Label,
            CustodyStatements.Details(refused, null), now, reason)];
        return new Testimony.Agrees([.. statements.Select(s => new WitnessStatement(s.Sql, s.Values))]);
    }

    private static Handover Of(WitnessedAct act, Medium medium, string? backup, string giver, HandoverState state, DateTimeOffset now) =>
        new(Guid.CreateVersion7(), 1, medium.Label, backup, giver, act.Officer, state, null, act.Run.FreeAt, null, [], null, null, now, act.RecordedBy, act.After.Number, act.Run.Run);

    /// <summary>Whoever copied it or received it before: the last who finished such a row of this case.</summary>
    private static string GiverOf(WitnessedAct act) => act.Before.Runs
        .Where(r => r.Status == RunStatus.Done && r.Run < act.Run.Run && act.Sheet.FindStep(r.Step)?.Action?.Name is CustodySheet.Copy or CustodySheet.Receive)
        .MaxBy(r => r.Run) is { } before ? before.Officer ?? before.DoneBy.LastOrDefault() ?? act.Officer : act.Officer;

    private async Task<MediumCopy?> CopyOfAsync(string office, string caseNumber, string label, CancellationToken token) =>
        (await tools.Media.CopiesAsync(office, label, token)).FirstOrDefault(c => c.CaseNumber == caseNumber);

    private static ActionResult Answer(MeasureResult found, string codeField) => found.Whole
        ? Answer(Say["receive.whole", found.Medium, BackupWords.Size(found.Bytes), found.Seconds, found.Code], found with
        {
            Fields = new Dictionary<string, string>(StringComparer.Ordinal) { [codeField] = found.Code!, [CustodySheet.ReadableField] = "ya" },
        })
        : Answer(Say["receive.not-whole", found.Medium, string.Join(" ", found.Faults)], found with { Fields = new Dictionary<string, string>(StringComparer.Ordinal) { [CustodySheet.ReadableField] = "tidak" } });

    private static ActionResult Answer(string words, MeasureResult found) => new(words, JsonSerializer.SerializeToElement(found, CustodyJson.Default.MeasureResult));
}
