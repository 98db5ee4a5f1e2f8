using Laksana.Database;
using Laksana.WorkTime;

namespace Laksana.Network;

/// <summary>Availability of everything that is measured, for a month or any other time.</summary>
public sealed class AvailabilityBook(LaksanaDatabase database, WindowBook windows, TimeProvider clock)
{
    public async Task<IReadOnlyDictionary<string, AvailabilityPair>> OfElementsAsync(string office, NetworkMap map, WorkCalendar calendar, DateTimeOffset from, DateTimeOffset until, CancellationToken token)
    {
        var kept = await ReadAsync(office, map, from, until, token);
        return kept.Watched.ToDictionary(w => w.Key, w => kept.Of(w.Key, kept.Spans[w.Key], from, until, clock.GetUtcNow(), calendar), StringComparer.Ordinal);
    }

    /// <summary>Of one element in several times, one after another; null where it was not measured at all.</summary>
    public async Task<IReadOnlyList<AvailabilityPair?>> OfElementAsync(string office, NetworkMap map, WorkCalendar calendar, string element, IReadOnlyList<(DateTimeOffset From, DateTimeOffset Until)> times, CancellationToken token)
    {
        if (times.Count == 0) return [];
        var kept = await ReadAsync(office, map, times.Min(t => t.From), times.Max(t => t.Until), token, element);
        var now = clock.GetUtcNow();
        return [.. times.Select(t => kept.Watched.ContainsKey(element) && kept.Of(element, kept.Spans[element], t.From, t.Until, now, calendar) is var pair && pair.RoundTheClock != Availability.Nothing ? pair : null)];
    }

    /// <summary>
    /// Of each provider the mean of its links. A link that nobody measures is known by its far end; what that lacked because of something above the link is not the
    /// provider's.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, (AvailabilityPair Mean, int Links)>> OfProvidersAsync(string office, NetworkMap map, WorkCalendar calendar, DateTimeOffset from, DateTimeOffset until, CancellationToken token)
    {
        var kept = await ReadAsync(office, map, from, until, token);
        var now = clock.GetUtcNow();
        var found = new Dictionary<string, (AvailabilityPair, int)>(StringComparer.Ordinal);
        foreach (var provider in map.Providers)
        {
            var links = map.Links.Where(l => l.Provider == provider.Id).Select(l => OfLink(kept, map, l, from, until, now, calendar)).OfType<AvailabilityPair>().ToList();
            if (links.Count > 0) found[provider.Id] = (new(Sum(links.Select(l => l.RoundTheClock)), Sum(links.Select(l => l.Working))), links.Count);
        }
        return found;
    }

    private static AvailabilityPair? OfLink(Kept kept, NetworkMap map, MapLink link, DateTimeOffset from, DateTimeOffset until, DateTimeOffset now, WorkCalendar calendar)
    {
        if (kept.Watched.ContainsKey(link.Id)) return kept.Of(link.Id, kept.Spans[link.Id], from, until, now, calendar);
        if (link.To is not { } far || !kept.Watched.ContainsKey(far)) return null;
        var above = map.Graph.Above(link.Id);
        return kept.Of(far, kept.Spans[far].Where(s => s.Root is null || !above.Contains(s.Root)), from, until, now, calendar);
    }

    private static Availability Sum(IEnumerable<Availability> all) =>
        all.Aggregate(new Availability(default, default, default, default, 0), (a, b) => new(a.Known + b.Known, a.Down + b.Down, a.Unknown + b.Unknown, a.Maintained + b.Maintained, a.Outages + b.Outages));

    /// <param name="only">Of this element and of the whole office; null: of everything.</param>
    private async Task<Kept> ReadAsync(string office, NetworkMap map, DateTimeOffset from, DateTimeOffset until, CancellationToken token, string? only = null)
    {
        await using var batch = database.Batch(office);
        batch.Add("select element, since, until from network_watched where office = $1 and since < $3 and (until is null or until > $2) and ($4::text is null or element = $4)", office, from, until, OrNull.Text(only));
        batch.Add("""
            select element, since, until, standing, root from network_span
            where office = $1 and since < $3 and (until is null or until > $2) and standing in (3, 4) and ($4::text is null or element in ($4, '*'))
            """, office, from, until, OrNull.Text(only));
        var (watched, spans) = (new List<(string Element, DateTimeOffset Since, DateTimeOffset? Until)>(), new List<Span>());
        await using (var row = await batch.ReadAsync(token))
        {
            while (await row.ReadAsync(token)) watched.Add((row.GetString(0), row.GetFieldValue<DateTimeOffset>(1), row.IsDBNull(2) ? null : row.GetFieldValue<DateTimeOffset>(2)));
            await row.NextResultAsync(token);
            while (await row.ReadAsync(token))
                spans.Add(new(row.GetString(0), row.GetFieldValue<DateTimeOffset>(1), row.IsDBNull(2) ? null : row.GetFieldValue<DateTimeOffset>(2), (Standing)row.GetInt16(3), row.IsDBNull(4) ? null : row.GetString(4)));
        }
        var planned = (await windows.ListAsync(office, from, token)).Where(w => w.Since < until).ToList();
        return new Kept(map, watched.GroupBy(w => w.Element, StringComparer.Ordinal).ToDictionary(g => g.Key, g => Stretches.Of(g.Select(w => (w.Since, w.Until ?? DateTimeOffset.MaxValue))), StringComparer.Ordinal),
            spans.ToLookup(s => s.Element, StringComparer.Ordinal), planned);
    }

    private sealed record Kept(NetworkMap Map, Dictionary<string, Stretches> Watched, ILookup<string, Span> Spans, IReadOnlyList<MaintenanceWindow> Planned)
    {
        public AvailabilityPair Of(string element, IEnumerable<Span> own, DateTimeOffset from, DateTimeOffset until, DateTimeOffset now, WorkCalendar calendar)
        {
            var above = Planned.Count == 0 ? null : Map.Graph.Above(element);
            var maintained = Stretches.Of(Planned.Where(w => w.Element == element || above!.Contains(w.Element)).Select(w => (w.Since, w.Until)));
            return AvailabilityReckoning.Of(from, until, now, Watched[element], [.. own, .. Spans["*"]], maintained, calendar);
        }
    }
}
