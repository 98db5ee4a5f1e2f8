using Laksana.Cases;
using Laksana.Officers;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Api;

/// <summary>The office's books about its officers. Everybody may know who holds what; the rest is the administrator's.</summary>
internal static class OfficerCalls
{
    private const int LongestText = 200;

    public static void MapOfficers(this RouteGroupBuilder api)
    {
        var officers = api.MapGroup("/officers").WithTags("officers");
        officers.MapGet("", (ApiCall call) => Results.Json([.. call.Office.Officers.Values.OrderBy(o => o.Name, StringComparer.CurrentCulture).Select(o => Line(call, o))], ApiJson.Shapes.IReadOnlyListOfficerLine))
            .Produces<IReadOnlyList<OfficerLine>>().WithSummary("Lists the officers and what they hold today.");
        officers.MapGet("/{officer}", async (ApiCall call, StaffList staff, string officer) =>
                await staff.ReadAsync(call.Office.Id, officer, call.Token) is [var member] ? Results.Json(member, ApiJson.Shapes.StaffMember) : NotFound())
            .Produces<StaffMember>().WithSummary("Reads an officer with all holdings and absences, also past and future ones.").WithDescription("For the administrator.");
        officers.MapPut("/{officer}", EnrolAsync).Produces<StaffMember>().WithSummary("Puts an officer on the books, or corrects his entry.")
            .WithDescription("For the administrator. Doing it again changes nothing more.");
        officers.MapPut("/{officer}/holdings/{position}", AppointAsync).Produces<StaffMember>().WithSummary("Gives a position from a day on.")
            .WithDescription("`capacity` is definitive, plt (the post is vacant) or plh (the holder is away); the last two need the number of their warrant. For the administrator.");
        officers.MapDelete("/{officer}/holdings/{position}", EndAsync).Produces<StaffMember>().WithSummary("Ends a holding.").WithDescription("`last` is the last day in force. For the administrator.");
        officers.MapPut("/{officer}/absences/{since}", AbsentAsync).Produces<StaffMember>().WithSummary("Records an absence.")
            .WithDescription("Both days included; while it lasts the officer's positions count as not held by him. For the administrator.");
    }

    private static async Task<IResult> EnrolAsync(ApiCall call, OfficeDesk books, StaffList staff, string officer, [FromBody] EnrolForm form)
    {
        var faults = new List<(string, string)>();
        if (!NewOfficer.IsId(officer)) faults.Add(("officer", "officer.bad-id"));
        Check(faults, "name", form.Name, needed: true);
        Check(faults, "phone", form.Phone, needed: false);
        Check(faults, "nip", form.Nip, needed: false);
        // Whoever takes his own right away may have been the last to have it.
        if (officer == call.Officer && !form.Administrator) faults.Add(("administrator", "officer.own-right"));
        if (faults.Count > 0) return Problem.Form([.. faults]);
        await books.EnrolAsync(call.Office.Id, new NewOfficer(officer, form.Name.Trim(), form.Administrator, form.Phone, form.Nip), call.Token, call.Officer);
        return await AnswerAsync(call, staff, officer);
    }

    private static async Task<IResult> AppointAsync(ApiCall call, OfficeDesk books, StaffList staff, TaskRebuild rebuild, string officer, string position, [FromBody] AppointForm form)
    {
        if (!Knows(call, officer, position)) return NotFound();
        var faults = new List<(string, string)>();
        Check(faults, "warrant", form.Warrant, needed: form.Capacity != Capacity.Definitive);
        if (form.Until < form.Since) faults.Add(("until", "dates.inverted"));
        // A position opens cases and approvals: whoever gives positions does not give them to himself.
        if (officer == call.Officer) faults.Add(("officer", "officer.own-position"));
        if (faults.Count > 0) return Problem.Form([.. faults]);
        await books.AppointAsync(call.Office.Id, officer, position, form.Capacity, form.Warrant, form.Since, form.Until, call.Token, call.Officer);
        await rebuild.RunAsync(call.Office.Id, call.Token);
        return await AnswerAsync(call, staff, officer);
    }

    private static async Task<IResult> EndAsync(ApiCall call, OfficeDesk books, StaffList staff, TaskRebuild rebuild, string officer, string position, DateOnly last)
    {
        if (!Knows(call, officer, position)) return NotFound();
        await books.EndHoldingAsync(call.Office.Id, officer, position, last, call.Token, call.Officer);
        await rebuild.RunAsync(call.Office.Id, call.Token);
        return await AnswerAsync(call, staff, officer);
    }

    private static async Task<IResult> AbsentAsync(ApiCall call, OfficeDesk books, StaffList staff, TaskRebuild rebuild, string officer, DateOnly since, [FromBody] AbsenceForm form)
    {
        if (!call.Office.Officers.ContainsKey(officer)) return NotFound();
        var faults = new List<(string, string)>();
        Check(faults, "reason", form.Reason, needed: true);
        if (form.Until < since) faults.Add(("until", "dates.inverted"));
        if (faults.Count > 0) return Problem.Form([.. faults]);
        await books.RecordAbsenceAsync(call.Office.Id, officer, since, form.Until, form.Reason.Trim(), call.Token, call.Officer);
        await rebuild.RunAsync(call.Office.Id, call.Token);
        return await AnswerAsync(call, staff, officer);
    }

    private static async Task<IResult> AnswerAsync(ApiCall call, StaffList staff, string officer) =>
        Results.Json((await staff.ReadAsync(call.Office.Id, officer, call.Token))[0], ApiJson.Shapes.StaffMember);

    private static bool Knows(ApiCall call, string officer, string position) =>
        call.Office.Officers.ContainsKey(officer) && call.Office.Definition.Positions.Any(p => p.Id == position);

    private static void Check(List<(string, string)> faults, string field, string? text, bool needed)
    {
        if (string.IsNullOrWhiteSpace(text) ? needed : text.Length > LongestText || text.Any(char.IsControl)) faults.Add((field, "text.needed"));
    }

    private static OfficerLine Line(ApiCall call, OfficerEntry officer) => new(officer.Id, officer.Name, officer.Administrator,
        [.. call.Office.Staffing.Holdings.Where(h => h.Officer == officer.Id).Select(h => new HeldPosition(h.Position, call.Office.PositionTitle(h.Position), h.Capacity, h.Warrant))]);

    private static IResult NotFound() => Problem.Of(StatusCodes.Status404NotFound, "officer.not-found");
}

internal sealed record OfficerLine(string Officer, string Name, bool Administrator, IReadOnlyList<HeldPosition> Positions);

/// <param name="Nip">Number of the civil servant, where it is kept.</param>
internal sealed record EnrolForm(string Name, bool Administrator = false, string? Phone = null, string? Nip = null);

/// <param name="Until">The last day in force; missing: without an end.</param>
internal sealed record AppointForm(DateOnly Since, Capacity Capacity = Capacity.Definitive, string? Warrant = null, DateOnly? Until = null);

internal sealed record AbsenceForm(DateOnly Until, string Reason);
