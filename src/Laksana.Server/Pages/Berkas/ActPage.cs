using Laksana.Cases;
using Laksana.Documents;
using Laksana.Procedures;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>
/// A page whose form does something to a case: reads the form as a stream, asks the case, and goes on to the case's page. A refusal comes back on the
/// page with everything that was typed.
/// </summary>
[IgnoreAntiforgeryToken(Order = 2000)] // Checked by SentForm, which every form goes through.
[StreamedForm]
internal abstract class ActPage(CaseTools tools) : CasePage(tools)
{
    [BindProperty(Name = "number", SupportsGet = true)]
    public string Number { get; set; } = "";

    /// <summary>The row's passage, where the address names one.</summary>
    [BindProperty(Name = "run", SupportsGet = true)]
    public int? Run { get; set; }

    /// <summary>What the form asks of the case; null when the form alone shows that it cannot be asked, said with <see cref="Fault"/>.</summary>
    protected abstract CaseCommand? Command(SentForm form);

    /// <summary>The line of the next page when it went well.</summary>
    protected abstract string DoneWords(CaseAnswer.Done done);

    /// <summary>A reason of the form's own for not asking the case.</summary>
    protected Cases.Refusal? Fault { get; set; }

    /// <summary>Without a form there is nothing to do here, except to show one again that a session's end interrupted.</summary>
    public virtual async Task<IActionResult> OnGetAsync(Guid? isian)
    {
        if (isian is not { } id || await Tools.Keeper.FindAsync(Tools.Current.Id, Tools.Current.Officer, id, Aborted) is not { } kept)
            return await ReadAsync(Number) ?? LocalRedirect("/berkas/" + Number);
        return await ReadAsync(Number, new TypedForm(Run, kept.Typed), KeptWords()) ?? Page();
    }

    protected static Refusal KeptWords() => new(Say["kept.cause"], Say["kept.remedy"]);

    public async Task<IActionResult> OnPostAsync()
    {
        if (await ReadAsync(Number) is { } closed)
            return closed;
        if (Request.ContentLength > SentForm.LargestUpload)
            return await TooLargeAsync();
        var form = await SentForm.ReadAsync(HttpContext, View.OnCase.Contains(CaseAct.AttachDocument) ? KeepAsync : null, Aborted);
        if (await AttachAllAsync(form) is { } refused)
            return await ShowAsync(form, refused);
        if (Command(form) is not { } command)
            return await ShowAsync(form, Fault ?? new Cases.Refusal("form.faults", 1));
        return await Tools.Desk.HandleAsync(Ask(form, command, form.IdempotencyKey), Aborted) switch
        {
            CaseAnswer.Done done => Done(done),
            CaseAnswer.Refused refusal => await ShowAsync(form, refusal.Why),
            CaseAnswer.Conflict conflict => await ShowAsync(form, FirstThere(conflict), overtaken: true),
            _ => NotFound(),
        };
    }

