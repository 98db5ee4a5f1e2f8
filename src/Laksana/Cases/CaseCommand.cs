namespace Laksana.Cases;

/// <summary>What someone asks of a case. Decided by <see cref="CaseEngine.Decide"/>; nothing here has happened yet.</summary>
public abstract record CaseCommand;

/// <summary>Starts a case. <paramref name="Number"/> was allotted by the store.</summary>
public sealed record OpenCase(string Number, int ProcedureVersion, IReadOnlyDictionary<string, string> Fields) : CaseCommand
{
    /// <summary>Set when the program opens the case by itself: the sheet's id when its schedule does, else what does (a watch).</summary>
    public string? Schedule { get; init; }

    /// <summary>The time that the opening is for. The same time of a sheet opens one case, however often it is asked.</summary>
    public DateTimeOffset? FireTime { get; init; }

    /// <summary>Set when somebody without an account opens the case on the public pages; only sheets and fields that say so take part.</summary>
    public PublicOpening? Public { get; init; }
}

/// <summary>An opening by the public.</summary>
/// <param name="Tracking">SHA-256 of the tracking number. The same number opens nothing a second time and answers the same.</param>
/// <param name="Confidence">How a complainant wants to be known (<see cref="Procedures.SheetKeys.Field.Confidences"/>); null where none is asked.</param>
/// <param name="Moment">The moment of opening as a date and time field holds it, in the office's zone.</param>
public sealed record PublicOpening(byte[] Tracking, string? Confidence, string Moment)
{
    /// <summary>Nothing that tells who he is may be kept.</summary>
    public bool Anonymous => Confidence == Procedures.SheetKeys.Field.Confidences[2];
}

/// <summary>The public's ways in, as events name them.</summary>
public static class PublicChannel
{
    /// <summary>The pages under /layanan, without an account.</summary>
    public const string Pages = "layanan";
}

/// <summary>Takes a ready row; its handling time runs from now.</summary>
public sealed record BeginStep(int Run) : CaseCommand;

/// <summary>Puts a begun row back into the tray.</summary>
public sealed record ReleaseStep(int Run, string? Reason) : CaseCommand;

/// <summary>Gives a row to another officer who may do it.</summary>
public sealed record ReassignStep(int Run, string To, string Reason) : CaseCommand;

/// <summary>
/// Finishes a row (begins it too when nobody had), on a diamond with <paramref name="Outcome"/>; a report goes on to its receiver.
/// </summary>
public sealed record CompleteStep(int Run, IReadOnlyDictionary<string, string> Fields, string? Outcome = null, string? Remark = null) : CaseCommand
{
    /// <summary>The superior whose decision staff record for him.</summary>
    public OnBehalfOf? OnBehalf { get; init; }
    /// <summary>Go on although the machine has not succeeded: the officer did it by hand.</summary>
    public bool ByHand { get; init; }
}

/// <param name="SignedPaper">SHA-256 (hex) of the picture of the signed paper, attached to the case before.</param>
public sealed record OnBehalfOf(string Officer, string SignedPaper);

/// <summary>The receiver of a report takes note, on a diamond with his decision.</summary>
public sealed record AcknowledgeReport(int Run, string? Outcome = null, string? Remark = null) : CaseCommand
{
    public OnBehalfOf? OnBehalf { get; init; }
}

/// <summary>Sends the work back. <paramref name="To"/> is a step id the row allows; <paramref name="Sites"/> (empty: all) on a per-site row.</summary>
public sealed record ReturnForCorrection(int Run, string To, string Reason, IReadOnlyList<string> Sites) : CaseCommand
{
    public OnBehalfOf? OnBehalf { get; init; }
}

public sealed record PauseClock(int Run, string Party, string Reason) : CaseCommand;

public sealed record ResumeClock(int Run, string? Answer) : CaseCommand;

/// <summary>Several rows done in the field, entered afterwards with their real times, in order.</summary>
public sealed record EnterAfterwards(IReadOnlyList<LateEntry> Entries) : CaseCommand;

/// <param name="Step">Step id; must be ready when its turn comes.</param>
public sealed record LateEntry(string Step, string? Site, DateTimeOffset Begun, DateTimeOffset Finished,
    IReadOnlyDictionary<string, string> Fields, string? Outcome = null, string? Remark = null);

public sealed record AttachDocument(string Sha256, string Name, string MediaType, long Size, int? Run) : CaseCommand
{
    /// <summary>The sheet's field it was sent for; its <c>terlihat</c> says who may read it.</summary>
    public string? Field { get; init; }

    /// <summary>Set when whoever asked for the service sends it (<see cref="PublicChannel"/>); the caller has seen his tracking number.</summary>
    public string? Channel { get; init; }
}

/// <summary>Whoever asked for the service writes to the office, which waits for him; the caller has seen his tracking number.</summary>
public sealed record ReceiveMessage(string Text, string Channel) : CaseCommand;

public sealed record AddNote(string Text) : CaseCommand
{
    /// <summary>The program says it by itself (a watch, a sweep); only where no officer asks.</summary>
    public bool ByProgram { get; init; }
}

public sealed record CancelCase(string Reason) : CaseCommand;

/// <summary>From a watch: what the case was about has come back soon after the case was closed. It goes on from its first row.</summary>
public sealed record ReopenCase(string Reason) : CaseCommand;

/// <summary>Ties the case to another that the officer may see, also after either has ended. <see cref="CaseContext.Linkable"/> must hold the other's number.</summary>
public sealed record LinkCase(string Other, LinkKind Kind, string Reason) : CaseCommand;

/// <summary>The officer whose decision was recorded by staff confirms or disputes it.</summary>
public sealed record ConfirmOnBehalf(int Event, bool Agrees, string? Remark) : CaseCommand;

/// <summary>Runs a failed or cancelled action again.</summary>
public sealed record RetryAction(int Run) : CaseCommand;

public sealed record CancelAction(int Run, string Reason) : CaseCommand;

/// <summary>Goes on under a newer version of the sheet that is in force. <see cref="CaseContext.Target"/> must hold that version.</summary>
public sealed record MoveCase(int ToVersion, IReadOnlyDictionary<string, string> Steps, string Reason) : CaseCommand;

/// <summary>Erases personal values on lawful request (UU 27/2022 art. 8).</summary>
public sealed record EraseValues(IReadOnlyList<string> Fields, string Reason) : CaseCommand;

/// <summary>From the runner: machine work ended well.</summary>
public sealed record ReportActionSuccess(int Run, Guid ActionRun, string Summary, string? Proposed, System.Text.Json.JsonElement Result) : CaseCommand;

/// <summary>From the runner: machine work failed for good (its retries are used up).</summary>
public sealed record ReportActionFailure(int Run, Guid ActionRun, string Reason, string? Hint) : CaseCommand;

/// <summary>From the deadline sweep: the limits that have passed are said.</summary>
public sealed record SayLimitsPassed : CaseCommand;
