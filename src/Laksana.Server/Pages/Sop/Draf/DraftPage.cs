using System.Globalization;
using Laksana.Cases;
using Laksana.Drafting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.PageWords;
using static Laksana.Server.Pages.Sop.Draf.DrafWords;

namespace Laksana.Server.Pages.Sop.Draf;

/// <summary>A page about one draft. Every officer may read it; what he may do with it is asked before it is offered, and again when it is sent.</summary>
internal abstract class DraftPage(DraftDesk desk) : PageModel
{
    /// <summary>Names of the inputs that every form carries: its key, and the draft's version that it was made from.</summary>
    public const string KeyInput = "kunci", VersionInput = "versi";

    [BindProperty(Name = "id", SupportsGet = true)]
    public int Number { get; set; }

    public DraftDesk Desk => desk;

    public Draft Draft { get; private set; } = null!;

    public string Text { get; private set; } = "";

    public IReadOnlyList<string> Writers { get; private set; } = [];

    /// <summary>The text as a table; null when it cannot be shown as one.</summary>
    public DraftSheet? Table { get; private set; }

    public DraftFindings Findings { get; private set; } = null!;

    /// <summary>The newest published version; null for a sheet that is not published yet.</summary>
    public SheetVersion? Newest { get; private set; }

    public Refusal? Refusal { get; protected set; }

    /// <summary>Somebody changed the same part since the form was opened.</summary>
    public bool Conflict { get; private set; }

    public string Address => $"/sop/draf/{Number}";

    public bool MayWrite => desk.Rights.ToWrite(desk.Officer, Draft.Sheet,
        [.. Newest?.Procedure.Roles.Select(r => r.Id) ?? [], .. Draft.BaseVersion == 0 ? [] : Table?.Roles.Select(r => r.Id) ?? []], Draft.BegunBy == desk.Officer);

    /// <summary>He may write, and nobody waits for an answer about it.</summary>
    public bool IsEditable => Draft.Status == DraftStatus.Open && MayWrite;

    public IReadOnlyList<string> Approvers => desk.Rights.Approvers([.. Writers.Append(Draft.BegunBy).Append(Draft.SubmittedBy ?? Draft.BegunBy)]);

    public bool MayApprove => Approvers.Contains(desk.Officer);

    /// <summary>He wrote in it himself, and approves because there is no other head.</summary>
    public bool IsOnlyHead => MayApprove && (Writers.Contains(desk.Officer) || Draft.SubmittedBy == desk.Officer);

    /// <summary>The sheet was published anew since the draft began.</summary>
    public bool IsOvertaken => Draft.IsOpen && (Newest?.Version ?? 0) != Draft.BaseVersion;

    protected CancellationToken Aborted => HttpContext.RequestAborted;

    public string NameOf(string? officer) => officer is null ? "" : desk.AtWork.NameOf(officer);

    /// <summary>Reads the draft; false when the office has none of that number.</summary>
    protected async Task<bool> ReadAsync()
    {
        if (await desk.Drafts.FindAsync(desk.Office, Number, Aborted) is not { } found)
            return false;
        (Draft, Text, Writers) = (found.Draft, found.Text, found.Writers);
        Table = DraftSheet.Read(Text);
        var newest = await desk.NewestAsync(Aborted);
        Newest = newest.FirstOrDefault(v => v.Procedure.Id == Draft.Sheet);
        Findings = desk.Find(Text, Draft.Sheet, Table, newest);
        return true;
    }

    /// <summary>For a page whose form edits the draft: where else to go, or null to show the form.</summary>
    protected async Task<IActionResult?> OpenAsync(bool needsTable = true)
    {
        if (!await ReadAsync()) return NotFound();
        return IsEditable && (Table is not null || !needsTable) ? null : LocalRedirect(Address);
    }

    /// <summary>
    /// Does an edit and keeps it; one of another part, made in between, is kept too. Null: the page shows its form again, with <see cref="Refusal"/>.
    /// </summary>
    /// <param name="part">What of the text this edit is about: when that changed since the form was opened, both are shown.</param>
    /// <param name="done">Said on the next page.</param>
    protected async Task<IActionResult?> EditAsync(Func<DraftSheet, SheetEdit> edit, Func<DraftSheet, string>? part, string done, Func<DraftSheet, string>? after = null)
    {
        for (var tries = 0; tries < 5; tries++)
        {
            if (await MayEditAsync() is { } other) return other;
            if (Refusal is not null) return null;
            if (Table is null) return LocalRedirect(Address);
            if (part is not null && await WasChangedAsync(part)) return Conflicting();
            var edited = edit(Table);
            if (edited.Sheet is not { } sheet) return Refuse(edited.Cause!, edited.Remedy!);
            var outcome = sheet.Text == Text ? DraftOutcome.Done
                : await desk.Drafts.SaveAsync(desk.Office, Number, Draft.Version, sheet.Text, desk.Officer, Key, Aborted);
            if (outcome is DraftOutcome.Overtaken) continue;
            TempData.SayDone(done);
            return LocalRedirect(after is null || outcome == DraftOutcome.SentBefore ? Address : after(sheet));
        }

        return Refuse(Term["conflict.busy"], Words["Form.TryAgain"]);
    }

    /// <summary>Reads the draft; who may not write is told so, and a draft that is not being written refuses.</summary>
    protected async Task<IActionResult?> MayEditAsync()
    {
        if (!await ReadAsync()) return NotFound();
        if (!MayWrite) return StatusCode(StatusCodes.Status403Forbidden);
        if (Draft.Status != DraftStatus.Open) Refuse(Term["closed.cause." + Draft.Status], Term["closed.remedy"]);
        return null;
    }

    protected string Key => Request.Form[KeyInput] is [{ Length: > 0 and <= 80 } key] ? key : Guid.NewGuid().ToString();

    protected int SeenVersion => int.TryParse(Request.Form[VersionInput], CultureInfo.InvariantCulture, out var seen) ? seen : 0;

    protected PageResult? Conflicting()
    {
        Conflict = true;
        Response.StatusCode = StatusCodes.Status409Conflict;
        Refusal = new Refusal(Term["conflict.cause", NameOf(Draft.ChangedBy)], Term["conflict.remedy"]);
        return null;
    }

    protected PageResult? Refuse(string cause, string remedy, int status = StatusCodes.Status422UnprocessableEntity)
    {
        Response.StatusCode = status;
        Refusal = new Refusal(cause, remedy);
        return null;
    }

    /// <summary>The page after an act on the whole draft, or the reason why it did not happen.</summary>
    protected IActionResult After(DraftOutcome outcome, string done, string? address = null)
    {
        if (outcome is DraftOutcome.Done or DraftOutcome.SentBefore)
        {
            TempData.SayDone(done);
            return LocalRedirect(address ?? Address);
        }

        Refuse(Term["outcome." + outcome], Term["outcome.remedy"], StatusCodes.Status409Conflict);
        return Page();
    }

    private async Task<bool> WasChangedAsync(Func<DraftSheet, string> part)
    {
        if (SeenVersion == Draft.Version) return false;
        var before = await desk.Drafts.TextAtAsync(desk.Office, Number, SeenVersion, Aborted) is { } text ? DraftSheet.Read(text) : null;
        return before is null || part(before) != part(Table!);
    }
}
