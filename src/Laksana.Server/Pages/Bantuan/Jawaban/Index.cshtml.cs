using Laksana.Help;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Bantuan.Jawaban;

/// <summary>The known answers, searched; with <c>potongan=ya</c> only what was found, for a form's script.</summary>
internal sealed class IndexModel(HelpTools tools) : HelpPage(tools)
{
    private const int Most = 50, MostBeside = 6;

    [BindProperty(Name = "cari", SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty(Name = "potongan", SupportsGet = true)]
    public string? Piece { get; set; }

    [BindProperty(Name = "ditarik", SupportsGet = true)]
    public string? Retired { get; set; }

    public IReadOnlyList<KnownAnswer> Answers { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        Search = SearchText.Of(Search);
        if (Piece == "ya")
            return Partial("/Pages/Bantuan/_Found.cshtml", (Search is null ? [] : await Tools.Answers.FindAsync(AtWork.Id, Search, MostBeside, Aborted), (string?)null));
        Answers = Retired == "ya" ? await Tools.Answers.RetiredAsync(AtWork.Id, Most, Aborted) : await Tools.Answers.FindAsync(AtWork.Id, Search, Most, Aborted);
        return Page();
    }
}
