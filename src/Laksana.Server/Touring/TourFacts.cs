using Laksana.Cases;
using Laksana.Server.Api;

namespace Laksana.Server.Touring;

/// <summary>An event as the register holds it, with the case that it belongs to.</summary>
/// <param name="State">The case after it.</param>
internal sealed record ToldEvent(TourOffice Office, Procedures.Procedure Sheet, EventView Recorded, CaseEvent Happened, CaseState State)
{
    public string Where => State.Number + "/" + Recorded.Version.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Everything that the tour has seen, out of which its check list is answered.</summary>
internal sealed class TourFacts
{
    public List<ToldEvent> Events { get; } = [];

    public List<TourLine> Lines { get; } = [];

    public List<TourCase> Cases { get; } = [];

    /// <summary>Sheets of the toured offices that no case was made of.</summary>
    public List<string> LeftOut { get; } = [];

    /// <summary>Calls that were sent twice under one key and answered the same.</summary>
    public int Repeated { get; set; }

    /// <summary>Acts on a version that had passed, and were refused.</summary>
    public int Stale { get; set; }

    /// <summary>Officers who tried what is not for them, and were refused.</summary>
    public List<string> Refused { get; } = [];

    public List<PassedLimit> Late { get; } = [];

    /// <summary>A dump that the result names, found on the disk as it says.</summary>
    public List<string> Dumps { get; } = [];

    public IEnumerable<(ToldEvent Told, T Happened)> Of<T>() where T : CaseEvent =>
        Events.Where(e => e.Happened is T).Select(e => (e, (T)e.Happened));
}

/// <summary>A handling limit that passed, and who was told.</summary>
internal sealed record PassedLimit(string Case, int Run, IReadOnlyList<string> Superiors, IReadOnlyList<string> Told);
