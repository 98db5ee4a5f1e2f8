using Laksana.Cases;
using Laksana.Network;
using Laksana.Officers;
using Laksana.Procedures;
using Laksana.Server.Accounts;

namespace Laksana.Server.Pages.Network;

/// <summary>
/// Who sees an office's network: the officers with a role in a sheet that is about it, those above them, and the administrator. An office without such a sheet and
/// without a map has no such place.
/// </summary>
internal sealed class NetworkAccess(NetworkSheets sheets, NetworkMaps maps, CurrentOffice current, TimeProvider clock)
{
    /// <summary>The map, and the status to answer with where he may not see it.</summary>
    public async Task<(NetworkMap Map, int? Closed)> EnterAsync(CancellationToken token)
    {
        var office = current.AtWork ?? throw new InvalidOperationException("The office is gone.");
        var about = await sheets.OfAsync(office, clock.GetUtcNow(), token);
        var map = await maps.GetAsync(office.Id, token);
        if (about.Count == 0 && map.IsBare) return (map, StatusCodes.Status404NotFound);
        return (map, current.IsAdministrator || Concerns(about, office, current.Officer) ? null : StatusCodes.Status403Forbidden);
    }

    private static bool Concerns(IEnumerable<Procedure> about, OfficeAtWork office, string officer) => about.Any(s => new Rights(s, office.Staffing).ToSeeSheet(officer));
}
