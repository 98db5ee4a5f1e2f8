using Laksana.Cases;
using Laksana.Officers;
using Laksana.Server.Accounts;
using Laksana.Server.Pages.KirimLagi;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Berkas;

/// <summary>What a page about one case needs.</summary>
internal sealed record CaseTools(CaseReader Reader, CaseDesk Desk, CurrentOffice Current, OfficeTimes Times, KnownActions Actions, Documents.DocumentStore Documents, FormKeeper Keeper, CaseLinks Links);

/// <summary>A page about one case of the officer's office that he may see.</summary>
internal abstract class CasePage(CaseTools tools) : PageModel
{
    protected CaseTools Tools { get; } = tools;

    public CaseView View { get; private set; } = null!;

    protected OfficeAtWork AtWork => Tools.Current.AtWork ?? throw new InvalidOperationException("The office is gone.");

    protected CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>Reads the case; the answer to give at once when there is none or it is not for this officer.</summary>
    protected async Task<IActionResult?> ReadAsync(string number, TypedForm? typed = null, Refusal? refusal = null)
    {
        if (await Tools.Reader.ReadAsync(AtWork.Id, number, AtWork.Calendar.DateOf(Tools.Times.Now), Aborted) is not { } reading)
            return NotFound();
        View = new CaseView(reading, AtWork, Tools.Current, Tools.Times, Tools.Actions) { Typed = typed, Refusal = refusal };
        if (!View.MaySee)
            return new StatusCodeResult(StatusCodes.Status403Forbidden);
        View.Links = await Tools.Links.ReadAsync(AtWork, number, Tools.Current.Officer, Tools.Current.IsAdministrator, Aborted);
        await FillAsync();
        return null;
    }

    /// <summary>What a page needs besides, each time the case was read.</summary>
    protected virtual Task FillAsync() => Task.CompletedTask;
}
