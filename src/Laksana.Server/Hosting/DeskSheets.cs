using System.Collections.Concurrent;
using Laksana.Backups;
using Laksana.Cases;
using Laksana.Network;
using Laksana.Procedures;

namespace Laksana.Server.Hosting;

/// <summary>The sheets of each office that give the menu a place: those with a desk, and those that work on backups. Every page asks, so what was read is kept for a while.</summary>
internal sealed class DeskSheets(PublishedSheets sheets)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, (IReadOnlyList<Procedure> Sheets, long ReadAt)> _kept = new(StringComparer.Ordinal);

    public async ValueTask<IReadOnlyList<Procedure>> OfAsync(string office, CancellationToken token)
    {
        if (_kept.TryGetValue(office, out var kept) && TimeProvider.System.GetElapsedTime(kept.ReadAt) < Freshness) return kept.Sheets;
        var readAt = TimeProvider.System.GetTimestamp();
        IReadOnlyList<Procedure> found = [.. (await sheets.AllVersionsAsync(office, token)).GroupBy(s => s.Procedure.Id)
            .Select(g => g.MaxBy(s => s.Version)!.Procedure).Where(p => p.Desk is not null || KeepingRights.Concerns(p) || NetworkSheets.IsAboutNetwork(p))];
        _kept[office] = (found, readAt);
        return found;
    }
}
