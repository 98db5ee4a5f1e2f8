using Laksana.Cases;
using Laksana.Procedures;
using Laksana.Server.Pages.Berkas;
using Laksana.Services;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.Layanan.LayananWords;

namespace Laksana.Server.Pages.Layanan;

/// <summary>A form with which the public opens a case. A refusal shows it again with everything that was typed.</summary>
[IgnoreAntiforgeryToken(Order = 2000)] // Checked by SentForm, before a document is read.
[StreamedForm]
internal abstract class OpeningPage(PublicTools tools) : PublicPage(tools)
{
    /// <summary>Inputs of the form's own: the seal; one that people do not see; the answer to the question; how a complainant wants to be known.</summary>
    public const string SealInput = "segel", TrapInput = "situs", AnswerInput = "jawaban", ConfidenceInput = "identitas";

    private TypedForm? _typed;

    /// <summary>The sheet that is opened; null when there is none.</summary>
    protected abstract Procedure? Opened { get; }

    /// <summary>How a complainant wants to be known; null where that is not asked.</summary>
    protected virtual string? Confidence(SentForm form) => null;

    public Procedure Sheet => Opened!;
    public Refusal? Refusal { get; private set; }
    public string Seal { get; private set; } = "";
    /// <summary>A plain question, asked only under attack or of what a machine seems to have filled in.</summary>
    public string? Question { get; private set; }
    public bool AnswerWrong { get; private set; }
    public string? Chosen => _typed?[ConfidenceInput];

    public IEnumerable<FormField> Asked(ApplicantPart part) => Sheet.Steps[0].Fields.Where(f => f.Applicant == part && f.Kind != FieldKind.Document).Select(f => FormField.ToAsk(AtWork, f, _typed));

    public IReadOnlyList<Field> DocumentFields => [.. Sheet.Steps[0].Fields.Where(f => f.Applicant != ApplicantPart.None && f.Kind == FieldKind.Document)];

    public string? Wrong(Field field) => _typed?.FaultOf(field.Name) is { } fault ? Explain(fault) : null;

    /// <summary>Fields to be mended, with their places on the page.</summary>
    public IReadOnlyList<(string Address, string Label)> ToMend => _typed is null ? []
        : [.. _typed.Faults.Where(f => Sheet.FindField(f.Field) is not null).DistinctBy(f => f.Field).Select(f => ("#isian-" + f.Field, Title(Sheet.FindField(f.Field)!)))];

    public PublicLimits Limits => Tools.Limits;

