using System.Security.Cryptography;
using System.Text;
using Laksana.Cases;
using Laksana.Database;
using Laksana.Register;
using Laksana.Testing;

namespace Laksana.Tests.Register;

/// <summary>Writes an office's events as the store of cases does: events, waiting row, values and documents in one transaction.</summary>
internal sealed class Agenda(LaksanaDatabase database, string office)
{
    private const int ChunkSize = 1000;

    private static readonly DateTimeOffset Start = new(2026, 10, 5, 1, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, (int Version, byte[] Hash)> _heads = new(StringComparer.Ordinal);
    private int _written;

    public string Office => office;

    public LaksanaDatabase Database => database;

    /// <summary>Instants grow by a minute per event written, over all cases.</summary>
    public DateTimeOffset Next() => Start.AddMinutes(_written++);

    public Task NoteAsync(string caseNumber, int events) =>
        WriteAsync(caseNumber, [.. Enumerable.Range(1, events).Select(i => new NoteAdded($"Catatan {i} untuk {caseNumber}") { At = Next() })]);

    public async Task WriteAsync(string caseNumber, params CaseEvent[] happened)
    {
        await using var transaction = await database.BeginAsync(office);
        await WriteAsync(transaction, caseNumber, happened);
        await transaction.CommitAsync();
    }

    public async Task WriteAsync(OfficeTransaction transaction, string caseNumber, params CaseEvent[] happened)
    {
        var (version, hash) = _heads.GetValueOrDefault(caseNumber, (0, EventHash.None.ToArray()));
        foreach (var one in happened)
        {
            var (kind, bodyVersion, body) = EventJson.Serialize(one);
            var chained = ChainedEvent.After(hash, office, caseNumber, ++version, kind, bodyVersion, body);
            hash = chained.Hash.ToArray();
            await using var command = transaction.Command("insert into event values ($1, $2, $3, $4, $5, $6, $7, $8)", office, caseNumber,
                version, kind, bodyVersion, body, chained.Previous.ToArray(), hash);
            await command.ExecuteNonQueryAsync();
        }
        await using var pending = transaction.Command("insert into seal_pending (office, case_number, version, hash) values ($1, $2, $3, $4)",
            office, caseNumber, version, hash);
        await pending.ExecuteNonQueryAsync();
        _heads[caseNumber] = (version, hash);
    }

    /// <summary>Attaches a document of this content; gives its SHA-256 in hex.</summary>
    public async Task<string> AttachAsync(string caseNumber, string name, byte[] content)
    {
        var sha256 = SHA256.HashData(content);
        await database.DoAsync(office, "insert into document values ($1, $2, $3, $4, 'image/png', $5, $6, 'o1')", office, caseNumber, sha256, name,
            (long)content.Length, Start);
        var part = 0;
        foreach (var chunk in content.Chunk(ChunkSize))
            await database.DoAsync(office, "insert into document_chunk values ($1, $2, $3, $4, $5)", office, caseNumber, sha256, part++, chunk);
        var hex = Convert.ToHexStringLower(sha256);
        await WriteAsync(caseNumber, new DocumentAttached(hex, name, "image/png", content.Length, null) { At = Next() });
        return hex;
    }

    /// <summary>Opens a case whose reporter's name is a personal value; the digest stands in the event.</summary>
    public async Task OpenAsync(string caseNumber, string reporter = "Siti Aminah")
    {
        var salt = PersonalDigest.NewSalt();
        var digest = PersonalDigest.Compute(salt, reporter);
        var fields = new Dictionary<string, RecordedValue>(StringComparer.Ordinal)
        {
            ["lokasi"] = RecordedValue.Clear("Kec. Ciamis"),
            ["pelapor"] = new RecordedValue(null, Convert.ToHexStringLower(digest)),
        };
        await using var transaction = await database.BeginAsync(office);
        await WriteAsync(transaction, caseNumber, new CaseOpened(caseNumber, "pemeliharaan-jaringan", 1, fields, null, null) { At = Next() });
        await using var value = transaction.Command("insert into personal_value values ($1, $2, $3, $4, $5)", office, caseNumber, digest, salt, reporter);
        await value.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    public static byte[] Content(string seed, int size) =>
        [.. Enumerable.Range(0, size / EventHash.Size + 1).SelectMany(i => SHA256.HashData(Encoding.UTF8.GetBytes(seed + i))).Take(size)];
}
