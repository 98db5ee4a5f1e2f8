using System.Globalization;

namespace Laksana.Server.Hosting.Metering;

/// <summary>The measurements of one instrument under one set of labels: a sum or last value, or a histogram's buckets.</summary>
internal sealed class MetricSeries(string labels, double[]? bounds)
{
    private readonly Lock _lock = new();
    private readonly long[]? _buckets = bounds is null ? null : new long[bounds.Length + 1];
    private double _value;
    private long _count;

    public void Add(double value)
    {
        lock (_lock)
            _value += value;
    }

    public void Set(double value)
    {
        lock (_lock)
            _value = value;
    }

    public void Observe(double value)
    {
        var bucket = Array.BinarySearch(bounds!, value);
        lock (_lock)
        {
            _value += value;
            _count++;
            _buckets![bucket < 0 ? ~bucket : bucket]++;
        }
    }

    public void Write(TextWriter to, string name)
    {
        lock (_lock)
        {
            if (_buckets is null)
            {
                to.Write(string.Create(CultureInfo.InvariantCulture, $"{name}{Braced(labels)} {_value}\n"));
                return;
            }
            long below = 0;
            for (var i = 0; i < _buckets.Length; i++)
            {
                below += _buckets[i];
                var limit = i < bounds!.Length ? bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
                to.Write($"{name}_bucket{Braced(labels.Length == 0 ? $"le=\"{limit}\"" : $"{labels},le=\"{limit}\"")} {below}\n");
            }
            to.Write(string.Create(CultureInfo.InvariantCulture, $"{name}_sum{Braced(labels)} {_value}\n{name}_count{Braced(labels)} {_count}\n"));
        }
    }

    private static string Braced(string labels) => labels.Length == 0 ? "" : "{" + labels + "}";
}
