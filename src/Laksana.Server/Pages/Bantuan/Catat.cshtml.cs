using Laksana.Cases;
using Laksana.Documents;
using Laksana.Help;
using Laksana.Procedures;
using Laksana.Server.Pages.Berkas;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;
using static Laksana.Server.Pages.Bantuan.BantuanWords;

namespace Laksana.Server.Pages.Bantuan;

/// <summary>
/// Enters a problem. Known answers are shown beside it; one that helps at once goes through the rows as far as this officer's own roles reach, and waits for the
/// next officer as a suggestion otherwise.
/// </summary>
[IgnoreAntiforgeryToken(Order = 2000)] // Checked by SentForm, which every form goes through.
[StreamedForm]
internal sealed class CatatModel(HelpTools tools, DocumentStore documents) : HelpPage(tools)
{
    /// <summary>Names of the form's own inputs: the known answer that was chosen, that it ended the problem, and what the button asks.</summary>
    public const string Chosen = "jawaban", AtOnce = "langsung", Button = "lakukan", Look = "cari";

    private const int MostAnswers = 6;

    private TypedForm? _typed;

    public Refusal? Refusal { get; private set; }

    /// <summary>Null: nobody has looked for one yet.</summary>
    public IReadOnlyList<KnownAnswer>? Answers { get; private set; }

    public string? ChosenAnswer => _typed?[Chosen];

    public bool IsAtOnce => _typed?[AtOnce] == "ya";

    public IReadOnlyList<FormField> Fields => [.. Sheet.Steps[0].Fields.Where(f => f.Kind != FieldKind.Document).Select(Field)];

    public IReadOnlyList<FormField> Documents => [.. Sheet.Steps[0].Fields.Where(f => f.Kind == FieldKind.Document).Select(Field)];

    public async Task<IActionResult> OnGetAsync() => await EnterAsync() ?? (MayRecord ? Page() : Forbidden());

    public async Task<IActionResult> OnPostAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        if (!MayRecord) return Forbidden();
        var entry = new CaseEntry(Tools.Desk, documents, Tools.Current, Sheet);
        var form = await entry.EnterAsync(HttpContext, LookAsync);
        if (form[Button] == Look) return Show(form, entry, asked: true);
        if (entry.Number is not { } number) return Show(form, entry, asked: false);
        TempData.SayDone(Say["record.done", number] + await AnswerAsync(entry, form));
        return LocalRedirect("/berkas/" + number);
    }

    /// <summary>Only looking for an answer enters nothing.</summary>
    private async Task<bool> LookAsync(IReadOnlyDictionary<string, StringValues> form)
    {
        if (!form.TryGetValue(Button, out var button) || button != Look) return true;
        Answers = await Tools.Answers.FindAsync(AtWork.Id, SearchText.Of(CaseEntry.ValuesOf(form, Sheet).GetValueOrDefault(HelpSheet.Problem)), MostAnswers, Aborted);
        return false;
    }

    /// <summary>Gives the chosen answer: in every row that is this officer's own to do, and no further.</summary>
    private async Task<string> AnswerAsync(CaseEntry entry, SentForm form)
    {
        if (!Guid.TryParse(form[Chosen], out var id) || await Tools.Answers.GetAsync(AtWork.Id, id, Aborted) is not { RetiredAt: null } answer) return "";
        if (await OpenRunAsync(entry.Number!) is not { Step: HelpSheet.Inventory } run) return "";
        if (form[AtOnce] != "ya" || AtWork.Staffing.HoldingFor(Tools.Current.Officer, Sheet.Id, Sheet.Step(HelpSheet.Inventory).Role) is null)
            return " " + (await entry.DoAsync(new AddNote(Say["record.suggests", answer.Answer]), "usul", Aborted) is null ? Say["record.suggested"] : "");
        if (await entry.DoAsync(new CompleteStep(run.Run, new Dictionary<string, string> { [HelpSheet.Answer] = answer.Answer }, HelpSheet.Answered), "jawab", Aborted) is not null) return "";
        await Tools.Answers.UsedAsync(AtWork.Id, id, entry.Number!, run.Run, solved: true, Aborted);
        return " " + Say["record.answered"];
    }

    private async Task<StepRun?> OpenRunAsync(string number) => await Tools.Book.FindAsync(AtWork, number, Aborted) is var (problem, _) ? problem.Run : null;

    private Microsoft.AspNetCore.Mvc.RazorPages.PageResult Show(SentForm form, CaseEntry entry, bool asked)
    {
        _typed = new TypedForm(null, form.Values) { Faults = asked ? [] : entry.Faults };
        if (asked) return Page();
        Response.StatusCode = entry.Why?.Forbidden == true ? StatusCodes.Status403Forbidden : entry.Faults.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict;
        Refusal = entry.Faults.Count > 0 ? new Refusal(Say["record.wrong", entry.Faults.Count], Say["record.wrong.remedy"])
            : new Refusal(CaseWords.Explain(entry.Why!, AtWork.Zone, AtWork.NameOf), Say["record.refused.remedy"]);
        return Page();
    }

    private FormField Field(Field field) => FormField.ToOpen(AtWork, field, _typed) with { Required = field.Required, Insists = true };
}
