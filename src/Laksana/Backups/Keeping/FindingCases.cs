using System.Globalization;
using Laksana.Cases;
using Laksana.Officers;
using Laksana.Procedures;

namespace Laksana.Backups;

/// <summary>
/// The cases of findings. A finding joins a running case of its sheet about the same source, or opens one; when it changes or ends, its case is told by a note.
/// Which sheet: as the office has set it for the kind, otherwise the one that backs the source up.
/// </summary>
public sealed class FindingCases(WatchBook book, CaseDesk desk, FoldedCases folded, PublishedSheets sheets)
{
    /// <summary>Stands in the opening's event instead of a schedule.</summary>
    public const string Opener = "backup-watch";

    private const int MostRunning = 200, LongestNote = 1900;
    private static readonly CultureInfo Indonesian = CultureInfo.GetCultureInfo("id-ID");

    /// <returns>The finding's case; null where it has none.</returns>
    internal async Task<string?> FollowAsync(OfficeAtWork office, IReadOnlyList<SheetVersion> current, WatchSettings limits, KeptFinding kept, CancellationToken token)
    {
        var state = kept.EndedAt is null ? kept.Finding.State : "";
        if (kept.CaseNumber is { } number)
        {
            if (kept.NotedState == state) return number;
            if (await NoteAsync(office, kept, number, state, token))
            {
                await book.NotedAsync(office.Id, kept, number, state, token);
                return number;
            }
            // People have ended the case: what is over needs none, what has become worse another one.
            if (kept.EndedAt is not null)
            {
                await book.NotedAsync(office.Id, kept, number, state, token);
                return number;
            }
            kept = await book.ForgetCaseAsync(office.Id, kept, token);
        }
        if (kept.EndedAt is not null || SheetOf(current, limits, kept.Finding) is not { } sheet) return null;
        var found = await RunningAsync(office.Id, sheet, kept.Finding, token) ?? await OpenAsync(office.Id, sheet, kept, token);
        if (found is not null && await NoteAsync(office, kept, found, state, token)) await book.NotedAsync(office.Id, kept, found, state, token);
        return found;
    }

    private static Procedure? SheetOf(IReadOnlyList<SheetVersion> current, WatchSettings limits, WatchFinding finding)
    {
        if (limits.Sheets.TryGetValue(finding.Kind, out var named)) return current.FirstOrDefault(s => s.Procedure.Id == named)?.Procedure;
        var taking = current.Select(s => s.Procedure).Where(BackupSheets.Takes).OrderBy(p => p.Id, StringComparer.Ordinal).ToList();
        return taking.Find(p => finding.Source is { } source && BackupSheets.Takes(p, source)) ?? taking.FirstOrDefault();
    }

    /// <summary>A case about the same source that goes on already: nobody is asked twice for one backup.</summary>
    private async Task<string?> RunningAsync(string office, Procedure sheet, WatchFinding finding, CancellationToken token)
    {
        if (finding.Source is not { } source || BackupSheets.SourceField(sheet) is not { } field) return null;
        var running = await folded.RunningAsync(office, await sheets.VersionsAsync(office, sheet.Id, token), MostRunning, token);
        return running.Cases.LastOrDefault(c => c.State.Fields.GetValueOrDefault(field)?.Value == source)?.State.Number;
    }

    private async Task<string?> OpenAsync(string office, Procedure sheet, KeptFinding kept, CancellationToken token)
    {
        var fields = kept.Finding.Source is { } source && BackupSheets.SourceField(sheet) is { } field ? new Dictionary<string, string> { [field] = source } : [];
        var answer = await desk.HandleAsync(new CaseRequest
        {
            Office = office, Procedure = sheet.Id, Command = new OpenCase("", 0, fields) { Schedule = Opener, FireTime = kept.OpeningAt },
        }, token);
        return answer is CaseAnswer.Done done ? done.Number
            : throw new InvalidOperationException($"The case of {kept.Finding.Key} was not opened: {(answer as CaseAnswer.Refused)?.Why.Code ?? answer.GetType().Name}.");
    }

    /// <returns>False when the case has ended.</returns>
    private async Task<bool> NoteAsync(OfficeAtWork office, KeptFinding kept, string number, string state, CancellationToken token)
    {
        var text = state.Length == 0
            ? KeepingWords.Say.In(Indonesian, "note.over", FindingText.Say(kept.Finding, office.Zone, Indonesian))
            : FindingText.Say(kept.Finding, office.Zone, Indonesian) + " " + FindingText.Remedy(kept.Finding, Indonesian);
        // What a check or a failure said may be longer than a note may be.
        if (text.Length > LongestNote) text = text[..LongestNote] + "…";
        var answer = await desk.HandleAsync(new CaseRequest
        {
            Office = office.Id, Number = number, Command = new AddNote(text) { ByProgram = true },
            IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"{Opener}:{kept.Finding.Key}:{kept.Since.UtcTicks}:{state}"),
        }, token);
        return answer switch
        {
            CaseAnswer.Done => true,
            // The same state was noted before; its sentence holds moments that may read differently by now.
            CaseAnswer.Refused { Why.Code: "case.key-reused" } => true,
            CaseAnswer.Refused { Why.Code: "case.ended" } => false,
            _ => throw new InvalidOperationException($"Case {number} cannot be told of {kept.Finding.Key}."),
        };
    }
}
