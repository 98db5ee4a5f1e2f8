using Laksana.Backups;
using static Laksana.Server.Pages.Backups.Proving.ProofPageWords;

namespace Laksana.Server.Pages.Backups.Proving;

/// <summary>How far a backup, in its own place and on each medium, is known to be good: what <c>_Levels.cshtml</c> shows.</summary>
internal sealed record LevelsView(Backup Backup, IReadOnlyList<CopyLevel> Copies, bool MayCheck)
{
    public static async Task<LevelsView> ReadAsync(BackupBook book, string office, Backup backup, bool mayCheck, CancellationToken token)
    {
        const int Most = 200;
        var checks = await book.ChecksAsync(office, backup.Id, Most, token);
        var copies = checks.GroupBy(c => c.Medium).Select(of => CopyLevel.Of(of.Key, [.. of])).ToList();
        var own = copies.FirstOrDefault(c => c.Medium is null);
        copies.RemoveAll(c => c.Medium is null);
        // Its own level stands in the book, whatever the checks were.
        copies.Insert(0, new CopyLevel(null, backup.Level, backup.State == BackupState.Present || backup.State == BackupState.Expired, own?.Last));
        return new LevelsView(backup, copies, mayCheck);
    }
}

/// <param name="Medium">Null: in the backup directory.</param>
/// <param name="Last">The last check of it.</param>
internal sealed record CopyLevel(string? Medium, BackupLevel Level, bool Good, BackupCheck? Last)
{
    public string Where => Medium is null ? Say["place.own"] : Say["place.medium", Medium];

    public static CopyLevel Of(string? medium, IReadOnlyList<BackupCheck> newestFirst)
    {
        var said = newestFirst.FirstOrDefault(c => c.Outcome != CheckOutcome.Undecided);
        var level = said is not { Outcome: CheckOutcome.Passed } ? BackupLevel.None
            : newestFirst.TakeWhile(c => c.Outcome != CheckOutcome.Failed).Where(c => c.Outcome == CheckOutcome.Passed).Max(c => c.Level);
        return new CopyLevel(medium, level, said is not { Outcome: CheckOutcome.Failed }, newestFirst[0]);
    }

    /// <summary>The three levels, each with what is to be drawn: reached, not yet, or failed.</summary>
    public IEnumerable<(BackupLevel Level, string Name, string Style, string Words)> Steps
    {
        get
        {
            foreach (var level in new[] { BackupLevel.Whole, BackupLevel.Readable, BackupLevel.Proved })
            {
                var (style, words) = level <= Level ? ("done", Say["step.reached"]) : !Good && level == Level + 1 ? ("late", Say["step.failed"]) : ("off", Say["step.open"]);
                yield return (level, ProofLevels.Say(level), style, words);
            }
        }
    }
}
