namespace Laksana.Agenda;

/// <summary>Which lines of the agenda.</summary>
/// <param name="Search">Words of the case's number, title and values that are not personal; the last may be only begun.</param>
/// <param name="From">First moment.</param>
/// <param name="Until">First moment that no longer counts.</param>
/// <param name="Kinds">Kinds of events; null: all.</param>
/// <param name="Position">Of the officer who acted.</param>
/// <param name="After">The last line of the page before.</param>
public sealed record AgendaView(string? Search = null, DateTimeOffset? From = null, DateTimeOffset? Until = null, string? Procedure = null,
    IReadOnlyList<string>? Kinds = null, string? Position = null, AgendaPlace? After = null, int Most = 50)
{
    /// <summary>Oldest first, as a book is written.</summary>
    public bool OldestFirst { get; init; }

    public bool IsFiltered => Search is not null || From is not null || Until is not null || Procedure is not null || Kinds is not null || Position is not null;

    /// <summary>Whether a line that stands nowhere yet belongs to it; a search does not look at those.</summary>
    internal bool Holds(ActInCase act) => Search is null && !(act.Happened.At < From) && !(act.Happened.At >= Until) && (Procedure is null || act.Procedure == Procedure)
        && (Kinds?.Contains(Cases.EventJson.KindOf(act.Happened)) ?? true) && (Position is null || act.Happened.By?.Position == Position);
}

/// <summary>Where a line stands among all.</summary>
public sealed record AgendaPlace(DateTimeOffset At, string CaseNumber, int Version);
