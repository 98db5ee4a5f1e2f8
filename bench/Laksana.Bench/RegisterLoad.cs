using Laksana.Cases;
using Laksana.Database;
using Laksana.Officers;
using Laksana.Register;
using Npgsql;
using NpgsqlTypes;

namespace Laksana.Bench;

/// <summary>Fills an office's register by COPY with cases as the twelve procedures make them: many open at once, their acts interleaved.</summary>
internal sealed class RegisterLoad(LaksanaDatabase database, string office, SealKey key)
{
    private const int OpenCases = 500;
    private const int EventsPerCase = 40;
    private const int EventsPerAct = 2;
    private const int CopyAtOnce = 100_000;

    private static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<int, (int Case, int Version, byte[] Hash)> _open = [];
    private readonly Dictionary<string, SealLeaf> _waiting = new(StringComparer.Ordinal);
    private readonly List<(Seal Seal, List<SealLeaf> Leaves)> _seals = [];
    private Seal? _last;
    private int _cases;

    public long Events { get; private set; }
    public long Seals { get; private set; }

    /// <param name="actsPerSeal">Acts that a seal gathers: one in a quiet office, thousands under load.</param>
    public async Task FillAsync(long events, int actsPerSeal, CancellationToken token = default)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(token);
        while (Events < events)
        {
            await CopyEventsAsync(connection, Math.Min(CopyAtOnce, events - Events), actsPerSeal, token);
            if (Events >= events) SealNow();
            await CopySealsAsync(connection, token);
        }
        await using var know = new NpgsqlCommand("insert into seal_key values ($1, $2, $3, $4); ", connection)
        {
            Parameters = { new() { Value = office }, new() { Value = key.Id.ToArray() }, new() { Value = key.PublicKey.ToArray() }, new() { Value = Start } },
        };
        await know.ExecuteNonQueryAsync(token);
        await using var analyze = new NpgsqlCommand("vacuum analyze event, seal, seal_leaf", connection) { CommandTimeout = 0 };
        await analyze.ExecuteNonQueryAsync(token);
    }

    private async Task CopyEventsAsync(NpgsqlConnection connection, long events, int actsPerSeal, CancellationToken token)
    {
        await using var rows = await connection.BeginBinaryImportAsync(
            "copy event (office, case_number, version, kind, body_version, body, previous, hash) from stdin (format binary)", token);
        for (var i = 0L; i < events; i += EventsPerAct)
        {
            var slot = (int)(Events / EventsPerAct % OpenCases);
            var (number, version, hash) = _open.GetValueOrDefault(slot);
            if (version is 0 or >= EventsPerCase) (number, version, hash) = (++_cases, 0, EventHash.None.ToArray());
            var caseNumber = FormattableString.Invariant($"PML-2026-{number:000000}");
            for (var j = 0; j < EventsPerAct; j++)
            {
                var (kind, bodyVersion, body) = EventJson.Serialize(Event(++version));
                var previous = hash;
                hash = EventHash.Compute(office, caseNumber, version, kind, bodyVersion, body, previous);
                await WriteAsync(rows, caseNumber, version, kind, bodyVersion, body, previous, hash, token);
                Events++;
            }
            _open[slot] = (number, version, hash);
            _waiting[caseNumber] = new SealLeaf(caseNumber, version, hash);
            if (Events / EventsPerAct % actsPerSeal == 0) SealNow();
        }
        await rows.CompleteAsync(token);
    }

    private async Task WriteAsync(NpgsqlBinaryImporter rows, string caseNumber, int version, string kind, short bodyVersion, byte[] body,
        byte[] previous, byte[] hash, CancellationToken token)
    {
        await rows.StartRowAsync(token);
        await rows.WriteAsync(office, token);
        await rows.WriteAsync(caseNumber, token);
        await rows.WriteAsync(version, token);
        await rows.WriteAsync(kind, token);
        await rows.WriteAsync(bodyVersion, token);
        await rows.WriteAsync(body, token);
        await rows.WriteAsync(previous, token);
        await rows.WriteAsync(hash, token);
    }

    private void SealNow()
    {
        if (_waiting.Count == 0) return;
        var leaves = _waiting.Values.ToList();
        _last = Seal.After(_last, office, Start.AddSeconds(Events), leaves.Count, MerkleTree.Root([.. leaves.Select(l => l.LeafHash())]), key);
        _seals.Add((_last, leaves));
        _waiting.Clear();
        Seals++;
    }

    private async Task CopySealsAsync(NpgsqlConnection connection, CancellationToken token)
    {
        await using (var rows = await connection.BeginBinaryImportAsync(
            "copy seal (office, number, sealed_at, leaves, root, previous, hash, key_id, signature) from stdin (format binary)", token))
        {
            foreach (var (seal, _) in _seals)
            {
                await rows.StartRowAsync(token);
                await rows.WriteAsync(office, token);
                await rows.WriteAsync(seal.Number, token);
                await rows.WriteAsync(seal.SealedAt, NpgsqlDbType.TimestampTz, token);
                await rows.WriteAsync(seal.Leaves, token);
                foreach (var bytes in new[] { seal.Root, seal.Previous, seal.Hash, seal.KeyId, seal.Signature }) await rows.WriteAsync(bytes.ToArray(), token);
            }
            await rows.CompleteAsync(token);
        }
        await using (var rows = await connection.BeginBinaryImportAsync(
            "copy seal_leaf (office, number, position, case_number, version, hash) from stdin (format binary)", token))
        {
            foreach (var (seal, leaves) in _seals)
            {
                for (var position = 0; position < leaves.Count; position++)
                {
                    await rows.StartRowAsync(token);
                    await rows.WriteAsync(office, token);
                    await rows.WriteAsync(seal.Number, token);
                    await rows.WriteAsync(position, token);
                    await rows.WriteAsync(leaves[position].CaseNumber, token);
                    await rows.WriteAsync(leaves[position].Version, token);
                    await rows.WriteAsync(leaves[position].Hash.ToArray(), token);
                }
            }
            await rows.CompleteAsync(token);
        }
        _seals.Clear();
    }

    private CaseEvent Event(int version)
    {
        var at = Start.AddSeconds(Events);
        var by = new Authority("pelaksana-jaringan-2", "kasi-tata-kelola", Capacity.Definitive, null, "kasi", AuthorityBasis.Role);
        return (version % 3) switch
        {
            0 => new StepReady(version, "periksa-perangkat-lunak", null, 1) { At = at, By = by },
            1 => new StepBegun(version, null) { At = at, By = by },
            _ => new StepCompleted(version, new Dictionary<string, RecordedValue>(StringComparer.Ordinal)
            {
                ["lokasi"] = RecordedValue.Clear("Kecamatan Sukamaju"),
                ["keluhan"] = RecordedValue.Clear("Jaringan terputus sejak pagi, lampu LOS pada modem menyala merah."),
            }, "ya", null, new TimeUsed(300, 1260, 0), null, false) { At = at, By = by },
        };
    }
}
