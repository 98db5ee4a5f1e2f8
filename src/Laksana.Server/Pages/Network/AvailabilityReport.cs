using Laksana.Network;
using Laksana.Officers;
using static Laksana.Server.Pages.Network.JaringanWords;

namespace Laksana.Server.Pages.Network;

/// <summary>A line of the report.</summary>
/// <param name="Pair">Null: nothing was measured.</param>
internal sealed record AvailabilityLine(MapKind Kind, string Id, string Name, string About, AvailabilityPair? Pair);

/// <summary>How available the sites, the providers and all else that is measured was in a month, for the page and for the table.</summary>
internal sealed record AvailabilityReport(IReadOnlyList<AvailabilityLine> Sites, IReadOnlyList<AvailabilityLine> Providers, IReadOnlyList<AvailabilityLine> Others)
{
    public IEnumerable<AvailabilityLine> All => [.. Sites, .. Providers, .. Others];

    public static async Task<AvailabilityReport> ReadAsync(AvailabilityBook book, OfficeAtWork office, NetworkMap map, OfficeMonth month, CancellationToken token)
    {
        var elements = await book.OfElementsAsync(office.Id, map, office.Calendar, month.From, month.Until, token);
        var providers = await book.OfProvidersAsync(office.Id, map, office.Calendar, month.From, month.Until, token);
        AvailabilityLine Line(MapElement e) => new(e.Kind, e.Id, e.Name, MapNames.SayType(e), elements.GetValueOrDefault(e.Id));
        return new(
            [.. map.Sites.OrderBy(s => s.Name, StringComparer.CurrentCulture).Select(Line)],
            [.. map.Providers.OrderBy(p => p.Name, StringComparer.CurrentCulture).Select(p => new AvailabilityLine(MapKind.Provider, p.Id, p.Name, Say["links", map.Links.Count(l => l.Provider == p.Id)],
                providers.TryGetValue(p.Id, out var found) ? found.Mean : null))],
            [.. map.Links.Concat<MapElement>(map.Devices).Concat(map.Services).Where(e => elements.ContainsKey(e.Id)).OrderBy(e => e.Name, StringComparer.CurrentCulture).Select(Line)]);
    }
}
