using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Laksana.Database;

namespace Laksana.Server.Hosting;

/// <summary>The offices of this installation as every page's head names them; remembered for a minute.</summary>
internal sealed partial class OfficeDirectory(LaksanaDatabase database)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (OfficeIdentity Identity, long Read)> _known = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<OfficeIdentity>> AllAsync(CancellationToken token)
    {
        var all = new List<OfficeIdentity>();
        foreach (var office in await database.OfficesAsync(token))
            if (await FindAsync(office, token) is { } identity)
                all.Add(identity);
        return [.. all.OrderBy(o => o.FullName, StringComparer.CurrentCulture)];
    }

    public async ValueTask<OfficeIdentity?> FindAsync(string office, CancellationToken token)
    {
        if (_known.TryGetValue(office, out var known) && TimeProvider.System.GetElapsedTime(known.Read) < Remembered)
            return known.Identity;
        await using var batch = database.Batch(office);
        batch.Add("select definition from office where office = $1", office);
        await using var reader = await batch.ReadAsync(token);
        if (!await reader.ReadAsync(token))
            return null;
        var identity = Read(office, reader.GetString(0));
        _known[office] = (identity, TimeProvider.System.GetTimestamp());
        return identity;
    }

    private static OfficeIdentity Read(string office, string definition)
    {
        var values = Line().Matches(definition).ToDictionary(m => m.Groups["key"].Value, m => m.Groups["value"].Value.Trim().Trim('"'), StringComparer.Ordinal);
        return new OfficeIdentity(office, values.GetValueOrDefault("nama", office), values.GetValueOrDefault("pemerintah", ""), values.GetValueOrDefault("zona") switch
        {
            "WITA" => OfficeZone.Wita,
            "WIT" => OfficeZone.Wit,
            _ => OfficeZone.Wib,
        });
    }

    [GeneratedRegex("^(?<key>nama|pemerintah|zona):(?<value>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();
}

/// <param name="Government">The government the office belongs to, e.g. Pemerintah Kabupaten Contoh.</param>
internal sealed record OfficeIdentity(string Id, string Name, string Government, OfficeZone Zone)
{
    /// <summary>"Dinas … · Kabupaten Contoh": the government's own first word says nothing here.</summary>
    public string FullName => Government.Length == 0 ? Name : $"{Name} · {Government.Replace("Pemerintah ", "", StringComparison.Ordinal)}";
}

/// <summary>Indonesia's zones; none of them ever changes its clocks.</summary>
internal enum OfficeZone { Wib = 7, Wita = 8, Wit = 9 }

internal static class OfficeZones
{
    extension(OfficeZone zone)
    {
        public TimeSpan Offset() => TimeSpan.FromHours((int)zone);
    }
}
