using Laksana.Backups;
using Laksana.Cases;
using Laksana.Officers;
using Laksana.Server.Accounts;
using static Laksana.Server.Pages.Beranda.BerandaWords;

namespace Laksana.Server.Pages.Beranda;

/// <summary>How the backups of one source stand.</summary>
internal sealed record BackupLine(string Title, string Text, bool Grave);

/// <summary>One line for each source, also for one that was never backed up: the gravest that the watch found, or when the newest was taken. What concerns no source has a line too.</summary>
internal sealed class BackupLines(BackupBook book, WatchBook watch, PublishedSheets sheets, CurrentOffice current, OfficeTimes times)
{
    private const string NoSource = "";

    public async Task<IReadOnlyList<BackupLine>> ReadAsync(OfficeAtWork office, CancellationToken token)
    {
        var today = await sheets.AllCurrentAsync(office.Id, office.DayOf(times.Now), token);
        if (!KeepingRights.Of(office, today.Select(s => s.Procedure)).ToAsk(current.Officer)) return [];
        // The gravest comes first.
        var found = (await watch.OpenAsync(office.Id, token)).Select(f => f.Finding).ToLookup(f => f.Source ?? NoSource, StringComparer.Ordinal);
        var newest = (await book.NewestAsync(office.Id, token)).ToDictionary(b => b.Source, StringComparer.Ordinal);
        return [.. newest.Keys.Concat(found.Select(f => f.Key)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(source => found[source].ToList() is { Count: > 0 } findings
            ? new BackupLine(Title(source), Found(findings, office.Zone), true)
            : new BackupLine(Title(source), Say["health.source.ok", times.Moment(newest[source].TakenAt), Say["level." + newest[source].Level]], false))];
    }

    private static string Title(string source) => source == NoSource ? Say["health.backups"] : Say["health.source", source];

    private static string Found(List<WatchFinding> findings, TimeZoneInfo zone) =>
        FindingText.Say(findings[0], zone) + (findings.Count > 1 ? " " + Say["health.source.more", findings.Count - 1] : "");
}
