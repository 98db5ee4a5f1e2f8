using Laksana.Cases;
using Laksana.Help;
using Laksana.Procedures;
using Laksana.Server.Pages.Berkas;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Bantuan.BantuanWords;

namespace Laksana.Server.Pages.Bantuan;

/// <summary>Answers the open row of a problem, with a known answer put into the row's field; which way it goes on is the officer's choice.</summary>
internal sealed class JawabModel(HelpTools tools) : HelpPage(tools)
{
    [BindProperty(Name = "number", SupportsGet = true)]
    public string Number { get; set; } = "";

    [BindProperty(Name = "cari", SupportsGet = true)]
    public string? Search { get; set; }

    /// <summary>The known answer that is put into the field.</summary>
    [BindProperty(Name = "pakai", SupportsGet = true)]
    public Guid? Use { get; set; }

    [BindProperty(Name = "teks")]
    public string? Text { get; set; }

    [BindProperty(Name = SentForm.Outcome)]
    public string? Outcome { get; set; }

    [BindProperty(Name = SentForm.Key)]
    public string? Key { get; set; }

    public Problem Problem { get; private set; } = null!;

    public Step Step { get; private set; } = null!;

    public IReadOnlyList<KnownAnswer> Answers { get; private set; } = [];

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await FindAsync() is { } closed) return closed;
        if (Use is { } id && await Tools.Answers.GetAsync(AtWork.Id, id, Aborted) is { } answer) Text = answer.Answer;
        else Text ??= Problem.Suggestion;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await FindAsync() is { } closed) return closed;
        var run = Problem.Run!.Run;
        var answer = await Tools.Desk.HandleAsync(new CaseRequest
        {
            Office = AtWork.Id, Number = Number, Officer = Tools.Current.Officer, Administrator = Tools.Current.IsAdministrator, IdempotencyKey = Key is { Length: > 8 and <= 60 } ? Key : null,
            Command = new CompleteStep(run, new Dictionary<string, string> { [HelpSheet.AnswerFields[Step.Id]] = Text ?? "" }, Step.Decides ? Outcome : null),
        }, Aborted);
        if (answer is not CaseAnswer.Done)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            Refusal = new Refusal(answer is CaseAnswer.Refused refused ? CaseWords.Explain(refused.Why, AtWork.Zone, AtWork.NameOf) : Say["answer.changed"], Say["record.wrong.remedy"]);
            return Page();
        }
        if (Use is { } id) await Tools.Answers.UsedAsync(AtWork.Id, id, Number, run, Outcome == HelpSheet.Answered, Aborted);
        TempData.SayDone(Say["answer.done"]);
        return LocalRedirect("/berkas/" + Number);
    }

    private async Task<IActionResult?> FindAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        if (await Tools.Book.FindAsync(AtWork, Number, Aborted) is not var (problem, folded)) return NotFound();
        if (problem.Run is not { } run || problem.Step is not { } step || !HelpSheet.AnswerFields.ContainsKey(step.Id)) return LocalRedirect("/berkas/" + Number);
        if (new Rights(folded.Sheet, AtWork.Staffing).ToDo(folded.State, run, Tools.Current.Officer) is null) return Forbidden();
        (Problem, Step) = (problem, step);
        Search = SearchText.Of(Search);
        Answers = await Tools.Answers.FindAsync(AtWork.Id, Search ?? SearchText.Of(problem.Text), 6, Aborted);
        return null;
    }
}
