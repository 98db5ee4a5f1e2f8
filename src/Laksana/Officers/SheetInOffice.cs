using Laksana.Procedures;
using Laksana.Procedures.Yaml;
using Header = Laksana.Procedures.SheetKeys.Header;

namespace Laksana.Officers;

/// <summary>Holds a sheet against the office that is to work by it.</summary>
public static class SheetInOffice
{
    /// <summary>Everything found in the sheet itself, and what the office lacks for it: positions for its roles, sites that it names.</summary>
    /// <param name="file">Name used in the findings.</param>
    public static IReadOnlyList<Finding> Check(SheetReading reading, string file, OfficeDefinition office)
    {
        var found = new FindingList(file);
        if (reading.Procedure is { } sheet) Check(reading.Source!, sheet, office, found);
        return [.. reading.Findings, .. found.InOrder()];
    }

    internal static void Check(MapNode source, Procedure sheet, OfficeDefinition office, FindingList findings)
    {
        foreach (var role in sheet.Roles.Where(r => !sheet.IsParty(r.Id)))
            if (!office.RolePositions.ContainsKey(role.Id) && !office.SheetRolePositions.ContainsKey(sheet.Id + "/" + role.Id))
                findings.Error(source.At(Header.Roles, role.Id), FindingCode.RoleUnplayed, role.Id);
        foreach (var (name, value) in sheet.Schedule?.Fields ?? new Dictionary<string, string>())
            if (sheet.FindField(name)?.Kind is FieldKind.Site or FieldKind.SiteList)
                foreach (var site in value.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                    if (office.Sites.All(s => s.Id != site))
                        findings.Unknown(source.At(Header.Schedule, SheetKeys.Schedule.Fields, name), FindingCode.UnknownSite, site, office.Sites.Select(s => s.Id));
    }
}