    private string About => AtWork.Id + "/" + Sheet.Id;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await EnterAsync() || Opened is null) return NotFound();
        Seal = Tools.Seal.New(About);
        if (Tools.Gate.Asks(HttpContext.Connection.RemoteIpAddress, AtWork.Id)) Question = Tools.Seal.Open(About, Seal)!.Question;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await EnterAsync() || Opened is null) return NotFound();
        if (Request.ContentLength > SentForm.LargestUpload)
            return Again(new TypedForm(null, new Dictionary<string, Microsoft.Extensions.Primitives.StringValues>()), StatusCodes.Status413PayloadTooLarge, "too-large");
        var address = HttpContext.Connection.RemoteIpAddress;
        using var seat = Tools.Gate.Readers.Take("", Accounts.SignInLimiter.Network(address).ToString());
        var documents = new SentDocuments(DocumentFields, Tools.Limits, Tools.Gate, taken: seat is not null);
        var form = await SentForm.ReadAsync(HttpContext, documents.KeepAsync, Aborted);
        var typed = new TypedForm(null, form.Values);
        var gate = Tools.Gate.Sent(address, AtWork.Id);
        if (seat is null || gate == GateAnswer.Closed) return Again(typed, StatusCodes.Status429TooManyRequests, "too-busy");
        if (Tools.Seal.Open(About, form[SealInput]) is not { } given) return Again(typed, StatusCodes.Status422UnprocessableEntity, "too-old");

        Seal = form[SealInput]!;
        var hasty = form[TrapInput] is { Length: > 0 } || TimeProvider.System.GetUtcNow() - given.At < Tools.Limits.LeastTime;
        if ((gate == GateAnswer.Ask || hasty || form.Values.ContainsKey(AnswerInput)) && !given.IsAnswered(form[AnswerInput]))
        {
            (Question, AnswerWrong) = (given.Question, form[AnswerInput] is { Length: > 0 });
            return Again(typed, StatusCodes.Status422UnprocessableEntity, "ask");
        }
        return await OpenAsync(form, typed, given, documents);
    }

    private async Task<IActionResult> OpenAsync(SentForm form, TypedForm typed, GivenForm given, SentDocuments documents)
    {
        var confidence = Confidence(form);
        var values = form.Values.Keys.Where(k => k.StartsWith(FormField.Prefix, StringComparison.Ordinal))
            .ToDictionary(k => k[FormField.Prefix.Length..], k => string.Join('\n', form.All(k)), StringComparer.Ordinal);
        if (Faults(confidence, values, documents) is { Count: > 0 } faults)
            return Again(typed with { Faults = faults }, StatusCodes.Status422UnprocessableEntity, "form");
        if (await IsFullAsync(given.Number)) return Again(typed, StatusCodes.Status429TooManyRequests, "full");
        switch (await Tools.Desk.OpenAsync(AtWork, Sheet, values, given.Number, confidence, Aborted))
        {
            case CaseAnswer.Done done:
                // The case is there; whatever happens to its documents, its sender gets his number.
                var lost = false;
                foreach (var document in documents.All())
                    lost |= await Tools.Desk.AttachAsync(AtWork.Id, done.Number, document, CancellationToken.None) is not null;
                return LocalRedirect($"{Address}/lacak/{given.Number.Text}?baru={(lost ? "tanpa-lampiran" : "ya")}");
            case CaseAnswer.Refused refused:
                return Again(typed with { Faults = refused.Why.Fields }, StatusCodes.Status422UnprocessableEntity, "form");
            default:
                return NotFound();
        }
    }

    private List<FieldFault> Faults(string? confidence, Dictionary<string, string> values, SentDocuments documents)
    {
        var anonymous = confidence == SheetKeys.Field.Confidences[2];
        if (anonymous) documents.RefuseUncleaned();
        List<FieldFault> faults = [.. documents.Faults.DistinctBy(f => f.Field)];
        faults.AddRange(DocumentFields.Where(f => f.Required && !documents.Has(f.Name) && faults.TrueForAll(x => x.Field != f.Name)).Select(f => new FieldFault(f.Name, "field.required")));
        // Whoever wants to be named says his name.
        if (confidence == SheetKeys.Field.Confidences[0] && Sheet.Steps[0].Fields.FirstOrDefault(f => f.Applicant == ApplicantPart.Identity) is { } name && string.IsNullOrWhiteSpace(values.GetValueOrDefault(name.Name)))
            faults.Add(new FieldFault(name.Name, "field.required"));
        if (faults.Count > 0)
            faults.AddRange(PublicServices.AskedOf(Sheet, anonymous).Where(f => f is { Required: true, Kind: not FieldKind.Document } && string.IsNullOrWhiteSpace(values.GetValueOrDefault(f.Name)) && faults.TrueForAll(x => x.Field != f.Name))
                .Select(f => new FieldFault(f.Name, "field.required")));
        return faults;
    }

    /// <summary>Whether the day's openings are used up. Whoever has opened his case already is none of them.</summary>
    private async Task<bool> IsFullAsync(TrackingNumber number)
    {
        var today = AtWork.Calendar.ToInstant(AtWork.DayOf(Tools.Clock.GetUtcNow()), TimeOnly.MinValue);
        return await Tools.Requests.OpenedSinceAsync(AtWork.Id, today, Tools.Limits.OpeningsPerDay, Aborted) >= Tools.Limits.OpeningsPerDay
            && await Tools.Requests.FindAsync(AtWork.Id, number, Aborted) is null;
    }

    private PageResult Again(TypedForm typed, int status, string why)
    {
        Response.StatusCode = status;
        _typed = typed;
        if (Seal.Length == 0) Seal = Tools.Seal.New(About);
        if (Question is null && Tools.Gate.Asks(HttpContext.Connection.RemoteIpAddress, AtWork.Id)) Question = Tools.Seal.Open(About, Seal)?.Question;
        var documents = DocumentFields.Count > 0 ? " " + Say["refused.documents"] : "";
        Refusal = new Refusal(Say["refused." + why], Say[$"refused.{why}.remedy", AtWork.Definition.Phone ?? Say["contact.counter"]] + documents);
        return Page();
    }

    private string Explain(FieldFault fault) => fault.Code.StartsWith("upload.public-", StringComparison.Ordinal) ? Say[fault.Code, [.. fault.Arguments]] : DocumentWords.Explain(AtWork, fault);
}
