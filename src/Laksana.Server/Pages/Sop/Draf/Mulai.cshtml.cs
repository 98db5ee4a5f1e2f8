using Laksana.Cases;
using Laksana.Drafting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.Sop.Draf.DrafWords;

namespace Laksana.Server.Pages.Sop.Draf;

/// <summary>Begins a draft: from the newest version of a sheet, or of a wholly new one.</summary>
internal sealed class MulaiModel(DraftDesk desk) : PageModel
{
    private static readonly string[] NewInputs = ["nama", "unit", "kode", "kegiatan", "pelaksana"];

    /// <summary>Sheets that this officer may draft.</summary>
    public IReadOnlyList<SheetVersion> Sheets { get; private set; } = [];

    /// <summary>Drafts of the chosen sheet that are under way already.</summary>
    public IReadOnlyList<Draft> SameSheet { get; private set; } = [];

    public string? Chosen { get; private set; }

    public string? Why { get; private set; }

    public Refusal? Refusal { get; private set; }

    public bool MayBeginNew => desk.Rights.ToBeginNew(desk.Officer);

    /// <summary>Roles that positions of the office play, in its words.</summary>
    public IEnumerable<(string Id, string Words)> KnownRoles => RoleNames.Known(desk.AtWork);

    public string? Typed(string input) => Request.HasFormContentType ? Request.Form[input].ToString() : null;

    public async Task OnGetAsync(string? sop)
    {
        Chosen = sop;
        await ReadAsync();
    }

    public async Task<IActionResult> OnPostAsync(string? sop, string? alasan, string? kunci)
    {
        (Chosen, Why) = (sop, alasan?.Trim());
        await ReadAsync();
        if (string.IsNullOrEmpty(Why) || Why.Length > 500) return Refuse("begin.why-needed");
        return string.IsNullOrEmpty(sop) ? await BeginNewAsync(kunci) : await BeginFromAsync(sop, kunci);
    }

    private async Task<IActionResult> BeginFromAsync(string sop, string? key)
    {
        if (Sheets.FirstOrDefault(s => s.Procedure.Id == sop) is not { } version) return StatusCode(StatusCodes.Status403Forbidden);
        return Begun(await desk.Drafts.BeginAsync(desk.Office, sop, version.Version, version.Body, desk.Officer, Why!, HttpContext.RequestAborted, key));
    }

    private async Task<IActionResult> BeginNewAsync(string? key)
    {
        if (!MayBeginNew) return StatusCode(StatusCodes.Status403Forbidden);
        if (NewInputs.Any(i => string.IsNullOrWhiteSpace(Typed(i))) || KnownRoles.FirstOrDefault(r => r.Id == Typed("pelaksana")) is not { Id: not null } role) return Refuse("begin.incomplete");
        if (Typed("kode")!.Trim() is not { Length: >= 2 and <= 5 } code || !code.All(char.IsAsciiLetter)) return Refuse("begin.code");
        var taken = (await desk.NewestAsync(HttpContext.RequestAborted)).Select(v => v.Procedure.Id);
        var text = SheetStart.New(Typed("nama")!, Typed("unit")!, code, (role.Id, RoleNames.Title(desk.AtWork, role.Id)), Typed("kegiatan")!, desk.Today, taken);
        return Begun(await desk.Drafts.BeginAsync(desk.Office, DraftSheet.Read(text)!.Id, 0, text, desk.Officer, Why!, HttpContext.RequestAborted, key));
    }

    private LocalRedirectResult Begun(int number)
    {
        TempData.SayDone(Term["begin.done"]);
        return LocalRedirect($"/sop/draf/{number}");
    }

    private PageResult Refuse(string key)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        Refusal = new Refusal(Term[key], Term[key + ".remedy"]);
        return Page();
    }

    private async Task ReadAsync()
    {
        Sheets = [.. (await desk.NewestAsync(HttpContext.RequestAborted)).Where(v => desk.Rights.ToWrite(desk.Officer, v.Procedure))];
        SameSheet = Chosen is null ? [] : [.. (await desk.Drafts.OpenAsync(desk.Office, HttpContext.RequestAborted)).Where(d => d.Sheet == Chosen)];
    }
}
