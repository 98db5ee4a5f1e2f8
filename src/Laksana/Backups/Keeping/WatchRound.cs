using System.Globalization;
using System.Text.Json;
using Laksana.Cases;
using Laksana.Database;
using Laksana.Officers;
using Microsoft.Extensions.Logging;

namespace Laksana.Backups;

/// <summary>
/// One look of the watch at an office: finds, remembers, has each finding's case opened or told, and tells officers. Each of these is found again when it was cut off,
/// and done twice says nothing twice: findings have a key, openings a time of their own, notes an idempotency key, lines of the bell a cause.
/// </summary>
public sealed partial class WatchRound(LaksanaDatabase database, Offices offices, PublishedSheets sheets, BackupSettings settings, WatchBook book, FindingCases cases, TimeProvider clock,
    ILogger<WatchRound> log)
{
    private static readonly CultureInfo Indonesian = CultureInfo.GetCultureInfo("id-ID");

    private readonly WatchReading _reading = new(database, settings, new RetentionBook(database));

    public async Task<IReadOnlyList<WatchFinding>> LookAsync(string officeId, CancellationToken token)
    {
        if (await offices.FindAsync(officeId, token) is not { } office) return [];
        var now = clock.GetUtcNow();
        var current = await sheets.AllCurrentAsync(officeId, office.DayOf(now), token);
        var (limits, _) = await book.SettingsAsync(officeId, token);
        var (looked, before) = await book.LookedAsync(officeId, token);
        var jump = ClockJump.Between(looked, now) ?? before;
        var found = Watch.Look(await _reading.ReadAsync(office, current, limits, jump, now, token));
        await book.RememberAsync(officeId, found, now, jump, token);
        foreach (var kept in await book.ToTellAsync(officeId, token)) await TellAsync(office, current, limits, kept, token);
        return found;
    }

    /// <summary>A finding that cannot be told must not keep the others from being.</summary>
    private async Task TellAsync(OfficeAtWork office, IReadOnlyList<SheetVersion> current, WatchSettings limits, KeptFinding kept, CancellationToken token)
    {
        try
        {
            var number = await cases.FollowAsync(office, current, limits, kept, token);
            if (kept.EndedAt is null) await RingAsync(office, current, kept, number, token);
        }
        catch (Exception error) when (!token.IsCancellationRequested)
        {
            LogNotTold(log, error, kept.Finding.Key, office.Id);
        }
    }

    /// <summary>Whoever works on backups, and the positions right above: once for each state of a finding.</summary>
    private async Task RingAsync(OfficeAtWork office, IReadOnlyList<SheetVersion> current, KeptFinding kept, string? number, CancellationToken token)
    {
        var officers = KeepingRights.Of(office, current.Select(s => s.Procedure)).ToTell().ToArray();
        if (officers.Length == 0) return;
        await using var batch = database.Batch(office.Id);
        batch.Add("""
            insert into notice (office, officer, cause, case_number, text_key, arguments, created_at) select $1, o, $3, $4, 'notice.backup-watch', $5, $6 from unnest($2::text[]) as o
            on conflict (office, officer, cause) do nothing
            """, office.Id, officers, string.Create(CultureInfo.InvariantCulture, $"backup:{kept.Finding.Key}:{kept.Since.UtcTicks}:{kept.Finding.State}"), OrNull.Text(number),
            JsonSerializer.Serialize([FindingText.Say(kept.Finding, office.Zone, Indonesian)], KeepingJson.Default.IReadOnlyListString), clock.GetUtcNow());
        await batch.ExecuteAsync(token);
    }

    [LoggerMessage(785, LogLevel.Error, "The finding {Key} of {Office} cannot be told")]
    private static partial void LogNotTold(ILogger log, Exception error, string key, string office);
}
