namespace Laksana.Backups;

/// <summary>How two tables (or trees) were compared.</summary>
public enum LossMethod
{
    /// <summary>The fingerprints are equal: not a row differs.</summary>
    Same,
    /// <summary>Row by row along the key.</summary>
    Key,
    /// <summary>Rows without a key: how many of each there are.</summary>
    Rows,
    /// <summary>It is only in what is live.</summary>
    OnlyLive,
    /// <summary>It is only in what was restored.</summary>
    OnlyRestored,
    /// <summary>Too large or too long for the time given: numbers of rows alone.</summary>
    Counted,
}

/// <summary>What the swap would do to one table, or of a tree to one kind of file.</summary>
/// <param name="Lost">Rows that only the live one has: the swap loses them.</param>
/// <param name="Back">Rows that only the restored one has: the swap brings them back.</param>
/// <param name="Changed">Rows of both with other contents: the swap takes them back to what they were.</param>
/// <param name="Exact">Counted, not estimated.</param>
/// <param name="TimeColumn">The column that <see cref="LossRow.Time"/> is read from; null where there is none.</param>
/// <param name="Newest">Of what is lost or taken back, the newest first.</param>
/// <param name="NewestBack">Of what comes back, the newest first.</param>
/// <param name="Note">What else differs, such as columns; a key of this folder's resources with its argument, or null.</param>
public sealed record TableLoss(string Schema, string Name, LossMethod Method, long LiveRows, long RestoredRows, long Lost, long Back, long Changed, bool Exact,
    string? TimeColumn, IReadOnlyList<LossRow> Newest, IReadOnlyList<LossRow> NewestBack, string? Note = null)
{
    public bool Differs => Method is not LossMethod.Same && (Lost > 0 || Back > 0 || Changed > 0 || Method is not LossMethod.Key and not LossMethod.Rows || Note is not null);
}

/// <summary>One row as people tell it from others.</summary>
/// <param name="Key">The key's values, joined; of a table without a key the beginning of the row.</param>
/// <param name="Time">As the database writes it (UTC); null where the table knows none.</param>
public sealed record LossRow(string Key, string? Time, bool Changed);
