using Laksana.Network;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Network;

/// <summary>One element: how it stands, what was asked of it, how available it was, what broke.</summary>
internal sealed class UnsurModel(NetworkTools tools, NetworkHistory history, AvailabilityBook availability) : NetworkPage(tools)
{
    private const int MostIncidents = 20, MostTargets = 50, Months = 12;

    /// <summary>Of which target the latencies are shown.</summary>
    [BindProperty(Name = "sasaran", SupportsGet = true)]
    public string? TargetWord { get; set; }

    [BindProperty(Name = "rentang", SupportsGet = true)]
    public string? RangeWord { get; set; }

    public MapElement Element { get; private set; } = null!;
    public ElementStanding? Standing { get; private set; }
    public IReadOnlyList<MapTarget> Targets { get; private set; } = [];
    public IReadOnlyDictionary<int, TargetStanding> Standings { get; private set; } = new Dictionary<int, TargetStanding>();
    public MapTarget? Shown { get; private set; }
    public LatencyRange Range { get; private set; } = LatencyRange.Day;
    public LatencyPicture? Latency { get; private set; }
    public IReadOnlyList<(OfficeMonth Month, AvailabilityPair? Pair)> Available { get; private set; } = [];
    public IReadOnlyList<Incident> Incidents { get; private set; } = [];

    public MapProvider? Provider => IncidentSaying.ProviderOf(Element.Id, Map);

    public IEnumerable<MapLink> ProviderLinks => Element is MapLink own ? [own] : Map.Links.Where(l => l.To == Element.Id);

    public IReadOnlyList<string> Above => [.. Map.Graph.Of(Element.Id).All.Distinct(StringComparer.Ordinal)];

    public IReadOnlyList<string> Below => [.. Map.Graph.Behind(Element.Id)];

    public IReadOnlyList<MapAddress> Planned => [.. Map.Addresses.Where(a => a.Device == Element.Id || a.Site == Element.Id)];

    public async Task<IActionResult> OnGetAsync(string id)
    {
        if (await EnterAsync() is { } closed) return closed;
        if (Map.Element(id) is not { } element) return NotFound();
        Element = element;
        Standing = await Tools.Standings.ElementAsync(AtWork.Id, id, Aborted);
        Targets = [.. Map.TargetsOf(id).Take(MostTargets)];
        Standings = await Tools.Standings.TargetsAsync(AtWork.Id, [.. Targets.Select(t => t.Number)], Aborted);
        Shown = Targets.FirstOrDefault(t => t.Id == TargetWord) ?? (Targets.Count > 0 ? Targets[0] : null);
        Range = LatencyRange.Of(RangeWord);
        if (Shown is { } target) Latency = await LatencyPicture.ReadAsync(history, AtWork.Id, target, Range, Now, Aborted);
        IReadOnlyList<OfficeMonth> months = [.. OfficeMonth.Of(AtWork.DayOf(Now), AtWork.Definition.Zone).Back(Months)];
        var pairs = await availability.OfElementAsync(AtWork.Id, Map, AtWork.Calendar, id, [.. months.Select(m => (m.From, m.Until))], Aborted);
        Available = [.. months.Zip(pairs).Where(m => m.Second is not null)];
        Incidents = await Tools.Incidents.OfElementsAsync(AtWork.Id, [id], MostIncidents, Aborted);
        return Page();
    }
}
