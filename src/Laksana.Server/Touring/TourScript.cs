namespace Laksana.Server.Touring;

/// <summary>
/// One case of the tour: who opens it, what is written on its forms, and what goes another way than plainly on. Everything else the walker
/// reads from the case itself.
/// </summary>
/// <param name="Opener">Officer who opens the case.</param>
internal sealed record TourScript(string Office, string Sheet, string Opener)
{
    /// <summary>What the officers write, by field name. A field that must be filled in and stands nowhere here gets a plain value of its kind; <c>{name}</c> stands for a value of the machine's last result.</summary>
    public IReadOnlyDictionary<string, string> Says { get; init; } = new Dictionary<string, string>();
    public IReadOnlyList<Turn> Turns { get; init; } = [];
    /// <summary>Site of the office that is out of order when the case is opened.</summary>
    public string? BrokenSite { get; init; }

    /// <summary>What is said of one passage through a row: the line that names its round or site before the one that does not.</summary>
    public Turn TurnOf(string row, int round, string? site) =>
        Turns.Where(t => t.Row == row && (t.Round ?? round) == round && (t.Site ?? site) == site)
            .OrderByDescending(t => (t.Round is null ? 0 : 1) + (t.Site is null ? 0 : 1)).FirstOrDefault() ?? new Turn(row);
}

/// <summary>What happens at a row of a case, where it is not the plain way.</summary>
/// <param name="Row">Id of the row.</param>
/// <param name="Way">The way out of a diamond.</param>
internal sealed record Turn(string Row, string? Way = null)
{
    /// <summary>Only in this round; null: in all that no other line names.</summary>
    public int? Round { get; init; }
    public string? Site { get; init; }
    /// <summary>Who does the row; null: the first who may.</summary>
    public string? By { get; init; }
    /// <summary>Who receives its report; null: the first who may.</summary>
    public string? ReceivedBy { get; init; }
    /// <summary>How much of the row's time is used: more than 1 is late.</summary>
    public double Share { get; init; } = 0.6;
    public SentBack? SendsBack { get; init; }
    /// <summary>Staff who record the decision of whoever may do the row, from his signed paper.</summary>
    public string? RecordedBy { get; init; }
    /// <summary>Done in the field and entered afterwards, in one form with the other rows of the kind.</summary>
    public bool FieldWork { get; init; }
    public Awaited? Awaits { get; init; }
    /// <summary>What the outside party answered in the end.</summary>
    public string? Answer { get; init; }
    /// <summary>The broken site works again after the wait.</summary>
    public bool Mends { get; init; }
    /// <summary>An officer who tries to do the row first and must be refused.</summary>
    public string? RefusedTo { get; init; }
    /// <summary>Written at this passage only.</summary>
    public IReadOnlyDictionary<string, string> Says { get; init; } = new Dictionary<string, string>();
}

/// <param name="To">Row that the work goes back to.</param>
/// <param name="Sites">On a per-site row only these; none: all.</param>
internal sealed record SentBack(string To, string Reason, params IReadOnlyList<string> Sites);

/// <summary>A wait that the sheet leaves to the officer.</summary>
internal sealed record Awaited(string Party, string Reason);
