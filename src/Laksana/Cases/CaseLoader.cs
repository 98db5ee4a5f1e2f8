using System.Collections.Concurrent;
using Laksana.Database;

namespace Laksana.Cases;

/// <summary>A case as read: its state and the hash its next event chains to.</summary>
public sealed record LoadedCase(CaseState State, byte[] Head);

/// <summary>
/// Reads cases by folding their events. The fold is kept and only newer events are read, so an old state can be stale but never wrong:
/// whoever writes on a stale state collides with the primary key of the event table and reads again.
/// </summary>
public sealed class CaseLoader(LaksanaDatabase database)
{
    private const int Most = 4000;
    private ConcurrentDictionary<(string Office, string Number), LoadedCase> _recent = new();
    private ConcurrentDictionary<(string Office, string Number), LoadedCase> _older = new();

    /// <summary>What is kept of a case, possibly stale; null when nothing is.</summary>
    public LoadedCase? Kept(string office, string number) =>
        _recent.TryGetValue((office, number), out var kept) || _older.TryGetValue((office, number), out kept) ? kept : null;

    /// <summary>The case as committed now; null when there is none.</summary>
    public async Task<LoadedCase?> LoadAsync(string office, string number, CancellationToken token)
    {
        var kept = Kept(office, number);
        await using var batch = database.Batch(office);
        batch.Add("select kind, body_version, body, hash from event where office = $1 and case_number = $2 and version > $3 order by version",
            office, number, kept?.State.Version ?? 0);
        await using var reader = await batch.ReadAsync(token);
        var (state, head) = (kept?.State, kept?.Head);
        while (await reader.ReadAsync(token))
        {
            state = CaseEngine.Apply(state, EventJson.Deserialize(reader.GetString(0), reader.GetInt16(1), reader.GetFieldValue<byte[]>(2)));
            head = reader.GetFieldValue<byte[]>(3);
        }
        if (state is null) return null;
        var loaded = new LoadedCase(state, head!);
        Keep(office, loaded);
        return loaded;
    }

    public void Keep(string office, LoadedCase loaded)
    {
        if (_recent.Count >= Most)
        {
            _older = _recent;
            _recent = new();
        }
        _recent[(office, loaded.State.Number)] = loaded;
    }
}
