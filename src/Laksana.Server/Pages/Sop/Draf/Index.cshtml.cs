using Laksana.Drafting;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Sop.Draf;

/// <summary>The office's drafts: those being written or waiting, and the last that ended.</summary>
internal sealed class IndexModel(DraftDesk desk) : PageModel
{
    public IReadOnlyList<Draft> Open { get; private set; } = [];

    public IReadOnlyList<Draft> Closed { get; private set; } = [];

    public string NameOf(string officer) => desk.AtWork.NameOf(officer);

    public async Task OnGetAsync()
    {
        Open = await desk.Drafts.OpenAsync(desk.Office, HttpContext.RequestAborted);
        Closed = await desk.Drafts.ClosedAsync(desk.Office, HttpContext.RequestAborted);
    }
}
