using System.Collections.Concurrent;

namespace Laksana.Server.Accounts;

/// <summary>
/// Failures with user names that do not exist, so that they lock as existing ones do and the answer betrays nothing. Kept in this node's
/// memory, bounded.
/// </summary>
internal sealed class UnknownNames(TimeProvider clock)
{
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<(string Office, string Name), (int Failures, DateTimeOffset? Until)> _failures = new();

    /// <summary>Counts a failure; the end of the lock when there is one now.</summary>
    public DateTimeOffset? Fail(string office, string normalizedName)
    {
        if (_failures.Count > Most)
            _failures.Clear();
        var now = clock.GetUtcNow();
        return _failures.AddOrUpdate((office, normalizedName), _ => (1, null), (_, before) => before switch
        {
            { Until: { } until } when until > now => before,
            { Failures: >= SignInDesk.MostFailures - 1 } => (0, now + SignInDesk.LockTime),
            _ => (before.Failures + 1, null),
        }).Until;
    }
}
