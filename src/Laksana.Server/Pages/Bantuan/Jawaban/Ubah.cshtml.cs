using Laksana.Help;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Bantuan.BantuanWords;

namespace Laksana.Server.Pages.Bantuan.Jawaban;

/// <summary>Changes a known answer; when somebody else did meanwhile, both versions are shown.</summary>
internal sealed class UbahModel(HelpTools tools) : AnswerForm(tools)
{
    [BindProperty(Name = "id", SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(Name = "versi")]
    public int Seen { get; set; }

    public KnownAnswer Kept { get; private set; } = null!;

    /// <summary>What another officer wrote meanwhile.</summary>
    public KnownAnswer? Other { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await FindAsync() is { } closed) return closed;
        (Question, Answer, Tags, Seen) = (Kept.Question, Kept.Answer, Kept.Tags, Kept.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await FindAsync() is { } closed) return closed;
        if (!Check()) return Page();
        switch (await Tools.Answers.ChangeAsync(AtWork.Id, Tools.Current.Officer, Id, Seen, Draft, Aborted))
        {
            case AnswerChange.Conflict conflict:
                Response.StatusCode = StatusCodes.Status409Conflict;
                (Other, Seen) = (conflict.Now, conflict.Now.Version);
                // The form holds the version that was just shown, so that sending it again is a decision.
                ModelState.Clear();
                Refusal = new Refusal(Say["keep.conflict", AtWork.NameOf(conflict.Now.ChangedBy)], Say["keep.conflict.remedy"]);
                return Page();
            case AnswerChange.NotFound:
                return NotFound();
            default:
                TempData.SayDone(Say["keep.done"]);
                return LocalRedirect("/bantuan/jawaban");
        }
    }

    private async Task<IActionResult?> FindAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        if (await Tools.Answers.GetAsync(AtWork.Id, Id, Aborted) is not { } kept) return NotFound();
        if (!MayKeep) return Forbidden();
        Kept = kept;
        return null;
    }
}
