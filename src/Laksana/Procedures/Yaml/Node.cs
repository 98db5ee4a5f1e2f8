namespace Laksana.Procedures.Yaml;

/// <summary>Where something stands in a text; both from 1.</summary>
internal readonly record struct Place(int Line, int Column)
{
    public static readonly Place Start = new(1, 1);
}

/// <summary>A value of a YAML text with its place.</summary>
internal abstract class Node(Place place)
{
    public Place Place { get; } = place;
}

/// <summary>A scalar. <paramref name="plain"/>: written without quotes.</summary>
internal sealed class TextNode(Place place, string text, bool plain) : Node(place)
{
    public string Text { get; } = text;

    public bool IsEmpty => string.IsNullOrWhiteSpace(Text) || plain && Text is "~" or "null";
}

internal sealed class ListNode(Place place, IReadOnlyList<Node> items) : Node(place)
{
    public IReadOnlyList<Node> Items { get; } = items;
}

internal sealed record MapEntry(TextNode Key, Node Value);

internal sealed class MapNode(Place place, IReadOnlyList<MapEntry> entries) : Node(place)
{
    public IReadOnlyList<MapEntry> Entries { get; } = entries;

    public MapEntry? Find(string key) => Entries.FirstOrDefault(e => e.Key.Text == key);

    /// <summary>
    /// The place of what <paramref name="path"/> leads to: keys of maps, or words in a list. Where it ends early, the last place it reached.
    /// </summary>
    public Place At(params ReadOnlySpan<string> path)
    {
        Node node = this;
        var reached = Place;
        foreach (var word in path)
        {
            var (found, at) = Step(node, word);
            if (found is null)
                break;
            (node, reached) = (found, at);
        }

        return reached;
    }

    private static (Node? Found, Place At) Step(Node node, string word)
    {
        if (node is MapNode map && map.Find(word) is { } entry)
            return (entry.Value, entry.Value is TextNode { IsEmpty: false } ? entry.Value.Place : entry.Key.Place);
        var item = (node as ListNode)?.Items.FirstOrDefault(i => (i as TextNode)?.Text.Trim() == word);
        return (item, item?.Place ?? default);
    }
}

/// <summary>Something that could not be read and was reported; readers pass over it in silence.</summary>
internal sealed class BrokenNode(Place place) : Node(place);
