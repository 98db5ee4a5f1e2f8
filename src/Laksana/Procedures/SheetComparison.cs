namespace Laksana.Procedures;

public enum ChangeKind { Added, Removed, Changed }

/// <summary>A header box or a cell that differs. <paramref name="Key"/> is the sheet's own word for it (<see cref="SheetKeys"/>); items of a list stand on lines of their own.</summary>
public sealed record CellChange(string Key, string From, string To)
{
    public IReadOnlyList<DifferencePart> Words => TextDifference.Of(From, To);
}

/// <summary>A column of the form that came, went, or bears another name; where it moved, <see cref="MovedTo"/> is its new place from the left, 1 the first.</summary>
public sealed record RoleChange(ChangeKind Kind, string Role, string From, string To, int? MovedTo);

/// <summary>A row that came, went or differs. Rows are the same when their ids are.</summary>
/// <param name="From">The row in the older version; null when it is new.</param>
/// <param name="To">The row in the newer version; null when it is gone.</param>
/// <param name="Moved">It stands in another place among the rows that both versions have.</param>
/// <param name="Cells">What differs in a row that both have; everything it holds where only one has it.</param>
public sealed record RowChange(ChangeKind Kind, Step? From, Step? To, bool Moved, IReadOnlyList<CellChange> Cells)
{
    public Step Step => To ?? From!;
}

/// <summary>
/// Two versions of a sheet compared as a reader of the form would: box by box, column by column, row by row and cell by cell. Row numbers that only shift
/// because of other rows are no change.
/// </summary>
public sealed record SheetComparison(IReadOnlyList<CellChange> Boxes, IReadOnlyList<RoleChange> Roles, IReadOnlyList<RowChange> Rows)
{
    public bool IsEmpty => Boxes.Count == 0 && Roles.Count == 0 && Rows.Count == 0;

    public static SheetComparison Of(Procedure from, Procedure to) => new(
        Differing(SheetCells.OfHeader(from), SheetCells.OfHeader(to)), RolesOf(from, to), RowsOf(from, to));

    private static IReadOnlyList<CellChange> Differing(IReadOnlyList<SheetCell> from, IReadOnlyList<SheetCell> to)
    {
        var (before, after) = (from.ToDictionary(c => c.Key), to.ToDictionary(c => c.Key));
        return [.. to.Select(c => c.Key).Union(from.Select(c => c.Key))
            .Select(key => (Key: key, From: before.GetValueOrDefault(key, SheetCell.None), To: after.GetValueOrDefault(key, SheetCell.None)))
            .Where(c => c.From.Meaning != c.To.Meaning).Select(c => new CellChange(c.Key, c.From.Words, c.To.Words))];
    }

    private static List<RoleChange> RolesOf(Procedure from, Procedure to)
    {
        var (before, after) = (from.Roles.ToDictionary(r => r.Id), to.Roles.ToDictionary(r => r.Id));
        var moved = Moved([.. from.Roles.Select(r => r.Id).Where(after.ContainsKey)], [.. to.Roles.Select(r => r.Id).Where(before.ContainsKey)]);
        var changes = new List<RoleChange>();
        foreach (var (i, role) in to.Roles.Index())
        {
            if (!before.TryGetValue(role.Id, out var old)) changes.Add(new(ChangeKind.Added, role.Id, "", role.Title, null));
            else if (old.Title != role.Title || moved.Contains(role.Id)) changes.Add(new(ChangeKind.Changed, role.Id, old.Title, role.Title, moved.Contains(role.Id) ? i + 1 : null));
        }
        changes.AddRange(from.Roles.Where(r => !after.ContainsKey(r.Id)).Select(r => new RoleChange(ChangeKind.Removed, r.Id, r.Title, "", null)));
        return changes;
    }

    /// <summary>In the order of the newer sheet; a row that is gone stands where it stood, after the rows before it.</summary>
    private static List<RowChange> RowsOf(Procedure from, Procedure to)
    {
        var (before, after) = (from.Steps.ToDictionary(s => s.Id), to.Steps.ToDictionary(s => s.Id));
        var moved = Moved([.. from.Steps.Select(s => s.Id).Where(after.ContainsKey)], [.. to.Steps.Select(s => s.Id).Where(before.ContainsKey)]);
        var changes = new List<RowChange>();
        AddGone(changes, from, after, -1);
        foreach (var step in to.Steps)
        {
            if (!before.TryGetValue(step.Id, out var old))
            {
                changes.Add(new(ChangeKind.Added, null, step, false, Differing([], SheetCells.OfRow(to, step))));
                continue;
            }
            var cells = Differing(SheetCells.OfRow(from, old), SheetCells.OfRow(to, step));
            if (cells.Count > 0 || moved.Contains(step.Id)) changes.Add(new(ChangeKind.Changed, old, step, moved.Contains(step.Id), cells));
            AddGone(changes, from, after, from.Steps.ToList().IndexOf(old));
        }
        return changes;
    }

    /// <summary>The rows without a successor that followed a row of the older sheet.</summary>
    private static void AddGone(List<RowChange> changes, Procedure from, Dictionary<string, Step> after, int index)
    {
        foreach (var gone in from.Steps.Skip(index + 1).TakeWhile(s => !after.ContainsKey(s.Id)))
            changes.Add(new(ChangeKind.Removed, gone, null, false, Differing(SheetCells.OfRow(from, gone), [])));
    }

    /// <summary>The fewest that must be taken out for the rest to stand in the same order.</summary>
    private static HashSet<string> Moved(IReadOnlyList<string> from, IReadOnlyList<string> to)
    {
        var place = from.Index().ToDictionary(p => p.Item, p => p.Index);
        var (length, before) = (new int[to.Count], new int[to.Count]);
        for (var i = 0; i < to.Count; i++)
        {
            (length[i], before[i]) = (1, -1);
            for (var j = 0; j < i; j++)
                if (place[to[j]] < place[to[i]] && length[j] + 1 > length[i]) (length[i], before[i]) = (length[j] + 1, j);
        }
        var moved = to.ToHashSet(StringComparer.Ordinal);
        for (var i = to.Count == 0 ? -1 : Array.IndexOf(length, length.Max()); i >= 0; i = before[i]) moved.Remove(to[i]);
        return moved;
    }
}
