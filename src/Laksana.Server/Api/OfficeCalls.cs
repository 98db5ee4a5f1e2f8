using System.Globalization;
using Laksana.Officers;
using Laksana.WorkTime;

namespace Laksana.Server.Api;

/// <summary>The office as everybody in it may know it.</summary>
internal static class OfficeCalls
{
    public static void MapOffice(this RouteGroupBuilder api) => api.MapGet("/office", (ApiCall call) => Results.Json(Draw(call.Office.Definition), ApiJson.Shapes.OfficeView))
        .WithTags("office").Produces<OfficeView>().WithSummary("Reads the office: positions, who plays which role, sites.");

    private static OfficeView Draw(OfficeDefinition office) => new(office.Id, office.Name, office.Government, office.Address, office.Phone, office.Email,
        new ZoneView(office.Zone.Abbreviation, office.Zone.Id), office.QueueLimit is { } limit ? Durations.Say(limit, CultureInfo.CurrentCulture) : null,
        office.Positions, office.RolePositions, office.SheetRolePositions, office.Sites);
}

/// <param name="QueueLimit">How long a row may lie before someone begins, in words.</param>
/// <param name="RolePositions">Positions that play a role, in every sheet.</param>
/// <param name="SheetRolePositions">The same by <c>sheet/role</c>, where one sheet differs.</param>
internal sealed record OfficeView(string Office, string Name, string? Government, string? Address, string? Phone, string? Email, ZoneView Zone, string? QueueLimit,
    IReadOnlyList<Position> Positions, IReadOnlyDictionary<string, IReadOnlyList<string>> RolePositions,
    IReadOnlyDictionary<string, IReadOnlyList<string>> SheetRolePositions, IReadOnlyList<Site> Sites);

/// <param name="Id">In the zone database.</param>
internal sealed record ZoneView(string Abbreviation, string Id);
