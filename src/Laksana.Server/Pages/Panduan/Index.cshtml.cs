using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Panduan;

/// <summary>The guide, a chapter for each kind of reader. Open to everybody: whoever cannot sign in needs it most.</summary>
internal sealed class IndexModel : PageModel
{
    public Chapter Chapter { get; private set; } = Guide.Beginning;

    public IActionResult OnGet(string? chapter)
    {
        if (chapter is null) return Page();
        if (Guide.Find(chapter) is not { } found) return NotFound();
        Chapter = found;
        return Page();
    }
}
