using Laksana.Network;
using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Network;

/// <summary>What a page about the network needs.</summary>
internal sealed record NetworkTools(NetworkAccess Access, StandingBook Standings, IncidentBook Incidents, CurrentOffice Current, OfficeTimes Times, TimeProvider Clock);

/// <summary>A page about the office's network.</summary>
internal abstract class NetworkPage(NetworkTools tools) : PageModel
{
    protected NetworkTools Tools { get; } = tools;

    public NetworkMap Map { get; private set; } = NetworkMap.Empty;

    public Refusal? Refusal { get; private set; }

    public bool IsAdministrator => Tools.Current.IsAdministrator;

    public OfficeAtWork AtWork => Tools.Current.AtWork ?? throw new InvalidOperationException("The office is gone.");

    public DateTimeOffset Now => Tools.Clock.GetUtcNow();

    protected CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The answer to give at once: the office has no network to speak of, or it does not concern this officer. Null: go on.</summary>
    protected async Task<IActionResult?> EnterAsync()
    {
        (Map, var closed) = await Tools.Access.EnterAsync(Aborted);
        return closed is { } status ? new StatusCodeResult(status) : null;
    }

    protected PageResult Refuse(string cause, string remedy)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        Refusal = new Refusal(cause, remedy);
        return Page();
    }

    protected LocalRedirectResult Done(string words, string address)
    {
        TempData.SayDone(words);
        return LocalRedirect(address);
    }
}
