using System.Collections.Concurrent;
using Laksana.Notices;
using Laksana.Server.Accounts;

namespace Laksana.Server.Pages.Kabar;

/// <summary>
/// How many lines of an officer's bell are unread, for the menu of every page. Remembered for some seconds on this node, so that pages in quick
/// succession ask the database once.
/// </summary>
internal sealed class UnreadLines(NoticeBook book)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(10);

    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<(string Office, string Officer), (int Count, long At)> _known = new();

    public async ValueTask<int> CountAsync(CurrentOffice current, CancellationToken token)
    {
        var who = (current.Id, current.Officer);
        if (_known.TryGetValue(who, out var known) && TimeProvider.System.GetElapsedTime(known.At) < Life) return known.Count;
        var at = TimeProvider.System.GetTimestamp();
        var count = await book.UnreadAsync(current.Id, current.Officer, token);
        if (_known.Count > MostRemembered) _known.Clear();
        _known[who] = (count, at);
        return count;
    }

    /// <summary>The officer has read something.</summary>
    public void Forget(CurrentOffice current) => _known.TryRemove((current.Id, current.Officer), out _);
}
