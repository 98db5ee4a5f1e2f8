namespace Laksana.Officers;

/// <summary>How an officer holds a position (UU 30/2014 art. 14; SE Kepala BKN 1/SE/I/2021).</summary>
public enum Capacity
{
    /// <summary>Appointed to it.</summary>
    Definitive,
    /// <summary>Pelaksana tugas: the post is vacant.</summary>
    Plt,
    /// <summary>Pelaksana harian: the holder is away for a while.</summary>
    Plh,
}

/// <summary>A position as held by an officer at one moment. Plt. and Plh. carry their warrant's number.</summary>
public sealed record Holding(string Officer, string Position, Capacity Capacity, string? Warrant);

/// <summary>
/// Who holds what in one office at one moment; immutable, so that the engine can be asked with it. Built by the officers' store
/// from positions (office.yaml), holdings within their dates, and absences.
/// </summary>
public sealed record Staffing
{
    public required string Office { get; init; }
    /// <summary>Holdings in force now. An absent definitive holder is not among them; his Plh. is.</summary>
    public required IReadOnlyList<Holding> Holdings { get; init; }
    /// <summary>Position → the position above it.</summary>
    public required IReadOnlyDictionary<string, string> Superiors { get; init; }
    /// <summary>Role → positions that play it, for every sheet.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> RolePositions { get; init; }
    /// <summary>(sheet id + "/" + role) → positions, where one sheet differs.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> SheetRolePositions { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    public IReadOnlyList<string> PositionsOf(string procedure, string role) =>
        SheetRolePositions.TryGetValue(procedure + "/" + role, out var own) ? own
        : RolePositions.TryGetValue(role, out var all) ? all : [];

    /// <summary>The officer's holding that plays the role, definitive first; null when he plays it not.</summary>
    public Holding? HoldingFor(string officer, string procedure, string role) =>
        Holdings.Where(h => h.Officer == officer && PositionsOf(procedure, role).Contains(h.Position))
            .OrderBy(h => h.Capacity).FirstOrDefault();

    public IEnumerable<Holding> HoldersOf(string procedure, string role) =>
        Holdings.Where(h => PositionsOf(procedure, role).Contains(h.Position));

    /// <summary>Whether the officer holds a position somewhere above this one.</summary>
    public bool StandsAbove(string officer, string position)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var p = position; Superiors.TryGetValue(p, out var up) && seen.Add(up); p = up)
            if (Holdings.Any(h => h.Officer == officer && h.Position == up)) return true;
        return false;
    }

    /// <summary>True when <paramref name="officer"/> holds a position somewhere above one that plays the role.</summary>
    public Holding? SuperiorHolding(string officer, string procedure, string role)
    {
        var above = new HashSet<string>(StringComparer.Ordinal);
        foreach (var position in PositionsOf(procedure, role))
            for (var p = position; Superiors.TryGetValue(p, out var up) && above.Add(up); p = up) { }
        return Holdings.Where(h => h.Officer == officer && above.Contains(h.Position)).OrderBy(h => h.Capacity).FirstOrDefault();
    }
}
