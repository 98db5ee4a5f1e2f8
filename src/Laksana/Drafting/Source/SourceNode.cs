namespace Laksana.Drafting.Source;

/// <summary>A value with the place it takes in its text: from <paramref name="start"/> up to, not including, <paramref name="end"/>, in UTF-16 characters.</summary>
internal abstract class SourceNode(int start, int end)
{
    public int Start { get; } = start;

    public int End { get; } = end;

    public abstract YamlValue Value { get; }
}

internal sealed class SourceText(int start, int end, string text, bool plain) : SourceNode(start, end)
{
    public string Text { get; } = plain && text is "~" or "null" ? "" : text;

    public override YamlValue Value { get; } = new YamlText(plain && text is "~" or "null" ? "" : text);
}

/// <summary>An item of a list (without a key) or an entry of a map.</summary>
/// <param name="Start">Of the dash or the key.</param>
internal sealed record SourcePart(int Start, SourceText? Key, SourceNode Value)
{
    /// <summary>Where the last character of the part has passed.</summary>
    public int End => Math.Max(Value.End, Key?.End ?? 0);
}

/// <summary>A list or a map. <paramref name="flow"/>: written between brackets or braces.</summary>
internal sealed class SourceGroup(int start, int end, bool list, bool flow, IReadOnlyList<SourcePart> parts) : SourceNode(start, end)
{
    public bool IsList { get; } = list;

    public bool Flow { get; } = flow;

    public IReadOnlyList<SourcePart> Parts { get; } = parts;

    public override YamlValue Value { get; } = list
        ? new YamlList([.. parts.Select(p => p.Value.Value)])
        : new YamlMap([.. parts.Select(p => new KeyValuePair<string, YamlValue>(p.Key!.Text.Trim(), p.Value.Value))], flow);

    public SourcePart? Find(string key) => Parts.FirstOrDefault(p => p.Key?.Text.Trim() == key);
}
