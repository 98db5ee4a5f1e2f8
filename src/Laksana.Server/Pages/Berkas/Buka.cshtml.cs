using Laksana.Cases;
using Laksana.Procedures;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Primitives;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>Opens a case: first the sheet, then what is known of its first row already.</summary>
[IgnoreAntiforgeryToken(Order = 2000)] // Checked by SentForm, which every form goes through.
[StreamedForm]
internal sealed class BukaModel(CaseTools tools, PublishedSheets sheets) : PageModel
{
    /// <summary>Name of the input that holds the sheet's id.</summary>
    public const string SheetInput = "sop";

    /// <summary>Name of the input that says: yes, without anything filled in.</summary>
    public const string EmptyInput = "kosong";

    private TypedForm? _typed;

    [BindProperty(Name = SheetInput, SupportsGet = true)]
    public string? SheetId { get; set; }

    /// <summary>Sheets this officer may open.</summary>
    public IReadOnlyList<SheetVersion> Sheets { get; private set; } = [];

    /// <summary>The sheet that was chosen; null when none was, or it is not his to open.</summary>
    public Procedure? Sheet { get; private set; }

    public Refusal? Refusal { get; private set; }

    /// <summary>Nothing was filled in, and nobody has said yet that it is meant so.</summary>
    public bool AsksEmpty { get; private set; }

    /// <summary>The first row's fields; a document can come only once there is a case.</summary>
    public IReadOnlyList<FormField> Fields => Sheet is null ? [] : [.. Sheet.Steps[0].Fields.Where(f => f.Kind != FieldKind.Document).Select(f => FormField.ToOpen(tools.Current.AtWork!, f, _typed))];

    public async Task OnGetAsync(Guid? isian)
    {
        if (isian is { } id && await tools.Keeper.FindAsync(tools.Current.Id, tools.Current.Officer, id, HttpContext.RequestAborted) is { } kept)
        {
            (_typed, SheetId) = (new TypedForm(null, kept.Typed), kept.Typed.GetValueOrDefault(SheetInput).ToString());
            Refusal = new Refusal(Say["kept.cause"], Say["kept.remedy"]);
        }
        await ReadAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var form = await SentForm.ReadAsync(HttpContext, null, HttpContext.RequestAborted);
        SheetId = form[SheetInput];
        await ReadAsync();
        var values = form.Values.Keys.Where(k => k.StartsWith(FormField.Prefix, StringComparison.Ordinal))
            .ToDictionary(k => k[FormField.Prefix.Length..], k => string.Join('\n', form.All(k)), StringComparer.Ordinal);
        if (Fields.Count > 0 && values.Values.All(string.IsNullOrWhiteSpace) && form[EmptyInput] != "ya")
        {
            AsksEmpty = true;
            return Page();
        }
        var answer = await tools.Desk.HandleAsync(new CaseRequest
        {
            Office = tools.Current.Id, Officer = tools.Current.Officer, Administrator = tools.Current.IsAdministrator, Procedure = SheetId,
            Command = new OpenCase("", 0, values), IdempotencyKey = form.IdempotencyKey,
        }, HttpContext.RequestAborted);
        switch (answer)
        {
            case CaseAnswer.Done done:
                TempData.SayDone(Say["done.opened", done.Number]);
                return LocalRedirect("/berkas/" + done.Number);
            case CaseAnswer.Refused refused:
                return Show(form.Values, refused.Why);
            default:
                return NotFound();
        }
    }

    private PageResult Show(IReadOnlyDictionary<string, StringValues> values, Cases.Refusal why)
    {
        var office = tools.Current.AtWork!;
        Response.StatusCode = why.Forbidden ? StatusCodes.Status403Forbidden : why.Fields.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict;
        _typed = new TypedForm(null, values) { Faults = why.Fields };
        Refusal = new Refusal(why.Code == "case.key-reused" ? Say["refused.sent-before"] : CaseWords.Explain(why, office.Zone, office.NameOf), Say[why.Forbidden ? "refused.forbidden" : "refused.form"]);
        return Page();
    }

    private async Task ReadAsync()
    {
        var office = tools.Current.AtWork!;
        Sheets = [.. (await sheets.AllCurrentAsync(office.Id, office.Calendar.DateOf(tools.Times.Now), HttpContext.RequestAborted))
            .Where(s => new Rights(s.Procedure, office.Staffing).ToOpen(tools.Current.Officer) is not null)];
        Sheet = Sheets.FirstOrDefault(s => s.Procedure.Id == SheetId)?.Procedure;
    }
}
