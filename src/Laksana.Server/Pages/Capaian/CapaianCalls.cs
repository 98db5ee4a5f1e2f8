using Laksana.Cases;
using Laksana.Documents.Tables;
using Laksana.Measures;
using Laksana.Server.Accounts;
using Laksana.Server.Hosting;
using static Laksana.Server.Pages.Capaian.CapaianWords;

namespace Laksana.Server.Pages.Capaian;

/// <summary>What the pages of measures fetch besides themselves.</summary>
internal static class CapaianCalls
{
    public static void MapCapaianCalls(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/capaian/unduh", SendAsync);

    private static async Task SendAsync(HttpContext context, MeasureBook book, PublishedSheets sheets, CurrentOffice current, OfficeTimes times, TableDesk desk)
    {
        var (office, token) = (current.AtWork!, context.RequestAborted);
        var report = await MeasureReport.ReadAsync(book, office, await sheets.AllVersionsAsync(current.Id, token), context.Request.Query, office.DayOf(times.Now), token);
        var form = new TableForm(Say["file.name"],
        [
            new(Say["col.unit"]), new(Say["col.sheet"], Width: 40), new(Say["col.step"], Width: 40), new(Say["col.role"], Width: 16), new(Say["col.planned"], Width: 14),
            new(Say["col.count"], ColumnKind.Number), new(Say["col.on-time"], ColumnKind.Share), new(Say["col.median"], ColumnKind.Duration), new(Say["col.p90"], ColumnKind.Duration),
            new(Say["col.queue"], ColumnKind.Duration), new(Say["col.handling"], ColumnKind.Duration), new(Say["col.queueing"], ColumnKind.Duration), new(Say["col.waiting"], ColumnKind.Duration),
            new(Say["col.returned"], ColumnKind.Number),
        ]);
        var rows = (report.Sheet is null ? report.Rows : report.Detail).Select(Row).ToAsyncEnumerable();
        await desk.SendAsync(context, form, rows, context.Request.Query["bentuk"], "capaian-" + report.Masa.Word);
    }

    /// <summary>What the page hides the file hides too.</summary>
    private static IReadOnlyList<object?> Row(MeasuredRow row)
    {
        object?[] head = [row.Sheet.Unit, row.Sheet.Title, row.Row, row.Role, row.Planned, row.Measure.Passages];
        if (row.Hidden) return [.. head, null, null, null, null, null, null, null, row.Measure.Returned];
        var m = row.Measure;
        return [.. head, m.OnTimeShare, Span(m.HandlingTimes?.Quantile(0.5)), Span(m.HandlingTimes?.Quantile(0.9)), Span(m.QueueingTimes?.Quantile(0.5)), Span(m.Handling), Span(m.Queueing), Span(m.Waiting), m.Returned];
    }

    private static TimeSpan? Span(long? seconds) => seconds is { } s ? TimeSpan.FromSeconds(s) : null;
}
