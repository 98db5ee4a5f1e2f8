using System.Globalization;
using Laksana.Drafting;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Sop.Draf.DrafWords;

namespace Laksana.Server.Pages.Sop.Draf;

/// <summary>Asks the head of the office to approve a draft.</summary>
internal sealed class AjukanModel(DraftDesk desk) : DraftPage(desk)
{
    public string WhatChanged { get; private set; } = "";

    public DateOnly Effective { get; private set; }

    /// <summary>Why it cannot be submitted yet.</summary>
    public Refusal? Obstacle => Findings.HasErrors ? new(Term["submit.errors", Findings.Errors.Count()], Term["submit.errors.remedy"])
        : IsOvertaken ? new(Term["draft.overtaken", Newest?.Version ?? 0], Term["draft.overtaken.remedy"])
        : Newest?.Body == Text ? new(Term["outcome.Unchanged"], Term["submit.unchanged.remedy"]) : null;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await OpenAsync(needsTable: false) is { } other) return other;
        (WhatChanged, Effective) = (Draft.WhatChanged ?? Draft.Why, Draft.Effective is { } day && day >= Desk.Today ? day : Desk.Today);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? perubahan, string? berlaku)
    {
        WhatChanged = DraftSheet.Normal(perubahan ?? "").Trim();
        if (await MayEditAsync() is { } other) return other;
        if (Refusal is not null || Obstacle is not null)
        {
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }

        var dated = DateOnly.TryParseExact(berlaku, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        Effective = dated ? day : Desk.Today;
        if (WhatChanged.Length is 0 or > 2000) Refuse(Term["submit.what-needed"], Term["submit.what.hint"]);
        else if (!dated || day < Desk.Today) Refuse(Term["submit.day"], Term["submit.day.remedy"]);
        else if (SeenVersion != Draft.Version) Conflicting();
        if (Refusal is not null) return Page();
        return After(await Desk.Drafts.SubmitAsync(Desk.Office, Number, Draft.Version, WhatChanged, day, Desk.Officer, Key, Aborted), Term["submit.done"]);
    }
}
