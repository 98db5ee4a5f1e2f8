using System.Globalization;
using System.Text;

namespace Laksana.Backups;

/// <summary>How a column of a key is ordered on the server.</summary>
internal enum KeyOrder
{
    /// <summary>A whole number, by its value.</summary>
    Number,
    /// <summary>Anything else, by the bytes of its text.</summary>
    Bytes,
}

/// <summary>One row of a table, read along its key.</summary>
/// <param name="Key">The key's columns as text; never null.</param>
/// <param name="Time">The column that says how new it is; null where there is none.</param>
internal readonly record struct KeyedRow(byte[][] Key, string? Time, UInt128 Hash)
{
    /// <summary>As people read it.</summary>
    public string Told => string.Join(" · ", Key.Select(k => Encoding.UTF8.GetString(k)));
}

/// <summary>What comparing has found so far.</summary>
internal sealed class LossCount(int newest)
{
    public long Live { get; set; }
    public long Restored { get; set; }
    public long Lost { get; set; }
    public long Back { get; set; }
    public long Changed { get; set; }
    public NewestRows NewestLost { get; } = new(newest);
    public NewestRows NewestBack { get; } = new(newest);
}

/// <summary>The newest rows of many, by their time; where there is none, those that come last.</summary>
internal sealed class NewestRows(int most)
{
    private readonly List<(LossRow Row, long Order)> _rows = [];
    private long _seen;

    /// <summary>The newest first.</summary>
    public IReadOnlyList<LossRow> Rows => [.. _rows.Select(r => r.Row)];

    /// <param name="row">Made only when it is among the newest.</param>
    public void Add(string? time, Func<LossRow> row)
    {
        var order = _seen++;
        var place = _rows.FindIndex(r => Compare(time, order, r.Row.Time, r.Order) > 0);
        if (place < 0 && _rows.Count >= most) return;
        _rows.Insert(place < 0 ? _rows.Count : place, (row(), order));
        if (_rows.Count > most) _rows.RemoveAt(most);
    }

    private static int Compare(string? time, long order, string? otherTime, long otherOrder) =>
        string.CompareOrdinal(time, otherTime) is var byTime and not 0 ? byTime : order.CompareTo(otherOrder);
}

/// <summary>The server's order is not the one that is expected; the rows cannot be merged.</summary>
internal sealed class RowOrderException() : Exception("The rows do not come in the order of their key.");

/// <summary>Walks two tables along their key side by side. Holds one row of each.</summary>
internal static class RowMerge
{
    /// <exception cref="RowOrderException">A row does not come after the one before it.</exception>
    public static async Task CompareAsync(IAsyncEnumerator<KeyedRow> live, IAsyncEnumerator<KeyedRow> restored, IReadOnlyList<KeyOrder> order, LossCount count)
    {
        var (hasLive, hasRestored) = (await live.MoveNextAsync(), await restored.MoveNextAsync());
        while (hasLive || hasRestored)
        {
            var side = !hasLive ? 1 : !hasRestored ? -1 : Compare(live.Current.Key, restored.Current.Key, order);
            if (side < 0) Lose(live.Current, changed: false, count);
            else if (side > 0) Bring(restored.Current, count);
            else if (live.Current.Hash != restored.Current.Hash) Lose(live.Current, changed: true, count);
            if (side <= 0)
            {
                count.Live++;
                hasLive = await NextAsync(live, order);
            }
            if (side >= 0)
            {
                count.Restored++;
                hasRestored = await NextAsync(restored, order);
            }
        }
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<KeyedRow> rows, IReadOnlyList<KeyOrder> order)
    {
        var before = rows.Current.Key;
        if (!await rows.MoveNextAsync()) return false;
        return Compare(before, rows.Current.Key, order) < 0 ? true : throw new RowOrderException();
    }

    public static int Compare(byte[][] a, byte[][] b, IReadOnlyList<KeyOrder> order)
    {
        for (var i = 0; i < order.Count; i++)
        {
            var one = order[i] == KeyOrder.Number
                ? long.Parse(a[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture).CompareTo(long.Parse(b[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))
                : a[i].AsSpan().SequenceCompareTo(b[i]);
            if (one != 0) return one;
        }
        return 0;
    }

    private static void Lose(KeyedRow row, bool changed, LossCount count)
    {
        if (changed) count.Changed++;
        else count.Lost++;
        count.NewestLost.Add(row.Time, () => new LossRow(row.Told, row.Time, changed));
    }

    private static void Bring(KeyedRow row, LossCount count)
    {
        count.Back++;
        count.NewestBack.Add(row.Time, () => new LossRow(row.Told, row.Time, Changed: false));
    }
}
