using System.Globalization;
using Laksana.Cases;
using Laksana.Complaints;
using Laksana.Documents;
using Laksana.Procedures;
using Laksana.Server.Pages.Berkas;
using Laksana.Services;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;
using static Laksana.Server.Pages.Pengaduan.PengaduanWords;

namespace Laksana.Server.Pages.Pengaduan;

/// <summary>
/// Enters a complaint from any channel in one form. When it looks like one that is there already the page asks first: link it, or enter it by itself.
/// </summary>
[IgnoreAntiforgeryToken(Order = 2000)] // Checked by SentForm, which every form goes through.
[StreamedForm]
internal sealed class CatatModel(ComplaintTools tools, DocumentStore documents, ServiceRequests requests) : ComplaintPage(tools)
{
    /// <summary>Name of the input that says what it is: a number it is the same as, or <see cref="New"/>.</summary>
    public const string Same = "duplikat";

    public const string New = "baru";

    /// <summary>In this order, whatever the sheet's is; fields that the sheet adds follow.</summary>
    private static readonly string[] Order =
    [
        ComplaintSheet.Channel, ComplaintSheet.ReceivedAt, ComplaintSheet.LaporNumber, ComplaintSheet.Topic, ComplaintSheet.Text, ComplaintSheet.Identity, .. ComplaintSheet.Person,
    ];

    private readonly Dictionary<string, string> _faults = new(StringComparer.Ordinal);
    private TypedForm? _typed;

    public Refusal? Refusal { get; private set; }

    public IReadOnlyList<SimilarComplaint> Similar { get; private set; } = [];

    public string? Chosen => _typed?[Same];

    public IReadOnlyList<FormField> Fields => [.. Sheet.Steps[0].Fields.Where(f => f.Kind != FieldKind.Document).OrderBy(f => Array.IndexOf(Order, f.Name) is >= 0 and var place ? place : Order.Length).Select(Field)];

    /// <summary>Last in the form: the case is opened before they are read.</summary>
    public IReadOnlyList<FormField> Documents => [.. Sheet.Steps[0].Fields.Where(f => f.Kind == FieldKind.Document).Select(Field)];

    public static bool IsPerson(FormField field) => ComplaintSheet.Person.Contains(field.Name);

    public async Task<IActionResult> OnGetAsync() => await EnterAsync() ?? (MayRecord ? Page() : new StatusCodeResult(StatusCodes.Status403Forbidden));

    public async Task<IActionResult> OnPostAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        if (!MayRecord) return new StatusCodeResult(StatusCodes.Status403Forbidden);
        if (Request.ContentLength > SentForm.LargestUpload) return TooLarge();
        var entry = new CaseEntry(Tools.Desk, documents, Tools.Current, Sheet);
        var form = await entry.EnterAsync(HttpContext, LookAsync);
        if (entry.Number is not { } number) return Show(form, entry);
        if (form[Same] is { Length: > 0 } same && same != New && await Tools.Book.FindAsync(AtWork, same, Aborted) is not null)
            await entry.DoAsync(new LinkCase(same, LinkKind.Duplicate, Say["record.same-note"]), "sama", Aborted);
        await TandaTerimaModel.GiveOutAsync(TempData, requests, AtWork.Id, number, Aborted);
        var unkept = entry.Faults.Select(f => DocumentWords.Explain(AtWork, f)).ToList();
        TempData.SayDone(Say["record.done", number] + (unkept.Count == 0 ? "" : " " + Say["record.unkept", string.Join(" ", unkept)]));
        return LocalRedirect($"/pengaduan/{number}/tanda-terima");
    }

    /// <summary>The form's own faults, and whether it may be the same as another; a form that was sent twice is not compared with itself.</summary>
    private async Task<bool> LookAsync(IReadOnlyDictionary<string, StringValues> form)
    {
        var values = CaseEntry.ValuesOf(form, Sheet);
        if (values.GetValueOrDefault(ComplaintSheet.ReceivedAt) is { } typed && DateTime.TryParse(typed, CultureInfo.InvariantCulture, out var local)
            && AtWork.Calendar.ToInstant(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local)) > Now.AddMinutes(5))
            _faults[ComplaintSheet.ReceivedAt] = Say["record.not-yet"];
        if (values.GetValueOrDefault(ComplaintSheet.Identity) == ComplaintSheet.Anonymous)
            foreach (var field in ComplaintSheet.Person.Where(values.ContainsKey))
                _faults[field] = Say["record.anonymous"];
        if (form.TryGetValue(Same, out var decided) && decided.ToString().Length > 0) return _faults.Count == 0;
        if (form.TryGetValue(SentForm.Key, out var key) && await Tools.Desk.WasDoneAsync(AtWork.Id, Tools.Current.Officer, key.ToString(), Aborted)) return _faults.Count == 0;
        Similar = await Tools.Book.SimilarAsync(AtWork, values.GetValueOrDefault(ComplaintSheet.Topic), values.GetValueOrDefault(ComplaintSheet.Phone), values.GetValueOrDefault(ComplaintSheet.LaporNumber), Aborted);
        return _faults.Count == 0 && Similar.Count == 0;
    }

    private Microsoft.AspNetCore.Mvc.RazorPages.PageResult Show(SentForm form, CaseEntry entry)
    {
        _typed = new TypedForm(null, form.Values) { Faults = entry.Faults };
        var wrong = entry.Faults.Count + _faults.Count;
        Response.StatusCode = entry.Why?.Forbidden == true ? StatusCodes.Status403Forbidden : wrong > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict;
        if (wrong > 0) Refusal = new Refusal(Say["record.wrong", wrong], Say["record.wrong.remedy"]);
        else if (entry.Why is { } why) Refusal = new Refusal(CaseWords.Explain(why, AtWork.Zone, AtWork.NameOf), Say["record.refused.remedy"]);
        return Page();
    }

    private Microsoft.AspNetCore.Mvc.RazorPages.PageResult TooLarge()
    {
        Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        Refusal = new Refusal(Say["record.too-large", DocumentWords.Size(documents.Limit)], Say["record.too-large.remedy"]);
        return Page();
    }

    private FormField Field(Field field)
    {
        var shown = FormField.ToOpen(AtWork, field, _typed) with { Required = field.Required, Insists = true };
        if (_faults.TryGetValue(field.Name, out var fault)) shown = shown with { Fault = fault };
        return field.Name switch
        {
            ComplaintSheet.Channel => shown with { Input = Input.Radios },
            ComplaintSheet.ReceivedAt when _typed is null => shown with { Value = Tools.Times.Now.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) },
            ComplaintSheet.Identity => shown with { Input = Input.Radios },
            _ => shown,
        };
    }
}
