using Laksana.Cases;
using Laksana.Database;
using Laksana.Officers;
using Laksana.WorkTime;

namespace Laksana.Complaints;

/// <summary>The complaints of an office, read from its cases: who lists them never meets the complainant.</summary>
public sealed class ComplaintBook(LaksanaDatabase database, FoldedCases cases, TimeProvider clock)
{
    /// <summary>Open complaints that are looked at together, the oldest first; an office with more is told so.</summary>
    public const int MostOpen = 500;

    /// <summary>Closed complaints that a list shows.</summary>
    public const int MostClosed = 50;

    /// <summary>Complaints of one month's log book.</summary>
    public const int MostInMonth = 2000;

    /// <summary>A complaint may be entered this long after it came and still stands in the log book of the month in which it came.</summary>
    private static readonly TimeSpan LatestEntry = TimeSpan.FromDays(31);

    /// <summary>How far back the same complaint is looked for.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromDays(60);

    private const double MostlySame = 0.6;

    private const int MostSimilar = 5;

    public async Task<(IReadOnlyList<Complaint> Complaints, bool More)> OpenAsync(OfficeAtWork office, CancellationToken token)
    {
        var (open, more) = await cases.RunningAsync(office.Id, await VersionsAsync(office, token), MostOpen, token);
        return (Told(open, office.Calendar), more);
    }

    public async Task<IReadOnlyList<Complaint>> ClosedAsync(OfficeAtWork office, CancellationToken token) =>
        Told((await cases.ClosedAsync(office.Id, await VersionsAsync(office, token), MostClosed, token)).Cases, office.Calendar);

    /// <summary>Complaints that came in a month, in the order in which they came; without those that were cancelled.</summary>
    public async Task<(IReadOnlyList<Complaint> Complaints, bool More)> MonthAsync(OfficeAtWork office, DateOnly month, CancellationToken token)
    {
        var first = new DateOnly(month.Year, month.Month, 1);
        var (from, until) = (office.Calendar.ToInstant(first, TimeOnly.MinValue), office.Calendar.ToInstant(first.AddMonths(1), TimeOnly.MinValue));
        var (opened, more) = await cases.OpenedAsync(office.Id, await VersionsAsync(office, token), from, until + LatestEntry, MostInMonth, token);
        return ([.. Told(opened, office.Calendar).Where(c => c.ReceivedAt >= from && c.ReceivedAt < until && c.Stage != ComplaintStage.Cancelled).OrderBy(c => c.ReceivedAt).ThenBy(c => c.Number, StringComparer.Ordinal)], more);
    }

    /// <summary>One complaint with its case; null when the number is none of a complaint.</summary>
    public async Task<(Complaint Complaint, FoldedCase Case)?> FindAsync(OfficeAtWork office, string number, CancellationToken token) =>
        (await cases.FindAsync(office.Id, await VersionsAsync(office, token), [number], token)) is [var folded, ..] ? (Complaint.Of(folded, office.Calendar), folded) : null;

    /// <summary>Complaints that may be the same as one that is being entered: its LAPOR number, its telephone, or much the same words in the last 60 days.</summary>
    public async Task<IReadOnlyList<SimilarComplaint>> SimilarAsync(OfficeAtWork office, string? topic, string? phone, string? laporNumber, CancellationToken token)
    {
        var versions = await VersionsAsync(office, token);
        var now = clock.GetUtcNow();
        var lapor = laporNumber is null ? "" : Similarity.Plain(laporNumber);
        var similar = new List<SimilarComplaint>();
        var recent = topic is null && lapor.Length == 0 ? [] : Told((await cases.OpenedAsync(office.Id, versions, now - Memory, DateTimeOffset.MaxValue, MostOpen, token)).Cases, office.Calendar);
        // Older ones are found by the words of the number, as it was written then.
        if (lapor.Length > 0)
            similar.AddRange(recent.Concat(Told(await cases.FindAsync(office.Id, versions, await WithWordsAsync(office.Id, laporNumber!, token), token), office.Calendar))
                .Where(c => c.LaporNumber is { } other && Similarity.Plain(other) == lapor).Select(c => new SimilarComplaint(c, SimilarBecause.LaporNumber)));
        if (phone is not null && Similarity.Digits(phone) is { Length: >= 6 } digits)
            similar.AddRange(Told(await cases.FindAsync(office.Id, versions, await OfPhoneAsync(office.Id, digits, token), token), office.Calendar)
                .Where(c => c.IsOpen || c.OpenedAt > now - Memory).Select(c => new SimilarComplaint(c, SimilarBecause.Phone)));
        if (topic is not null)
            similar.AddRange(recent.Select(c => (Complaint: c, Same: Similarity.Of(topic, c.Topic))).Where(c => c.Same >= MostlySame).OrderByDescending(c => c.Same)
                .Select(c => new SimilarComplaint(c.Complaint, SimilarBecause.Words)));
        return [.. similar.Where(s => s.Complaint.Stage != ComplaintStage.Cancelled).DistinctBy(s => s.Complaint.Number).Take(MostSimilar)];
    }

    public Task<IReadOnlyList<SheetVersion>> VersionsAsync(OfficeAtWork office, CancellationToken token) => cases.VersionsAsync(office.Id, d => d.IsComplaints, token);

    private static IReadOnlyList<Complaint> Told(IReadOnlyList<FoldedCase> folded, WorkCalendar calendar) => [.. folded.Select(f => Complaint.Of(f, calendar))];

    private async Task<List<string>> WithWordsAsync(string office, string words, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select number from cases_with($1, $2, '', 50)", words.ToLowerInvariant(), DateTimeOffset.MaxValue);
        return await NumbersAsync(batch, token);
    }

    private async Task<List<string>> OfPhoneAsync(string office, string digits, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select number from cases_of_phone($1, 50)", digits);
        return await NumbersAsync(batch, token);
    }

    private static async Task<List<string>> NumbersAsync(OfficeBatch batch, CancellationToken token)
    {
        await using var reader = await batch.ReadAsync(token);
        var numbers = new List<string>();
        while (await reader.ReadAsync(token)) numbers.Add(reader.GetString(0));
        return numbers;
    }
}
