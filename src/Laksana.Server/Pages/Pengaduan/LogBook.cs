using System.Globalization;
using Laksana.Complaints;
using Laksana.Documents.Tables;
using static Laksana.Server.Pages.Pengaduan.PengaduanWords;

namespace Laksana.Server.Pages.Pengaduan;

/// <summary>One line of the log book. Without anything that tells who complained.</summary>
internal sealed record LogLine(int Place, Complaint Complaint, string? Class, string Outcome, decimal Days, bool Late, string Answered);

/// <summary>How many complaints of a month there were by channel, section or class.</summary>
internal sealed record LogSum(string Title, IReadOnlyList<(string Name, int Count)> Counts);

/// <summary>The log book of a month, for the page, for paper and for spreadsheets.</summary>
internal sealed class LogBook(DateOnly month, IReadOnlyList<Complaint> complaints, ComplaintClock clock, OfficeTimes times)
{
    public string Month { get; } = month.ToString("MMMM yyyy", CultureInfo.CurrentCulture);

    public string Address { get; } = month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public IReadOnlyList<LogLine> Lines { get; } = [.. complaints.Select((c, i) => Line(i + 1, c, clock, times))];

    public int Open => complaints.Count(c => c.IsOpen);

    public int Late => Lines.Count(l => l.Late);

    public IReadOnlyList<LogSum> Sums =>
    [
        Sum("log.by-channel", c => c.Channel), Sum("log.by-section", c => c.Section),
        Sum("log.by-class", c => c.Class is { } weight ? Say["class." + weight] : null),
    ];

    public TableForm Form => new(Say["log.file", Address],
    [
        new(Say["log.no"], ColumnKind.Number, 6), new(Say["log.number"], Width: 16), new(Say["log.log-number"], Width: 14), new(Say["log.received"], ColumnKind.Moment), new(Say["log.channel"], Width: 18),
        new(Say["log.lapor"], Width: 16), new(Say["log.topic"], Width: 40), new(Say["log.section"], Width: 34), new(Say["log.class"], Width: 10), new(Say["log.outcome"], Width: 34),
        new(Say["log.days"], ColumnKind.Number), new(Say["log.limit"], Width: 14), new(Say["log.answered"], ColumnKind.Moment), new(Say["log.answered-by"], Width: 18),
    ]);

    public async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
    {
        await Task.CompletedTask;
        foreach (var line in Lines)
        {
            var c = line.Complaint;
            yield return
            [
                line.Place, c.Number, c.LogNumber ?? "", times.Here(c.ReceivedAt), c.Channel ?? "", c.LaporNumber ?? "", c.Topic, c.Section ?? "", line.Class ?? "", line.Outcome,
                line.Days, Say[line.Late ? "log.passed" : "log.kept"], c.AnsweredAt is { } at ? times.Here(at) : null, c.AnsweredBy ?? "",
            ];
        }
    }

    private static LogLine Line(int place, Complaint complaint, ComplaintClock clock, OfficeTimes times) => new(place, complaint,
        complaint.Class is { } weight ? Say["class." + weight] : null,
        complaint.GoneTo is { } where ? Say["log.gone." + complaint.Stage, where] : Say["stage." + complaint.Stage],
        clock.DaysUsed(complaint, times.Now), clock.Passed(complaint, times.Now).Any(),
        complaint.AnsweredAt is { } told ? string.Join(", ", new[] { times.Day(told), complaint.AnsweredBy }.OfType<string>()) : "");

    private LogSum Sum(string title, Func<Complaint, string?> of) =>
        new(Say[title], [.. complaints.GroupBy(c => of(c) ?? Say["log.none-yet"]).Select(g => (g.Key, g.Count())).OrderByDescending(g => g.Item2).ThenBy(g => g.Key, StringComparer.CurrentCulture)]);
}
