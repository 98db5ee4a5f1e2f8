using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Laksana.Server.Hosting.Metering;

/// <summary>One instrument with its series, in the forms of the Prometheus text format 0.0.4.</summary>
internal sealed class MetricFamily
{
    private static readonly double[] Seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    /// <summary>Labels worth their series; others (protocol, scheme, host) would only multiply them.</summary>
    private static readonly string[] Kept = ["http.request.method", "http.route", "http.response.status_code", "error.type", "office", "action", "outcome", "kind",
        "db.client.connection.pool.name", "db.client.connection.state", "gc.heap.generation", "dotnet.gc.heap.generation"];

    private const int MostSeries = 2000;

    private readonly ConcurrentDictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);
    private readonly string _kind;
    private readonly string? _description;
    private readonly double[]? _bounds;
    private readonly Action<MetricSeries, double> _record;

    public MetricFamily(Instrument instrument)
    {
        var type = instrument.GetType().Name.Split('`')[0];
        (_kind, _record) = type switch
        {
            "Histogram" => ("histogram", static (s, v) => s.Observe(v)),
            "Counter" => ("counter", static (s, v) => s.Add(v)),
            "ObservableCounter" => ("counter", static (s, v) => s.Set(v)),
            "UpDownCounter" => ("gauge", static (s, v) => s.Add(v)),
            _ => ("gauge", (Action<MetricSeries, double>)(static (s, v) => s.Set(v))),
        };
        _bounds = _kind == "histogram" ? Seconds : null;
        _description = instrument.Description;
        Name = NameOf(instrument, _kind);
    }

    public string Name { get; }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = Labels(tags);
        if (!_series.TryGetValue(labels, out var series))
        {
            if (_series.Count >= MostSeries)
                return;
            series = _series.GetOrAdd(labels, static (l, bounds) => new MetricSeries(l, bounds), _bounds);
        }
        _record(series, value);
    }

    public void Write(TextWriter to)
    {
        if (_series.IsEmpty)
            return;
        if (!string.IsNullOrEmpty(_description))
            to.Write($"# HELP {Name} {_description.ReplaceLineEndings(" ")}\n");
        to.Write($"# TYPE {Name} {_kind}\n");
        foreach (var (_, series) in _series.OrderBy(s => s.Key, StringComparer.Ordinal))
            series.Write(to, Name);
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        StringBuilder? text = null;
        foreach (var (key, value) in tags)
        {
            if (value is null || Array.IndexOf(Kept, key) < 0)
                continue;
            text = text is null ? new StringBuilder(64) : text.Append(',');
            text.Append(Sanitised(key)).Append("=\"").Append(Escaped(Short(value.ToString()!))).Append('"');
        }
        return text?.ToString() ?? "";
    }

    /// <summary>A pool that nobody named (Quartz makes its own) is called by its whole connection string; its application's name says enough.</summary>
    private static string Short(string value) =>
        value.IndexOf("Application Name=", StringComparison.Ordinal) is >= 0 and var at ? value[(at + "Application Name=".Length)..].Split(';', 2)[0] : value;

    private static string Escaped(string value) =>
        value.AsSpan().IndexOfAny("\\\"\n") < 0 ? value
        : value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string NameOf(Instrument instrument, string kind)
    {
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        var name = Sanitised(instrument.Name);
        if (!name.EndsWith(unit, StringComparison.Ordinal))
            name += unit;
        return kind == "counter" && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
    }

    private static string Sanitised(string name) => string.Create(name.Length, name, static (to, from) =>
    {
        for (var i = 0; i < from.Length; i++)
            to[i] = char.IsAsciiLetterOrDigit(from[i]) ? from[i] : '_';
    });
}
