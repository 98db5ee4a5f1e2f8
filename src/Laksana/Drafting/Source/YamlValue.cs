namespace Laksana.Drafting.Source;

/// <summary>What a YAML text says, without how it is written: texts, lists and maps in their order.</summary>
public abstract record YamlValue
{
    /// <summary>Whether two values say the same, whatever their quoting, comments and layout.</summary>
    public abstract bool Says(YamlValue? other);

    public static implicit operator YamlValue(string text) => new YamlText(text);
}

/// <summary>A text; null and an empty value read as "".</summary>
public sealed record YamlText(string Text) : YamlValue
{
    public override bool Says(YamlValue? other) => other is YamlText text && text.Text.Trim() == Text.Trim();
}

public sealed record YamlList(IReadOnlyList<YamlValue> Items) : YamlValue
{
    public static YamlList Of(IEnumerable<string> texts) => new([.. texts.Select(t => new YamlText(t))]);

    public IEnumerable<string> Texts => Items.OfType<YamlText>().Select(t => t.Text.Trim());

    public override bool Says(YamlValue? other) =>
        other is YamlList list && list.Items.Count == Items.Count && Items.Zip(list.Items).All(pair => pair.First.Says(pair.Second));
}

/// <param name="Flow">When it is written anew: on one line between braces.</param>
public sealed record YamlMap(IReadOnlyList<KeyValuePair<string, YamlValue>> Entries, bool Flow = false) : YamlValue
{
    public static readonly YamlMap Empty = new([]);

    public YamlValue? this[string key] => Entries.FirstOrDefault(e => e.Key == key).Value;

    public IEnumerable<string> Keys => Entries.Select(e => e.Key);

    public override bool Says(YamlValue? other) => other is YamlMap map && map.Entries.Count == Entries.Count
        && Entries.Zip(map.Entries).All(pair => pair.First.Key == pair.Second.Key && pair.First.Value.Says(pair.Second.Value));

    /// <summary>The text of a key; "" when it is absent or no text.</summary>
    public string Text(string key) => (this[key] as YamlText)?.Text.Trim() ?? "";

    /// <summary>The texts of a list; of a single text, that one.</summary>
    public IReadOnlyList<string> Texts(string key) => this[key] switch
    {
        YamlList list => [.. list.Texts],
        YamlText { Text: { Length: > 0 } one } => [one.Trim()],
        _ => [],
    };

    public YamlMap Map(string key) => this[key] as YamlMap ?? Empty;

    public IReadOnlyList<YamlMap> Maps(string key) => this[key] is YamlList list ? [.. list.Items.OfType<YamlMap>()] : [];

    /// <summary>With the value of a key changed, removed (null), or added where <paramref name="order"/> puts it; without an order, last.</summary>
    public YamlMap With(string key, YamlValue? value, IReadOnlyList<string>? order = null)
    {
        var entries = Entries.ToList();
        var at = entries.FindIndex(e => e.Key == key);
        if (value is null)
            return at < 0 ? this : this with { Entries = [.. entries.Where(e => e.Key != key)] };
        if (at >= 0)
            entries[at] = new(key, value);
        else
            entries.Insert(PlaceOf(key, order), new(key, value));
        return this with { Entries = entries };
    }

    /// <summary>Sets a text, or removes the key when the text is empty.</summary>
    public YamlMap WithText(string key, string? text, IReadOnlyList<string>? order = null) =>
        With(key, string.IsNullOrWhiteSpace(text) ? null : new YamlText(text.Trim()), order);

    /// <summary>Sets a list, or removes the key when it is empty.</summary>
    public YamlMap WithTexts(string key, IReadOnlyList<string> texts, IReadOnlyList<string>? order = null) =>
        texts.SequenceEqual(Texts(key)) && this[key] is YamlList ? this : With(key, texts.Count == 0 ? null : YamlList.Of(texts), order);

    private int PlaceOf(string key, IReadOnlyList<string>? order)
    {
        if (order is null)
            return Entries.Count;
        var before = order.TakeWhile(k => k != key).ToHashSet(StringComparer.Ordinal);
        for (var i = Entries.Count - 1; i >= 0; i--)
            if (before.Contains(Entries[i].Key))
                return i + 1;
        return 0;
    }
}
