using System.Globalization;

namespace Laksana.Network.Probes;

/// <summary>Collects facts in the forms that <see cref="ProbeResult.Facts"/> promises.</summary>
internal sealed class FactBook : Dictionary<string, string>
{
    public FactBook() : base(StringComparer.Ordinal)
    {
    }

    public void Put(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) this[name] = value;
    }

    public void Put(string name, long value) => this[name] = value.ToString(CultureInfo.InvariantCulture);

    public void Put(string name, double value) => this[name] = value.ToString("0.###", CultureInfo.InvariantCulture);

    public void Put(string name, bool value) => this[name] = value ? "true" : "false";

    public void Put(string name, DateTimeOffset instant) => this[name] = instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
