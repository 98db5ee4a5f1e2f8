using Laksana.Cases;
using Laksana.Network;
using Laksana.Officers;
using Laksana.Procedures;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Network;

/// <summary>What a page about the network needs.</summary>
internal sealed record NetworkTools(NetworkMaps Maps, NetworkSheets Sheets, StandingBook Standings, IncidentBook Incidents, IncidentDesk Desk, WindowBook Windows, CurrentOffice Current, OfficeTimes Times, TimeProvider Clock);

/// <summary>A page about the office's network: for the officers of a sheet that is about it, those above them, and the administrator.</summary>
internal abstract class NetworkPage(NetworkTools tools) : PageModel
{
    protected NetworkTools Tools { get; } = tools;

    public NetworkMap Map { get; private set; } = NetworkMap.Empty;

    public bool IsAdministrator => Tools.Current.IsAdministrator;

    public OfficeAtWork AtWork => Tools.Current.AtWork ?? throw new InvalidOperationException("The office is gone.");

    public DateTimeOffset Now => Tools.Clock.GetUtcNow();

    protected CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The answer to give at once: the office has no network to speak of, or it does not concern this officer. Null: go on.</summary>
    protected async Task<IActionResult?> EnterAsync()
    {
        var sheets = await Tools.Sheets.OfAsync(AtWork, Now, Aborted);
        Map = await Tools.Maps.GetAsync(AtWork.Id, Aborted);
        if (sheets.Count == 0 && Map.IsBare) return NotFound();
        return IsAdministrator || Concerns(sheets, AtWork, Tools.Current.Officer) ? null : new StatusCodeResult(StatusCodes.Status403Forbidden);
    }

    public static bool Concerns(IEnumerable<Procedure> sheets, OfficeAtWork office, string officer) => sheets.Any(s => new Rights(s, office.Staffing).ToSeeSheet(officer));
}
