using Laksana.Backups;
using Laksana.Cases;
using Laksana.Officers;
using Laksana.Server.Accounts;
using static Laksana.Server.Pages.Beranda.BerandaWords;

namespace Laksana.Server.Pages.Beranda;

/// <summary>How the backups of one source stand.</summary>
internal sealed record BackupLine(string Source, string Text, bool Grave);

/// <summary>One line for each source that has backups: what the watch found, or when the newest was taken.</summary>
internal sealed class BackupLines(BackupBook book, WatchBook watch, PublishedSheets sheets, CurrentOffice current, OfficeTimes times)
{
    public async Task<IReadOnlyList<BackupLine>> ReadAsync(OfficeAtWork office, CancellationToken token)
    {
        var today = await sheets.AllCurrentAsync(office.Id, office.DayOf(times.Now), token);
        if (!KeepingRights.Of(office, today.Select(s => s.Procedure)).ToAsk(current.Officer)) return [];
        var found = (await watch.OpenAsync(office.Id, token)).Select(f => f.Finding).Where(f => f.Source is not null).ToLookup(f => f.Source);
        return [.. (await book.NewestAsync(office.Id, token)).Select(newest => found[newest.Source].FirstOrDefault() is { } finding
            ? new BackupLine(newest.Source, FindingText.Say(finding, office.Zone), true)
            : new BackupLine(newest.Source, Say["health.source.ok", times.Moment(newest.TakenAt), Say["level." + newest.Level]], false))];
    }
}
