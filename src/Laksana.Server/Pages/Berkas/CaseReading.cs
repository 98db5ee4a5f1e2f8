using Laksana.Automation;
using Laksana.Cases;

namespace Laksana.Server.Pages.Berkas;

/// <summary>Everything of a case that its page shows, as committed at one moment.</summary>
internal sealed record CaseReading
{
    public required CaseState State { get; init; }
    public required SheetVersion Sheet { get; init; }
    /// <summary>In order; the event at index n is version n + 1.</summary>
    public required IReadOnlyList<CaseEvent> Events { get; init; }
    /// <summary>Hash of the last event.</summary>
    public required byte[] Head { get; init; }
    /// <summary>Personal values by the digest (hex) that stands for them in the events; an erased one is missing.</summary>
    public required IReadOnlyDictionary<string, string> Personal { get; init; }
    public required IReadOnlyDictionary<Guid, ActionRunNow> Machines { get; init; }
    /// <summary>The last seal that holds this case; null before the first.</summary>
    public required SealedUpTo? Seal { get; init; }
    /// <summary>Newest version of the sheet that is in force.</summary>
    public required int NewestSheet { get; init; }
}

/// <summary>Seal <paramref name="Number"/> holds the case's events up to <paramref name="Version"/>.</summary>
internal sealed record SealedUpTo(long Number, int Version, DateTimeOffset At);
