using Laksana.Officers;

namespace Laksana.Server.Pages.Sop.Draf;

/// <summary>Roles that the office's positions play already, so that nobody has to know their ids.</summary>
internal static class RoleNames
{
    /// <summary>Id and "Kepala Seksi Data (kasi)", in the office's order.</summary>
    public static IEnumerable<(string Id, string Words)> Known(OfficeAtWork office) => office.Definition.RolePositions.Keys.Select(role => (role, Title(office, role))).OrderBy(r => r.Item2, StringComparer.CurrentCulture);

    /// <summary>The titles of the positions that play it.</summary>
    public static string Title(OfficeAtWork office, string role) => string.Join(" / ", office.Definition.RolePositions[role].Select(office.PositionTitle));
}
