using Laksana.Cases;
using Laksana.Officers;
using Laksana.Procedures;

namespace Laksana.Network;

/// <summary>The sheets of an office that are about its network: those in force that name machine work of the network.</summary>
public sealed class NetworkSheets(PublishedSheets sheets)
{
    private const string Prefix = "network.";

    /// <summary>In order of title.</summary>
    public async Task<IReadOnlyList<Procedure>> OfAsync(OfficeAtWork office, DateTimeOffset now, CancellationToken token) =>
        [.. (await sheets.AllCurrentAsync(office.Id, office.DayOf(now), token)).Select(s => s.Procedure).Where(IsAboutNetwork)];

    public static bool IsAboutNetwork(Procedure sheet) => sheet.Steps.Any(s => s.Action?.Name.StartsWith(Prefix, StringComparison.Ordinal) == true);

    /// <summary>Sheets whose case an incident can open: their first row asks for a site.</summary>
    public static bool CanOpen(Procedure sheet) => sheet.Steps[0].Fields.Any(f => f.Kind == FieldKind.Site);
}

/// <summary>Who is told of an incident.</summary>
public static class NetworkPeople
{
    /// <summary>Officers of a level: 1 are those who may open the sheet's case, 2 those right above them, and so on; without a sheet, or anybody there, the administrators.</summary>
    public static IReadOnlyList<string> Of(OfficeAtWork office, Procedure? sheet, int level)
    {
        var positions = sheet is null ? [] : sheet.Openers.SelectMany(role => office.Staffing.PositionsOf(sheet.Id, role)).ToHashSet(StringComparer.Ordinal);
        for (var climbed = 1; climbed < level; climbed++)
            positions = positions.Select(p => office.Staffing.Superiors.GetValueOrDefault(p)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var told = office.Staffing.Holdings.Where(h => positions.Contains(h.Position)).Select(h => h.Officer).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return told.Count > 0 || level > 1 ? told : [.. office.Officers.Values.Where(o => o.Administrator).Select(o => o.Id).Order(StringComparer.Ordinal)];
    }
}
