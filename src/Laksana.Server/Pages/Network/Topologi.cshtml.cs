using Laksana.Network;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Network;

/// <summary>The network drawn, and beneath it the same as a list.</summary>
internal sealed class TopologiModel(NetworkTools tools) : NetworkPage(tools)
{
    /// <summary>Rows of the list; what is beyond is found on the map's own pages.</summary>
    public const int MostRows = 1000;

    public IReadOnlyDictionary<string, ElementStanding> Standings { get; private set; } = new Dictionary<string, ElementStanding>();

    public TopologyTree Tree { get; private set; } = null!;

    /// <summary>Elements in the order of the tree, with how deep they stand.</summary>
    public IReadOnlyList<(MapElement Element, int Depth)> Listed { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        Standings = await Tools.Standings.AllAsync(AtWork.Id, Aborted);
        Tree = TopologyTree.Of(Map, Standings);
        Listed = [.. Ordered().Take(MostRows)];
        return Page();
    }

    private IEnumerable<(MapElement, int)> Ordered()
    {
        var children = Map.Elements.Keys.ToLookup(e => Map.Graph.Cycle.Contains(e) ? "" : Map.Graph.Of(e).All.FirstOrDefault() ?? "", StringComparer.Ordinal);
        var open = new Stack<(string Id, int Depth)>(children[""].OrderByDescending(Map.NameOf, StringComparer.CurrentCulture).Select(c => (c, 0)));
        while (open.TryPop(out var next))
        {
            yield return (Map.Element(next.Id)!, next.Depth);
            foreach (var child in children[next.Id].OrderByDescending(Map.NameOf, StringComparer.CurrentCulture)) open.Push((child, next.Depth + 1));
        }
    }
}
