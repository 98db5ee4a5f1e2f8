using Laksana.Network;

namespace Laksana.Server.Pages.Network;

/// <summary>A box of the drawn topology: an element, or several that stand well and are drawn as one.</summary>
/// <param name="Element">Null for a box of several, and for the one of Laksana itself.</param>
/// <param name="Others">How many a box of several stands for.</param>
/// <param name="Parent">The box it hangs on; null for Laksana's own.</param>
internal sealed record TopologyBox(string? Element, int Others, int Depth, TopologyBox? Parent)
{
    public double Row { get; set; }
}

/// <summary>
/// The map as a tree: every element hangs on the first that it stands behind, else on the first that it needs, else on Laksana. On a large map what stands well and has
/// nothing behind it is drawn as one box; what is ill is drawn always, as far as there is room.
/// </summary>
internal sealed class TopologyTree
{
    public const int MostBoxes = 600;

    private const int Small = 80, FewWell = 6, MostIll = 40;

    private readonly NetworkMap _map;
    private readonly IReadOnlyDictionary<string, ElementStanding> _standings;
    private readonly ILookup<string, string> _children;
    private readonly List<TopologyBox> _boxes = [];
    private int _rows;

    private TopologyTree(NetworkMap map, IReadOnlyDictionary<string, ElementStanding> standings)
    {
        (_map, _standings) = (map, standings);
        var stuck = map.Graph.Cycle.ToHashSet(StringComparer.Ordinal);
        _children = map.Elements.Keys.ToLookup(e => stuck.Contains(e) ? "" : map.Graph.Of(e).All.FirstOrDefault() ?? "", StringComparer.Ordinal);
    }

    public static TopologyTree Of(NetworkMap map, IReadOnlyDictionary<string, ElementStanding> standings)
    {
        var tree = new TopologyTree(map, standings);
        var root = tree.Add(null, 0, null)!;
        tree.Hang(root, "");
        return tree;
    }

    public IReadOnlyList<TopologyBox> Boxes => _boxes;

    public int Rows => Math.Max(1, _rows);

    public int Depth => _boxes.Max(b => b.Depth);

    /// <summary>There was no room for all that had to be drawn.</summary>
    public bool IsCut => _boxes.Count >= MostBoxes;

    private void Hang(TopologyBox parent, string of)
    {
        var children = _children[of].OrderBy(c => _children[c].Any() ? 0 : 1).ThenBy(c => IsIll(c) ? 0 : 1).ThenBy(_map.NameOf, StringComparer.CurrentCulture).ToList();
        var leaves = children.Where(c => !_children[c].Any()).ToList();
        var (ill, well) = (leaves.Where(IsIll).ToList(), leaves.Where(c => !IsIll(c)).ToList());
        var shown = well.Count <= FewWell || _map.Elements.Count <= Small ? well : well[..(FewWell - 1)];
        var first = _boxes.Count;
        foreach (var child in children.Where(c => _children[c].Any()).Concat(ill.Take(MostIll)).Concat(shown))
            if (Add(child, 0, parent) is { } box) Hang(box, child);
        if (well.Count - shown.Count + Math.Max(0, ill.Count - MostIll) is > 0 and var others) Add(null, others, parent);
        var own = _boxes.Skip(first).Where(b => ReferenceEquals(b.Parent, parent)).ToList();
        parent.Row = own.Count == 0 ? _rows++ : (own[0].Row + own[^1].Row) / 2;
    }

    private TopologyBox? Add(string? element, int others, TopologyBox? parent)
    {
        if (_boxes.Count >= MostBoxes) return null;
        var box = new TopologyBox(element, others, parent is null ? 0 : parent.Depth + 1, parent);
        if (others > 0) box.Row = _rows++;
        _boxes.Add(box);
        return box;
    }

    private bool IsIll(string element) => _standings.GetValueOrDefault(element) is { } s && (s.Standing is Standing.Down or Standing.Degraded or Standing.Unknown || s.Root is not null);
}
