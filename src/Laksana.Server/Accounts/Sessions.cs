using System.Collections.Concurrent;
using Laksana.Database;

namespace Laksana.Server.Accounts;

/// <summary>
/// The sessions that have begun and were not signed out, by their ids. A cookie whose session is not among them opens nothing: at once on the node that
/// ended it, elsewhere with the next check of the account, so within a minute.
/// </summary>
internal sealed class Sessions(LaksanaDatabase database)
{
    /// <summary>A cookie is worth nothing twelve hours after its last use; its session is known for a week, so that a form left open over a weekend can still be kept.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromDays(7);

    /// <summary>How exactly it is known when a session was last seen: not every check writes.</summary>
    private static readonly TimeSpan SeenEvery = TimeSpan.FromHours(1);

    /// <summary>Longer than the time between two checks of an account.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _ended = new();

    public async Task<Guid> BeginAsync(Account account, CancellationToken token)
    {
        var (id, now) = (Guid.NewGuid(), TimeProvider.System.GetUtcNow());
        await using var batch = database.Batch(account.Office);
        batch.Add("delete from account_session where office = $1 and seen_at < $2", account.Office, now - Life);
        batch.Add("insert into account_session (office, id, account, seen_at) values ($1, $2, $3, $4)", account.Office, id, account.Id, now);
        await batch.ExecuteAsync(token);
        return id;
    }

    public async Task EndAsync(string office, Guid session, CancellationToken token)
    {
        var now = TimeProvider.System.GetUtcNow();
        foreach (var (id, at) in _ended)
            if (now - at > Remembered) _ended.TryRemove(id, out _);
        _ended[session] = now;
        await using var batch = database.Batch(office);
        batch.Add("delete from account_session where office = $1 and id = $2", office, session);
        await batch.ExecuteAsync(token);
    }

    public bool EndedHere(Guid session) => _ended.ContainsKey(session);

    /// <summary>Whether the session was not signed out.</summary>
    public async Task<bool> IsOpenAsync(string office, Guid session, CancellationToken token)
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var batch = database.Batch(office);
        batch.Add("update account_session set seen_at = $3 where office = $1 and id = $2 and seen_at < $4", office, session, now, now - SeenEvery);
        batch.Add("select from account_session where office = $1 and id = $2", office, session);
        await using var reader = await batch.ReadAsync(token);
        return await reader.ReadAsync(token);
    }
}