    /// <summary>Values of a row's fields as the case wants them: several choices one a line, a document that came by its SHA-256.</summary>
    /// <param name="scope">Before the names of that row's inputs, where the form holds several rows.</param>
    protected static Dictionary<string, string> Fields(SentForm form, string scope = "")
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var (text, file) = (scope + FormField.Prefix, scope + FormField.FilePrefix);
        foreach (var name in form.Values.Keys.Where(k => k.StartsWith(text, StringComparison.Ordinal)))
            values[name[text.Length..]] = string.Join('\n', form.All(name));
        foreach (var document in form.Documents.Where(d => d.Input.StartsWith(file, StringComparison.Ordinal)))
            if (document.Outcome is StoredDocument.Kept kept)
                values[document.Input[file.Length..]] = kept.Sha256;
        return values;
    }

    /// <summary>The way out that was chosen; null when none was.</summary>
    protected static string? Chosen(SentForm form) => form[SentForm.Outcome] is { Length: > 0 } outcome ? outcome : null;

    /// <summary>Where to go when it went well: the row it was about.</summary>
    protected virtual string After => $"/berkas/{Number}{(Run is { } run && View.State.FindRun(run) is { } passage && View.StepOf(passage) is { } step ? "#langkah-" + step.Number : "")}";

    protected CaseRequest Ask(SentForm form, CaseCommand command, string? key) => new()
    {
        Office = AtWork.Id, Number = Number, Command = command, Officer = Tools.Current.Officer, Administrator = Tools.Current.IsAdministrator,
        Seen = form.SeenVersion, IdempotencyKey = key,
    };

    private RedirectResult Done(CaseAnswer.Done done)
    {
        TempData.SayDone(DoneWords(done));
        return new RedirectResult(NextOwn(done) ?? After);
    }

    /// <summary>Where the same officer goes on: the next row, when this one is over and that one is his.</summary>
    private string? NextOwn(CaseAnswer.Done done)
    {
        if (Run is not { } run || done.State is not { } now || now.FindRun(run) is { IsOpen: true }) return null;
        var next = now.OpenRuns.FirstOrDefault(r => View.StepOf(r) is not null && View.Rights.ToAct(now, r, View.Me) is not null && (r.Officer is null || r.Officer == View.Me));
        return next is null ? null : $"/berkas/{Number}#langkah-{View.StepOf(next)!.Number}";
    }

    /// <summary>Whether the form asks for a document under that name: nothing else is taken in, not even for a while.</summary>
    protected virtual bool Takes(string input) => FieldOf(input) is { } field
        && (field == AtasNamaModel.Paper || View.Procedure.Steps.Any(s => s.Fields.Any(f => f.Kind == FieldKind.Document && f.Name == field)));

    private async Task<StoredDocument?> KeepAsync(string input, string? fileName, Stream content, CancellationToken token) =>
        Takes(input) ? await Tools.Documents.StoreAsync(AtWork.Id, Number, fileName, content, Tools.Current.Officer, token) : null;

    private static string? FieldOf(string input) =>
        input.IndexOf(FormField.FilePrefix, StringComparison.Ordinal) is >= 0 and var at ? input[(at + FormField.FilePrefix.Length)..] : null;

    /// <summary>Names every document that came in the case, so that it stays there also when the rest of the form is refused.</summary>
    private async Task<Cases.Refusal?> AttachAllAsync(SentForm form)
    {
        var faults = new List<FieldFault>();
        foreach (var (input, outcome) in form.Documents)
        {
            if (FieldOf(input) is not { } field) continue;
            if (outcome is not StoredDocument.Kept kept)
            {
                faults.Add(DocumentWords.Fault(field, outcome));
                continue;
            }
            if (View.State.Documents.Any(d => d.Sha256 == kept.Sha256)) continue;
            var attach = new AttachDocument(kept.Sha256, kept.Name, kept.MediaType, kept.Size, Run) { Field = field };
            if (await Tools.Desk.HandleAsync(Ask(form, attach, null), Aborted) is CaseAnswer.Refused { Why: { Code: not "document.already" } why })
                return why;
        }
        return faults.Count == 0 ? null : new Cases.Refusal("form.faults", faults.Count) { Fields = faults };
    }

    /// <summary>The page again, with the case as it is now and the form as it was typed.</summary>
    protected async Task<IActionResult> ShowAsync(SentForm form, Cases.Refusal why, bool overtaken = false)
    {
        Response.StatusCode = why.Forbidden ? StatusCodes.Status403Forbidden : why.Fields.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict;
        var values = form.Values.ToDictionary(StringComparer.Ordinal);
        // A document that came is attached already: its form need not send it again.
        foreach (var document in form.Documents)
            if (document.Outcome is StoredDocument.Kept kept)
                values[document.Input.Replace(FormField.FilePrefix, FormField.Prefix, StringComparison.Ordinal)] = kept.Sha256;
        var typed = new TypedForm(Run, values) { Faults = why.Fields, Seen = form.SeenVersion, Overtaken = overtaken };
        return await ReadAsync(Number, typed, Words(why)) ?? Page();
    }

    /// <summary>Where the row is done meanwhile, who did it says more than that something changed.</summary>
    private Cases.Refusal FirstThere(CaseAnswer.Conflict conflict) =>
        Run is { } run && conflict.Now.FindRun(run) is { IsOpen: false, EndedAt: { } end } passage && (passage.DoneBy.LastOrDefault() ?? passage.Officer) is { } officer
            ? new Cases.Refusal("step.done-already", new OfficerName(officer), end) : conflict.Why;

    private async Task<IActionResult> TooLargeAsync()
    {
        Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        var refusal = new Refusal(Say["document.too-large", DocumentWords.Size(Tools.Documents.Limit)], Say["document.too-large.remedy"]);
        return await ReadAsync(Number, null, refusal) ?? Page();
    }

    private Refusal Words(Cases.Refusal why) => new(
        why.Code == "case.key-reused" ? Say["refused.sent-before"] : CaseWords.Explain(why, AtWork.Zone, AtWork.NameOf),
        why.Code is "on-behalf.paper" or "afterwards.count" or "afterwards.times" or "afterwards.too-early" ? Say["refused.complete"] : why.Forbidden ? Say["refused.forbidden"] : why.Fields.Count > 0 ? Say["refused.form"] : Say["refused.state"]);
}
