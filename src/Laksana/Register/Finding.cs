using System.Globalization;

namespace Laksana.Register;

/// <summary>What does not fit.</summary>
public enum FindingKind
{
    /// <summary>An event is not what was written, or not what was sealed.</summary>
    EventChanged,
    EventMissing,
    /// <summary>An event that the program did not write.</summary>
    EventInserted,
    /// <summary>Events stand in another order than they were written in.</summary>
    EventsReordered,
    /// <summary>A seal, or its leaves, are not what was sealed.</summary>
    SealChanged,
    SealMissing,
    /// <summary>A seal is signed by a key that is not the office's, or not one of the pinned ones.</summary>
    KeyUnknown,
    SignatureWrong,
    DocumentChanged,
    DocumentMissing,
    /// <summary>A person's value is not the one whose digest the event holds. (An erased one is no finding.)</summary>
    ValueChanged,
    /// <summary>A published sheet is not the one that was published.</summary>
    SheetChanged,
    /// <summary>A line of the log of administration is not what was written, or is missing.</summary>
    AdministrationChanged,
    /// <summary>A head kept outside carries a signature that does not fit: the copy outside is damaged.</summary>
    HeadDamaged,
    /// <summary>A dossier file is not in its form, or holds other files than it says.</summary>
    FileDamaged,
}

/// <summary>One thing that does not fit, and where.</summary>
/// <param name="Reason">Key of the words that say what is wrong.</param>
/// <param name="Time">When the event or seal was recorded; null when it cannot be told.</param>
public sealed record Finding(FindingKind Kind, string Reason, DateTimeOffset? Time)
{
    public string? CaseNumber { get; init; }

    /// <summary>The first event that may be the one.</summary>
    public int? Version { get; init; }

    /// <summary>The last event that may be the one, when the register proves only a span.</summary>
    public int? UpTo { get; init; }

    public long? Seal { get; init; }

    /// <summary>What else the words name: a document, a sheet, a key, a file.</summary>
    public string? Object { get; init; }

    /// <summary>The finding in words of the current culture: place, time, and what is wrong.</summary>
    public override string ToString() => RegisterWords.Say["finding", Place(), RegisterWords.Say[Reason, CaseNumber, Version, UpTo, Seal, Object]];

    private string Place()
    {
        var parts = new List<string>();
        if (CaseNumber is not null) parts.Add(RegisterWords.Say["finding-case", CaseNumber]);
        if (Version is not null && (UpTo ?? Version) == Version) parts.Add(RegisterWords.Say["finding-event", Version]);
        else if (Version is not null) parts.Add(RegisterWords.Say["finding-events", Version, UpTo]);
        if (Seal is not null) parts.Add(RegisterWords.Say["finding-seal", Seal]);
        if (CaseNumber is null && Seal is null && Object is not null) parts.Add(Object);
        if (Time is { } time) parts.Add(time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        return string.Join(", ", parts);
    }
}
