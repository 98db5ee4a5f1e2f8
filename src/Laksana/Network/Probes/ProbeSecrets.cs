using System.Text.Json;
using System.Text.Json.Serialization;
using Laksana.Network.Probes.Snmp;
using static Laksana.Network.Probes.ProbeWords;

namespace Laksana.Network.Probes;

/// <summary>
/// What probes need to know and specifications only name: SNMP accesses and databases, each with the offices that may use it. Read from a file of the
/// asking machine; none of it is ever in a result, a log or the program's database.
/// <code>
/// {
///   "snmp": { "saklar": { "access": { "version": 3, "user": "pantau", "hash": "Sha256", "auth_password": "…", "privacy_password": "…" }, "offices": ["banjarnegara"] } },
///   "databases": { "siak": { "connection": "Host=10.0.0.5;Database=siak;Username=pantau;Passfile=/etc/laksana/pgpass", "offices": ["*"] } }
/// }
/// </code>
/// </summary>
public sealed class ProbeSecrets
{
    private const string AnyOffice = "*";
    private static readonly JsonSerializerOptions Options = new(ProbeJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true,
    };

    private readonly Entries _entries;
    private readonly string? _office;

    private ProbeSecrets(Entries entries, string? office) => (_entries, _office) = (entries, office);

    /// <summary>Knows nothing.</summary>
    public static ProbeSecrets None { get; } = new(new Entries(), null);

    /// <summary>Opens nothing before it is told for which office (<see cref="Of"/>).</summary>
    /// <exception cref="OperatorException">The file is missing, does not read, or an entry of it cannot be used.</exception>
    public static ProbeSecrets Read(string path)
    {
        try
        {
            var entries = JsonSerializer.Deserialize<Entries>(File.ReadAllBytes(path), Options) ?? new Entries();
            if (entries.Faults().FirstOrDefault() is { } fault) throw new OperatorException(Say["secrets-wrong", path, fault], Say["secrets.hint"], ExitCode.Usage);
            return new ProbeSecrets(entries, null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException(Say["secrets-unreadable", path], Say["secrets.hint"], ExitCode.NotFound, error);
        }
        catch (JsonException error)
        {
            // Not its own words: they may repeat a piece of the file.
            throw new OperatorException(Say["secrets-malformed", path, error.LineNumber + 1, error.BytePositionInLine + 1], Say["secrets.hint"], ExitCode.Usage);
        }
    }

    /// <summary>Only what this office may use.</summary>
    public ProbeSecrets Of(string office) => new(_entries, office);

    /// <summary>What may be named here: SNMP accesses and databases. Never what is behind the names.</summary>
    public IReadOnlySet<string> Names => _entries.Snmp.Where(e => IsOpen(e.Value.Offices)).Select(e => e.Key).Concat(_entries.Databases.Where(e => IsOpen(e.Value.Offices)).Select(e => e.Key)).ToHashSet(StringComparer.Ordinal);

    internal SnmpAccess? Snmp(string name) => _entries.Snmp.TryGetValue(name, out var entry) && IsOpen(entry.Offices) ? entry.Access : null;

    internal string? Database(string name) => _entries.Databases.TryGetValue(name, out var entry) && IsOpen(entry.Offices) ? entry.Connection : null;

    private bool IsOpen(IReadOnlyList<string>? offices) => _office is not null && offices is not null && (offices.Contains(AnyOffice) || offices.Contains(_office));

    private sealed record Entries
    {
        public Dictionary<string, SnmpEntry> Snmp { get; init => field = value ?? []; } = [];

        public Dictionary<string, DatabaseEntry> Databases { get; init => field = value ?? []; } = [];

        public IEnumerable<string> Faults() =>
            Snmp.Select(s => (Path: "snmp." + s.Key, Fault: s.Value?.Access is null ? "access" : s.Value.Offices is not { Count: > 0 } ? "offices" : s.Value.Access.Fault))
                .Concat(Databases.Select(d => (Path: "databases." + d.Key, Fault: string.IsNullOrWhiteSpace(d.Value?.Connection) ? "connection" : d.Value.Offices is not { Count: > 0 } ? "offices" : null)))
                .Where(f => f.Fault is not null).Select(f => $"{f.Path}.{f.Fault}");
    }

    private sealed record SnmpEntry(SnmpAccess? Access, IReadOnlyList<string>? Offices);

    private sealed record DatabaseEntry(string? Connection, IReadOnlyList<string>? Offices);
}
