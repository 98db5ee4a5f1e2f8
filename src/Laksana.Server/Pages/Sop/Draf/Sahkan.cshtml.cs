using System.Globalization;
using Laksana.Drafting;
using Laksana.Procedures;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Sop.Draf.DrafWords;

namespace Laksana.Server.Pages.Sop.Draf;

/// <summary>The head of the office approves a draft, which publishes it.</summary>
internal sealed class SahkanModel(DraftDesk desk) : DraftPage(desk)
{
    public DateOnly Effective { get; private set; }

    public SheetComparison? Comparison => Newest is { } newest && Findings.Procedure is { } sheet ? SheetComparison.Of(newest.Procedure, sheet) : null;

    /// <summary>Why this officer cannot approve it, or nobody can yet.</summary>
    public Refusal? Obstacle => Draft.Status != DraftStatus.Submitted ? new(Term["approve.not-waiting", Term["status." + Draft.Status]], Term["approve.not-waiting.remedy"])
        : !MayApprove ? new(Term[Desk.Rights.Heads.Contains(Desk.Officer) ? "approve.second-officer" : "approve.head-only"], Term["approve.others", string.Join(", ", Approvers.Select(NameOf))])
        : IsOvertaken ? new(Term["draft.overtaken", Newest?.Version ?? 0], Term["draft.overtaken.remedy"])
        : Findings.HasErrors ? new(Term["submit.errors", Findings.Errors.Count()], Term["approve.errors.remedy"]) : null;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await ReadAsync()) return NotFound();
        Effective = Draft.Effective is { } day && day >= Desk.Today ? day : Desk.Today;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? berlaku)
    {
        if (!await ReadAsync()) return NotFound();
        // The same form sent again finds its work done.
        if (Draft.Status == DraftStatus.Published && Draft.DecidedBy == Desk.Officer) return LocalRedirect(Address);
        Effective = Draft.Effective ?? Desk.Today;
        if (Obstacle is not null)
        {
            Response.StatusCode = MayApprove ? StatusCodes.Status409Conflict : StatusCodes.Status403Forbidden;
            return Page();
        }

        if (!DateOnly.TryParseExact(berlaku, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day < Desk.Today) Refuse(Term["submit.day"], Term["submit.day.remedy"]);
        else if (SeenVersion != Draft.Version) Refuse(Term["approve.changed"], Term["approve.changed.remedy"], StatusCodes.Status409Conflict);
        if (Refusal is not null) return Page();
        Effective = day;
        if (SheetStart.Enact(Table!, Desk.Today, day, Draft.BaseVersion == 0, OwnPosition()) is not { Sheet: { } enacted } edit)
        {
            Refuse(Term["approve.dates"], Term["approve.dates.remedy"]);
            return Page();
        }

        var (outcome, version) = await Desk.Drafts.PublishAsync(Desk.Office, Draft, enacted.Text, day, Draft.WhatChanged ?? Draft.Why, Desk.Officer, Aborted);
        return After(outcome, Term["approve.done", version, OfficeTimes.Day(day)]);
    }

    /// <summary>The position at the top that he holds, as the form names who enacted it.</summary>
    private string OwnPosition() => Desk.AtWork.Staffing.Holdings.Where(h => h.Officer == Desk.Officer && !Desk.AtWork.Staffing.Superiors.ContainsKey(h.Position))
        .OrderBy(h => h.Capacity).Select(h => OfficeNames.Prefix(h.Capacity) + Desk.AtWork.PositionTitle(h.Position)).FirstOrDefault() ?? Term["approve.head"];
}
