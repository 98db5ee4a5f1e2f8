namespace Laksana.Drafting;

public enum DraftStatus
{
    /// <summary>Being written.</summary>
    Open = 1,
    /// <summary>Waits for the head of the office; nobody changes it.</summary>
    Submitted = 2,
    /// <summary>Approved, and a version of its sheet.</summary>
    Published = 3,
    /// <summary>Given up.</summary>
    Discarded = 4,
}

/// <summary>A draft of a sheet, without its text.</summary>
/// <param name="Number">Counted within the office.</param>
/// <param name="Sheet">Id of the sheet.</param>
/// <param name="BaseVersion">The published version it began from; 0 for a sheet that is not published yet.</param>
/// <param name="Version">Grows with every edit.</param>
/// <param name="Why">Why it was begun, in the words of whoever began it.</param>
public sealed record Draft(int Number, string Sheet, string Title, int BaseVersion, int Version, DraftStatus Status, string Why, string BegunBy, DateTimeOffset BegunAt, string ChangedBy, DateTimeOffset ChangedAt)
{
    public string? SubmittedBy { get; init; }
    public DateTimeOffset? SubmittedAt { get; init; }
    /// <summary>What the new version changes, told to the head and published with it.</summary>
    public string? WhatChanged { get; init; }
    public DateOnly? Effective { get; init; }
    /// <summary>Who published it, or sent it back last.</summary>
    public string? DecidedBy { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    /// <summary>Why it was sent back; null once it is submitted again.</summary>
    public string? Reason { get; init; }
    public int? PublishedVersion { get; init; }

    public bool IsOpen => Status is DraftStatus.Open or DraftStatus.Submitted;
}

/// <summary>A draft with its text and those who wrote in it.</summary>
public sealed record DraftText(Draft Draft, string Text, IReadOnlyList<string> Writers);

/// <summary>What came of an act on a draft.</summary>
public enum DraftOutcome
{
    Done,
    /// <summary>The same form was sent before; nothing was done again.</summary>
    SentBefore,
    /// <summary>Somebody else changed or decided it in between.</summary>
    Overtaken,
    /// <summary>The sheet has a newer published version than the draft began from.</summary>
    NewerVersion,
    /// <summary>The text is that of the newest version: there is nothing to publish.</summary>
    Unchanged,
}
