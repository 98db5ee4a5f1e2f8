using Laksana.Help;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Bantuan.BantuanWords;

namespace Laksana.Server.Pages.Bantuan.Jawaban;

/// <summary>A form that writes a known answer.</summary>
internal abstract class AnswerForm(HelpTools tools) : HelpPage(tools)
{
    [BindProperty(Name = "pertanyaan")]
    public string? Question { get; set; }

    [BindProperty(Name = "isi")]
    public string? Answer { get; set; }

    [BindProperty(Name = "kata")]
    public string? Tags { get; set; }

    /// <summary>The editor has read it for names and numbers of people.</summary>
    [BindProperty(Name = "tanpa-data-pribadi")]
    public string? Clean { get; set; }

    public Refusal? Refusal { get; protected set; }

    public Dictionary<string, string> Wrong { get; } = new(StringComparer.Ordinal);

    protected AnswerDraft Draft => new(Question ?? "", Answer ?? "", Tags ?? "");

    /// <summary>Whether the form may be kept; says everything that is wrong.</summary>
    protected bool Check()
    {
        foreach (var (field, code) in Draft.Faults()) Wrong.TryAdd(field, Say["keep." + code]);
        if (Clean != "ya") Wrong[nameof(Clean)] = Say["keep.confirm"];
        if (Wrong.Count == 0) return true;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        Refusal = new Refusal(Say["record.wrong", Wrong.Count], Say["record.wrong.remedy"]);
        return false;
    }
}

/// <summary>Keeps a new known answer, from nothing or from a closed case.</summary>
internal sealed class BaruModel(HelpTools tools) : AnswerForm(tools)
{
    [BindProperty(Name = "berkas", SupportsGet = true)]
    public string? FromCase { get; set; }

    [BindProperty(Name = "kunci")]
    public Guid? Key { get; set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        if (!MayKeep) return Forbidden();
        if (FromCase is { } number && await Tools.Book.FindAsync(AtWork, number, Aborted) is var (problem, _)) (Question, Answer) = (problem.Text, problem.Solution);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        if (!MayKeep) return Forbidden();
        if (!Check()) return Page();
        await Tools.Answers.AddAsync(AtWork.Id, Tools.Current.Officer, Key is { } key && key != Guid.Empty ? key : Guid.NewGuid(), Draft, FromCase, Aborted);
        TempData.SayDone(Say["keep.done"]);
        return LocalRedirect("/bantuan/jawaban");
    }
}
