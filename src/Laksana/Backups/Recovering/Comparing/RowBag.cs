using System.Globalization;

namespace Laksana.Backups;

/// <summary>A row of a table without a key.</summary>
/// <param name="Start">How it begins, for people.</param>
internal readonly record struct BareRow(string Start, string? Time, UInt128 Hash);

/// <summary>
/// Compares two tables without a key as bags: how many there are of each row. Rows that both sides have cancel each other out while both are read in step, so that
/// only what differs (or stands in another place) is held. When that is more than a bound, the table is read again in several passes, each for a part
/// of the hashes: memory stays bounded and the numbers exact.
/// </summary>
internal sealed class RowBag(int most, int mostPasses)
{
    /// <summary>Opens both tables anew for each pass.</summary>
    /// <returns>False: it would take more passes than are given; nothing was counted.</returns>
    public async Task<bool> CompareAsync(Func<IAsyncEnumerable<BareRow>> live, Func<IAsyncEnumerable<BareRow>> restored, LossCount count)
    {
        for (var parts = 1; parts <= mostPasses; parts *= 4)
        {
            var (lost, back) = (new Dictionary<UInt128, Differing>(), new Dictionary<UInt128, Differing>());
            var fits = true;
            for (var part = 0; part < parts && fits; part++)
            {
                lost.Clear();
                back.Clear();
                if (part == 0) (count.Live, count.Restored, count.Lost, count.Back) = (0, 0, 0, 0);
                fits = await PassAsync(live(), restored(), (uint)parts, (uint)part, lost, back, count);
                if (!fits) break;
                Take(lost, count.NewestLost, n => count.Lost += n);
                Take(back, count.NewestBack, n => count.Back += n);
            }
            if (fits) return true;
        }
        return false;
    }

    private async Task<bool> PassAsync(IAsyncEnumerable<BareRow> live, IAsyncEnumerable<BareRow> restored, uint parts, uint part,
        Dictionary<UInt128, Differing> onlyLive, Dictionary<UInt128, Differing> onlyRestored, LossCount count)
    {
        await using var a = live.GetAsyncEnumerator();
        await using var b = restored.GetAsyncEnumerator();
        var (hasA, hasB) = (true, true);
        while (hasA || hasB)
        {
            if (hasA && (hasA = await a.MoveNextAsync())) See(a.Current, onlyLive, onlyRestored, ref _liveSeen);
            if (hasB && (hasB = await b.MoveNextAsync())) See(b.Current, onlyRestored, onlyLive, ref _restoredSeen);
            if (onlyLive.Count + onlyRestored.Count > most) return Reset(false);
        }
        if (part == 0) (count.Live, count.Restored) = (_liveSeen, _restoredSeen);
        return Reset(true);

        void See(BareRow row, Dictionary<UInt128, Differing> own, Dictionary<UInt128, Differing> other, ref long seen)
        {
            seen++;
            if ((uint)(row.Hash % parts) != part) return;
            if (other.TryGetValue(row.Hash, out var there))
            {
                if (there.Times > 1) other[row.Hash] = there with { Times = there.Times - 1 };
                else other.Remove(row.Hash);
            }
            else own[row.Hash] = own.TryGetValue(row.Hash, out var more) ? more with { Times = more.Times + 1 } : new Differing(row, 1);
        }
    }

    private long _liveSeen;
    private long _restoredSeen;

    private bool Reset(bool result)
    {
        (_liveSeen, _restoredSeen) = (0, 0);
        return result;
    }

    private static void Take(Dictionary<UInt128, Differing> rows, NewestRows newest, Action<long> add)
    {
        foreach (var (row, times) in rows.Values)
        {
            add(times);
            newest.Add(row.Time, () => new LossRow(times == 1 ? row.Start : string.Create(CultureInfo.InvariantCulture, $"{row.Start} (×{times})"), row.Time, Changed: false));
        }
    }

    private sealed record Differing(BareRow Row, long Times);
}
