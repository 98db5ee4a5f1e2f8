using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Laksana.Network.Probes;
using static Laksana.Network.MapWords;

namespace Laksana.Network;

/// <summary>
/// A probe as a table or form tells it: its kind, whom it asks, and options in words, <c>port=443; batas=3; teks="Selamat datang"</c>. Options may also stand
/// one to a line; times are in seconds.
/// </summary>
public static class TargetOptions
{
    private enum Form { Seconds, Number, Text, Flag, Numbers, Texts }

    /// <summary>Kinds of probes: their word, and how <see cref="ProbeSpec"/> calls them.</summary>
    public static readonly IReadOnlyDictionary<string, string> Kinds = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["ping"] = "icmp", ["tcp"] = "tcp", ["dns"] = "dns", ["http"] = "http", ["domain"] = "domain", ["snmp"] = "snmp", ["setempat"] = "local", ["basis-data"] = "database", ["jalur"] = "path", ["mtu"] = "mtu",
    };

    private static readonly (string Word, string Json, Form Form)[] Known =
    [
        ("batas", "timeout", Form.Seconds), ("lambat", "slow_above", Form.Seconds), ("jumlah", "count", Form.Number), ("jeda", "interval", Form.Seconds), ("isi", "payload_length", Form.Number),
        ("utuh", "dont_fragment", Form.Flag), ("ttl", "time_to_live", Form.Number), ("hilang", "loss_above_percent", Form.Number), ("hop", "most_hops", Form.Number), ("ukuran", "wanted", Form.Number),
        ("port", "port", Form.Number), ("nama", "name", Form.Text), ("jenis", "type", Form.Text), ("jawaban", "expected", Form.Texts), ("status", "expected_status", Form.Numbers), ("teks", "expected_text", Form.Text),
        ("sidik", "approved_hash", Form.Text), ("basi", "stale_after_days", Form.Number), ("alih", "most_redirects", Form.Number), ("sertifikat", "certificate_days", Form.Number),
        ("percaya", "require_trust", Form.Flag), ("hari", "days_left", Form.Number), ("akses", "access", Form.Text), ("antarmuka", "interfaces", Form.Texts), ("disk", "disk_percent", Form.Number),
        ("suhu", "celsius", Form.Number), ("apa", "what", Form.Text), ("persen", "percent", Form.Number), ("kueri", "query", Form.Text),
    ];

    /// <summary>Words of the options that a kind has, for hints.</summary>
    public static IReadOnlyList<string> WordsOf(string kind) => kind.ToLowerInvariant() switch
    {
        "ping" => ["jumlah", "jeda", "hilang", "isi", "ttl", "batas", "lambat"],
        "tcp" => ["port", "batas", "lambat"],
        "dns" => ["nama", "jenis", "jawaban", "port", "batas", "lambat"],
        "http" => ["status", "teks", "sertifikat", "percaya", "alih", "basi", "batas", "lambat"],
        "domain" => ["hari", "batas"],
        "snmp" => ["akses", "antarmuka", "disk", "suhu", "port", "batas"],
        "setempat" => ["apa", "persen", "batas"],
        "basis-data" => ["kueri", "jawaban", "batas", "lambat"],
        "jalur" => ["hop", "batas"],
        _ => ["ukuran", "batas"],
    };

    /// <summary>The specification that the words make; null when something is wrong with them, told to <paramref name="wrong"/>.</summary>
    public static ProbeSpec? Read(string kind, string target, string options, Action<string, string> wrong)
    {
        if (!Kinds.TryGetValue(kind, out var discriminator))
        {
            wrong("probe", Say["option.kind", kind, string.Join(", ", Kinds.Keys)]);
            return null;
        }
        var json = new JsonObject { ["kind"] = discriminator, ["target"] = target };
        var sound = true;
        foreach (var (name, value) in Pairs(options))
        {
            var known = Known.FirstOrDefault(k => k.Word.Equals(name, StringComparison.OrdinalIgnoreCase) || k.Json.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (known.Word is null || !WordsOf(kind).Contains(known.Word)) Wrong(Say["option.unknown", name, kind, string.Join(", ", WordsOf(kind))]);
            else if (json.ContainsKey(known.Json)) Wrong(Say["option.twice", name]);
            else if (Node(FormOf(known.Form, discriminator), value) is { } node) json[known.Json] = node;
            else Wrong(Say["option.value." + known.Form, name, value]);
        }
        if (!sound) return null;
        try
        {
            return ProbeSpec.FromJson(json.ToJsonString());
        }
        catch (JsonException)
        {
            wrong("options", Say["option.incomplete", kind, string.Join(", ", WordsOf(kind))]);
            return null;
        }

        void Wrong(string message)
        {
            sound = false;
            wrong("options", message);
        }
    }

    /// <summary>The words of a specification; options that stand as they always do are left out.</summary>
    public static (string Kind, string Target, string Options) Write(ProbeSpec spec)
    {
        var json = JsonNode.Parse(spec.ToJson())!.AsObject();
        var discriminator = (string)json["kind"]!;
        var usual = Usual(discriminator, spec.Target);
        var options = new List<string>();
        foreach (var (word, name, form) in Known)
            if (json[name] is { } node && node.ToJsonString() != usual?[name]?.ToJsonString() && Text(form, node) is { Length: > 0 } text)
                options.Add($"{word}={Quoted(text)}");
        return (Kinds.First(k => k.Value == discriminator).Key, spec.Target, string.Join("; ", options));
    }

    /// <summary>One word for the answers of DNS, which may be several, and for the value of a database.</summary>
    private static Form FormOf(Form form, string discriminator) => form == Form.Texts && discriminator == "database" ? Form.Text : form;

    private static JsonObject? Usual(string discriminator, string target)
    {
        var least = new JsonObject { ["kind"] = discriminator, ["target"] = target };
        if (discriminator == "tcp") least["port"] = -1;
        if (discriminator == "dns") least["name"] = "\n";
        if (discriminator == "snmp") least["access"] = "\n";
        if (discriminator == "local") least["what"] = "Memory";
        try
        {
            var usual = JsonNode.Parse(ProbeSpec.FromJson(least.ToJsonString()).ToJson())!.AsObject();
            usual.Remove("what");
            return usual;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonNode? Node(Form form, string value) => form switch
    {
        Form.Seconds => double.TryParse(value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 1e6 ? TimeSpan.FromSeconds(seconds).ToString("c", CultureInfo.InvariantCulture) : null,
        Form.Number => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
        Form.Flag => Yes(value) is { } yes ? yes : null,
        Form.Numbers => Parts(value).Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1).ToList() is var all && all.All(n => n >= 0) ? new JsonArray([.. all.Select(n => (JsonNode)n)]) : null,
        Form.Texts => new JsonArray([.. Parts(value).Select(p => (JsonNode)p)]),
        _ => value,
    };

    private static string? Text(Form form, JsonNode node) => form switch
    {
        Form.Seconds => TimeSpan.Parse((string)node!, CultureInfo.InvariantCulture).TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture),
        Form.Flag => (bool)node ? "ya" : "tidak",
        Form.Numbers or Form.Texts when node is JsonArray list => string.Join('|', list.Select(n => n!.ToString())),
        _ => node.ToString(),
    };

    private static bool? Yes(string value) => value.ToLowerInvariant() switch { "ya" or "yes" or "true" => true, "tidak" or "no" or "false" => false, _ => null };

    private static string[] Parts(string value) => value.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(";\"\n=") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>The pairs of an options text; a piece without an equals sign is a name without a value.</summary>
    private static IEnumerable<(string Name, string Value)> Pairs(string options)
    {
        var (piece, quoted) = (new StringBuilder(), false);
        for (var i = 0; i <= options.Length; i++)
        {
            var c = i < options.Length ? options[i] : ';';
            if (c == '"') quoted = !quoted;
            if ((c is ';' or '\n' && !quoted) || i == options.Length)
            {
                if (piece.ToString().Trim() is { Length: > 0 } text) yield return Pair(text);
                piece.Clear();
            }
            else piece.Append(c);
        }
    }

    private static (string, string) Pair(string text)
    {
        if (text.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var at)) return (text, "");
        var value = text[(at + 1)..].Trim();
        if (value.Length >= 2 && value[0] == '"' && value[^1] == '"') value = value[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal);
        return (text[..at].Trim(), value);
    }
}
