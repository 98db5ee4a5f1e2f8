using Laksana.Automation;
using Laksana.Database;
using Laksana.Officers;
using static Laksana.Backups.CustodyWords;

namespace Laksana.Backups;

/// <summary>What measuring a medium that is plugged in here found, compared with what it should carry.</summary>
public sealed record DoneMeasure(MediumCheck Check, IReadOnlyList<(string Backup, CopyState State)> Copies, IReadOnlyList<string> Faults)
{
    public MeasureCode? Code => Check.Code is { } digits ? new MeasureCode(digits) : null;
}

/// <summary>Measures a medium that is plugged in here and enters what was found, also of each copy.</summary>
public sealed class MeasureWork(LaksanaDatabase database, MediaBook media, MediaPlaces places, TimeProvider clock)
{
    /// <param name="backup">The one copy to measure; null: all that it carries.</param>
    public async Task<DoneMeasure> RunAsync(string office, string label, string? backup, string by, long? rate, IActionProgress progress, CancellationToken token)
    {
        var medium = await media.FindAsync(office, label, token) ?? throw Failure("no-medium", label);
        var expected = (await media.CopiesAsync(office, label, token)).Where(c => backup is null || c.Backup == backup).ToList();
        if (expected.Count == 0) throw Failure("nothing-on-it", label);
        var place = places.Find(office, label) ?? throw Failure(new MediumException(MediumFault.NotHere, label));
        if (place.Mark!.Mark != medium.Mark) throw Failure(new MediumException(MediumFault.OtherMedium, place.Path, place.Mark.Label));
        var stamp = await StampAsync(office, label, token);
        var found = await ReadAsync(place, office, backup, stamp, new CopyProgress(progress, label, writes: false), rate, token);
        if (places.Again(place) is null) throw Failure(new MediumException(MediumFault.PulledOut, place.Path));
        var done = Compare(medium, expected, found, stamp, backup, by);
        await EnterAsync(office, done, token);
        return done;
    }

    private static async Task<Measurement?> ReadAsync(MediaPlace place, string office, string? backup, MeasureStamp stamp, CopyProgress progress, long? rate, CancellationToken token)
    {
        // Told in words at the first block; a medium without a single copy is measured too: they are all missing.
        var all = 0L;
        try
        {
            return await MediumMeasure.ReadAsync(place.CopiesOf(office), backup, stamp, bytes => all = bytes, new Begun(progress, () => all, token), new ByteRate(rate), token);
        }
        catch (OperatorException)
        {
            return null;
        }
    }

    private static DoneMeasure Compare(Medium medium, IReadOnlyList<MediumCopy> expected, Measurement? found, MeasureStamp stamp, string? backup, string by)
    {
        var (copies, faults, measured) = (new List<(string, CopyState)>(), new List<string>(), new List<MeasuredCopy>());
        foreach (var copy in expected)
        {
            var there = found?.Copies.FirstOrDefault(c => c.Backup == copy.Backup);
            var state = there is null ? CopyState.Missing : there.Digest == copy.Digest ? CopyState.Whole : CopyState.Damaged;
            copies.Add((copy.Backup, state));
            if (state == CopyState.Whole) measured.Add(new MeasuredCopy(copy.Backup, copy.Digest, there!.Samples));
            else faults.Add(Say["measure." + state, copy.Backup, string.Join("; ", there?.Faults is { Count: > 0 } why ? why : [Say["read.other-content"]])]);
        }
        var (whole, bytes, seconds) = (faults.Count == 0, found?.Bytes ?? 0, found?.Seconds ?? 0);
        var code = whole ? MeasureCode.Of(medium.Label, stamp, measured).Digits : null;
        var words = whole ? Say["measure.whole", medium.Label, measured.Count, BackupWords.Size(bytes), seconds] : string.Join(" ", faults);
        return new(new MediumCheck(Guid.CreateVersion7(), medium.Label, backup, CheckWay.Here, whole, code, bytes, seconds, words, Environment.MachineName, by, stamp.At), copies, faults);
    }

    private async Task EnterAsync(string office, DoneMeasure done, CancellationToken token)
    {
        var check = done.Check;
        await using var batch = database.Batch(office);
        var log = CustodyStatements.Log(office, check.CheckedBy, AdministrationActs.MediumChecked, check.Medium,
            [("whole", check.Whole ? "true" : "false"), ("code", done.Code?.ToString()), ("backup", check.Backup), ("faults", done.Faults.Count > 0 ? string.Join(" ", done.Faults) : null)], check.MeasuredAt);
        var copies = done.Copies.Select(c => CustodyStatements.Copy(office, check.Medium, c.Backup, c.State, check.MeasuredAt));
        foreach (var statement in copies.Prepend(CustodyStatements.Check(office, check)).Append(CustodyStatements.Measured(office, check)).Append(log)) batch.Add(statement.Sql, statement.Values);
        foreach (var (backup, state) in done.Copies)
            BackupBook.AddCheck(batch, office, new BackupCheck(backup, check.Medium, BackupLevel.Whole, state == CopyState.Whole ? CheckOutcome.Passed : CheckOutcome.Failed, check.Seconds,
                state == CopyState.Whole ? check.Detail : done.Faults.FirstOrDefault(f => f.Contains(backup, StringComparison.Ordinal)) ?? check.Detail, check.CheckedBy, check.MeasuredAt));
        await batch.ExecuteAsync(token);
    }

    /// <summary>Another number than measurements of this minute have, so that their codes differ.</summary>
    private async Task<MeasureStamp> StampAsync(string office, string label, CancellationToken token)
    {
        var stamp = MeasureStamp.Now(clock);
        var used = (await media.ChecksAsync(office, label, 100, token)).Where(c => c.Code is not null).Select(c => new MeasureCode(c.Code!).Stamp).ToHashSet();
        while (used.Any(u => u.Salt == stamp.Salt && Math.Abs((u.At - stamp.At).TotalMinutes) < 2)) stamp = stamp with { Salt = (stamp.Salt + 1) % MeasureStamp.Salts };
        return stamp;
    }

    /// <summary>Begins to tell when the first bytes come, for then it is known how many there are.</summary>
    private sealed class Begun(CopyProgress progress, Func<long> all, CancellationToken token) : IProgress<long>
    {
        private bool _begun;

        public void Report(long value)
        {
            if (!_begun) progress.BeginAsync(reading: true, all(), token).GetAwaiter().GetResult();
            _begun = true;
            progress.Report(value);
        }
    }
}
