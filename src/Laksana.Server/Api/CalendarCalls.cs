using System.Globalization;
using Laksana.Cases;
using Laksana.Officers;
using Laksana.Procedures;
using Laksana.WorkTime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Laksana.Server.Api;

/// <summary>The office's working hours and holidays, and what a change of them would move.</summary>
internal static class CalendarCalls
{
    private const int MostMoved = 1000;

    public static void MapCalendar(this RouteGroupBuilder api)
    {
        var calendar = api.MapGroup("/office/calendar").WithTags("office");
        calendar.MapGet("", ReadAsync).Produces<CalendarView>().WithSummary("Reads the office's calendar.").WithDescription("The ETag is the calendar's fingerprint.");
        calendar.MapPost("/preview", PreviewAsync).Produces<CalendarPreview>().WithSummary("Shows which open limits another calendar would move.")
            .WithDescription($"Changes nothing; at most {MostMoved} are told. A closed case keeps its times whatever the calendar. For the administrator.");
        calendar.MapPut("", ReplaceAsync).Produces<CalendarView>().WithSummary("Replaces the calendar.")
            .WithDescription("Open due moments are worked out anew. With `If-Match` only while the calendar is still the one that was read. For the administrator.");
    }

    private static async Task<IResult> ReadAsync(ApiCall call, OfficeDesk books) => Answer(call, call.Office.Calendar, (await books.TextsAsync(call.Office.Id, call.Token)).Calendar);

    private static async Task<IResult> PreviewAsync(ApiCall call, CalendarChange change, CalendarForm form)
    {
        var reading = Read(call, form.Text);
        if (reading.Calendar is not { } definition) return Faulty(reading);
        var effect = await change.EffectAsync(call.Office, new WorkCalendar(definition), MostMoved, call.Token);
        return Results.Json(new CalendarPreview(effect.Cases, effect.More, [.. effect.Moved.Select(m => new MovedView(m.CaseNumber, m.Run,
            m.Limit.Before.At, m.Limit.After.At, m.Limit.After.Explain(CultureInfo.CurrentCulture)))]), ApiJson.Shapes.CalendarPreview);
    }

    private static async Task<IResult> ReplaceAsync(ApiCall call, OfficeDesk books, Offices offices, TaskRebuild rebuild, [FromBody] CalendarForm form)
    {
        var reading = Read(call, form.Text);
        if (reading.Calendar is null) return Faulty(reading);
        var (_, before) = await books.TextsAsync(call.Office.Id, call.Token);
        var expected = call.Http.Request.Headers.IfMatch;
        if (expected.Count > 0 && expected is not ["*"] && !(expected.Count == 1 && EntityTagHeaderValue.TryParse(expected[0], out var tag) && !tag.IsWeak && tag.Tag == Tag(call.Office.Calendar)))
            return Changed(call);
        if (!await books.ReplaceCalendarAsync(call.Office.Id, before, form.Text, call.Token, call.Officer)) return Changed(call);
        await rebuild.RunAsync(call.Office.Id, call.Token);
        return Answer(call, (await offices.GetAsync(call.Office.Id, call.Token)).Calendar, form.Text);
    }

    private static IResult Answer(ApiCall call, WorkCalendar calendar, string text)
    {
        call.Http.Response.Headers.ETag = Tag(calendar);
        var d = calendar.Definition;
        return Results.Json(new CalendarView(text, d.MinutesPerDay, d.Hours.ToDictionary(h => Day(h.Key), h => Hours(h.Value)),
            [.. d.Seasons.Select(s => new SeasonView(s.Name, s.From, s.To, s.Hours.ToDictionary(h => Day(h.Key), h => Hours(h.Value))))],
            d.Holidays, d.JointLeave, [.. d.Closures.Select(c => new ClosureView(c.Date, c.Name, c.Hours?.ToString()))]), ApiJson.Shapes.CalendarView);
    }

    private static IResult Changed(ApiCall call)
    {
        call.Http.Response.Headers.ETag = Tag(call.Office.Calendar);
        return Problem.Of(StatusCodes.Status412PreconditionFailed, "calendar.changed");
    }

    private static string Tag(WorkCalendar calendar) => "\"" + calendar.Fingerprint + "\"";

    private static CalendarReading Read(ApiCall call, string text) => CalendarFile.Read(text, "calendar.yaml", call.Office.Definition.Zone);

    private static IResult Faulty(CalendarReading reading)
    {
        var errors = reading.Findings.Where(f => f.Severity == Severity.Error).ToList();
        return Problem.Answer(StatusCodes.Status422UnprocessableEntity, "calendar.errors", ApiWords.Say["calendar.errors", errors.Count], [.. errors.Select(f => new ProblemFault("text", f.Code, f.ToString()))]);
    }

    private static string Day(DayOfWeek day) => OfficeKeys.Calendar.Days.First(d => d.Value == day).Key;

    private static IReadOnlyList<string> Hours(IReadOnlyList<WorkInterval> hours) => [.. hours.Select(h => h.ToString())];
}

/// <param name="Text">The whole of calendar.yaml.</param>
internal sealed record CalendarForm(string Text);

/// <param name="Text">calendar.yaml as it stands.</param>
/// <param name="Hours">The ordinary week by day (senin … minggu).</param>
internal sealed record CalendarView(string Text, int MinutesPerDay, IReadOnlyDictionary<string, IReadOnlyList<string>> Hours, IReadOnlyList<SeasonView> Seasons,
    IReadOnlyDictionary<DateOnly, string> Holidays, IReadOnlyDictionary<DateOnly, string> JointLeave, IReadOnlyList<ClosureView> Closures);

internal sealed record SeasonView(string Name, DateOnly From, DateOnly To, IReadOnlyDictionary<string, IReadOnlyList<string>> Hours);

/// <param name="Hours">Only these; missing: the whole day.</param>
internal sealed record ClosureView(DateOnly Date, string Name, string? Hours);

/// <param name="Cases">How many running cases were looked through.</param>
/// <param name="More">There are more limits that move than are told.</param>
internal sealed record CalendarPreview(int Cases, bool More, IReadOnlyList<MovedView> Moved);

/// <param name="Run">The row's passage; missing for the limit of the case itself.</param>
/// <param name="After">Missing while the clock would stand still.</param>
/// <param name="Explanation">The sum under the other calendar.</param>
internal sealed record MovedView(string CaseNumber, int? Run, DateTimeOffset? Before, DateTimeOffset? After, string Explanation);
