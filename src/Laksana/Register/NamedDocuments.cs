namespace Laksana.Register;

/// <summary>Documents that events name; asked for in batches whether they are there.</summary>
internal sealed class NamedDocuments(Snapshot snapshot, FindingList findings)
{
    private const int BatchSize = 2000;

    private readonly List<(string CaseNumber, int Version, byte[] Sha256, DateTimeOffset? Time)> _named = [];

    /// <summary>Different documents found, by case.</summary>
    public long Found { get; private set; }

    public bool IsFull => _named.Count >= BatchSize;

    public void Add(string caseNumber, int version, ReadOnlySpan<byte> body)
    {
        // A body that cannot be read has a hash that does not fit, which is said there.
        if (EventBody.Document(body) is { } sha256) _named.Add((caseNumber, version, sha256, EventBody.Time(body)));
    }

    public async Task MatchAsync(CancellationToken token)
    {
        if (_named.Count == 0) return;
        var there = new HashSet<string>(StringComparer.Ordinal);
        await using (var command = snapshot.Command("""
            select d.case_number, d.sha256 from unnest($2, $3) as named (case_number, sha256)
            join document d on d.office = $1 and d.case_number = named.case_number and d.sha256 = named.sha256
            """, _named.Select(n => n.CaseNumber).ToArray(), _named.Select(n => n.Sha256).ToArray()))
        await using (var reader = await command.ExecuteReaderAsync(token))
        {
            while (await reader.ReadAsync(token)) there.Add(Name(reader.GetString(0), reader.GetFieldValue<byte[]>(1)));
        }
        Found += there.Count;
        foreach (var (caseNumber, version, sha256, time) in _named)
        {
            if (!there.Contains(Name(caseNumber, sha256)))
                findings.Add(new Finding(FindingKind.DocumentMissing, "document-missing", time)
                {
                    CaseNumber = caseNumber,
                    Version = version,
                    Object = Convert.ToHexStringLower(sha256),
                });
        }
        _named.Clear();
    }

    private static string Name(string caseNumber, byte[] sha256) => Convert.ToHexString(sha256) + caseNumber;
}
