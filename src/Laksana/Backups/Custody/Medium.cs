using System.Text.RegularExpressions;

namespace Laksana.Backups;

/// <summary>What a medium is; the numbers are those of <c>medium.kind</c>.</summary>
public enum MediumKind { FlashDisk, HardDisk, SolidState, Optical, Tape, Share, Other }

/// <summary>The numbers are those of <c>medium.state</c>.</summary>
public enum MediumState { InUse, Lost, Destroyed, Retired }

/// <summary>The numbers are those of <c>medium_copy.state</c>.</summary>
public enum CopyState
{
    Whole,
    Damaged,
    /// <summary>It should be on the medium, and was not there when that was measured.</summary>
    Missing,
}

/// <summary>How a measurement came about; the numbers are those of <c>medium_check.way</c>.</summary>
public enum CheckWay
{
    /// <summary>Read back right after it was written.</summary>
    Copy,
    /// <summary>Read by a node in which it is plugged in.</summary>
    Here,
    /// <summary>Read on another machine, told by its <see cref="MeasureCode"/>.</summary>
    Code,
}

/// <summary>Destroying a medium, asked for and not yet agreed to.</summary>
public sealed record AskedDestruction(string Reason, string By, DateTimeOffset At);

/// <summary>A medium of the inventory.</summary>
/// <param name="Version">Grows with every change, so that a form filled in on an old page is noticed.</param>
/// <param name="Mark">In the file on the medium itself.</param>
/// <param name="Holder">Officer who has it in hand; null: it lies in its place.</param>
/// <param name="CheckedAt">When it was last measured, whatever came of it.</param>
public sealed partial record Medium(string Label, int Version, Guid Mark, MediumKind Kind, string? Serial, long? Capacity, string Owner, string Place, string? Holder, MediumState State,
    string? StateReason, DateTimeOffset? StateAt, AskedDestruction? Destruction, int CheckDays, DateTimeOffset? CheckedAt, string AddedBy, DateTimeOffset AddedAt)
{
    public const int LongestLabel = 30;

    /// <summary>By when it is to be measured again; null when it is out of use.</summary>
    public DateTimeOffset? CheckDue => State == MediumState.InUse ? (CheckedAt ?? AddedAt).AddDays(CheckDays) : null;

    public bool IsOverdue(DateTimeOffset now) => CheckDue < now;

    /// <summary>Letters, digits and hyphens, as it stands on a sticker; what is typed in small letters is the same.</summary>
    public static bool IsLabel(string text) => LabelForm().IsMatch(text);

    public static string LabelOf(string? text) => (text ?? "").Trim().ToUpperInvariant();

    [GeneratedRegex("^[A-Z0-9][A-Z0-9-]{0,28}[A-Z0-9]$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex LabelForm();
}

/// <summary>What is entered about a medium.</summary>
public sealed record MediumEntry(string Label, MediumKind Kind, string? Serial, long? Capacity, string Owner, string Place, int CheckDays = MediumEntry.UsualCheckDays)
{
    /// <summary>A quarter of a year: flash cells and magnetic layers are read often enough to be copied before they are lost.</summary>
    public const int UsualCheckDays = 90;
}

/// <summary>A copy of a backup on a medium.</summary>
/// <param name="Digest">See <see cref="FolderRead"/>.</param>
public sealed record MediumCopy(string Medium, string Backup, CopyState State, string Digest, string Samples, long Bytes, DateTimeOffset WrittenAt, string WrittenBy, string? CaseNumber, DateTimeOffset CheckedAt);

/// <summary>A measurement as it was recorded.</summary>
/// <param name="Backup">The one copy that was measured; null: all.</param>
/// <param name="Machine">Where it was plugged in; null: told by its code.</param>
public sealed record MediumCheck(Guid Id, string Medium, string? Backup, CheckWay Way, bool Whole, string? Code, long Bytes, double Seconds, string Detail, string? Machine, string CheckedBy, DateTimeOffset MeasuredAt);

/// <summary>Where a node sees a medium plugged in.</summary>
public sealed record SeenMedium(string Medium, string Machine, string Path, long Free, bool OwnDisk, DateTimeOffset SeenAt);

/// <summary>What became of an act on a medium or a handover.</summary>
public abstract record CustodyAnswer
{
    /// <param name="Repeated">The same form had been sent before.</param>
    public sealed record Done(bool Repeated = false) : CustodyAnswer;

    /// <summary>Somebody changed it since the asker looked.</summary>
    public sealed record Conflict : CustodyAnswer;

    /// <param name="Why">Key of the words under <c>refused.</c>.</param>
    public sealed record Refused(string Why, params IReadOnlyList<object?> Arguments) : CustodyAnswer
    {
        public string Words => CustodyWords.Say["refused." + Why, [.. Arguments]];

        public string Hint => CustodyWords.Say["refused." + Why + ".hint", [.. Arguments]];
    }

    public sealed record NotFound : CustodyAnswer;
}
