using Laksana.Procedures;
using Laksana.Procedures.Yaml;
using Laksana.WorkTime;
using Key = Laksana.Officers.OfficeKeys.Office;

namespace Laksana.Officers;

/// <summary>What came of reading an office.yaml: an office when there was no error, and everything found.</summary>
public sealed record OfficeReading(OfficeDefinition? Office, IReadOnlyList<Finding> Findings)
{
    internal MapNode? Source { get; init; }
}

/// <summary>Reads office.yaml, reporting every error with its place and a hint. Never throws, whatever the text.</summary>
public static class OfficeFile
{
    public static OfficeReading Read(string text, string file)
    {
        var findings = new FindingList(file);
        if (YamlText.ReadMap(text, findings) is not { } root)
            return new(null, findings.InOrder());
        var map = new Mapping(root, findings, Key.All);
        var positions = PositionsOf(map, findings);
        var office = new OfficeDefinition
        {
            Id = map.Id(Key.Id, needed: true) ?? "",
            Name = map.Line(Key.Name, needed: true) ?? "",
            Government = map.Line(Key.Government),
            Address = map.Line(Key.Address),
            Phone = map.Line(Key.Phone),
            Email = map.Line(Key.Email),
            Zone = map.Word(Key.Zone, Key.Zones, needed: true) is { } zone && OfficeZone.TryParse(zone, out var found) ? found : OfficeZone.Wib,
            QueueLimit = QueueLimitOf(map, findings),
            Positions = positions,
            RolePositions = RolesOf(map, map.Entries(Key.Roles, needed: true), positions, findings),
            SheetRolePositions = SheetRolesOf(map, positions, findings),
            Sites = SitesOf(map, findings),
        };
        return new(findings.HasErrors ? null : office, findings.InOrder()) { Source = root };
    }

    private static WorkAmount? QueueLimitOf(Mapping map, FindingList findings)
    {
        var limit = map.Time(Key.QueueLimit);
        if (limit?.Lower is not null)
            findings.Error(map.At(Key.QueueLimit), FindingCode.LimitIsRange, limit.Text);
        return limit?.Limit;
    }

    private static List<Position> PositionsOf(Mapping map, FindingList findings)
    {
        var positions = new List<Position>();
        foreach (var (key, value) in map.Entries(Key.Positions, needed: true))
        {
            var id = map.IdOf(key) ?? key.Text;
            var position = Mapping.Of(value, findings, OfficeKeys.Position.All);
            positions.Add(new(id, position?.Line(OfficeKeys.Position.Title, needed: true) ?? "", position?.Line(OfficeKeys.Position.Superior)));
        }

        foreach (var position in positions.Where(p => p.Superior is not null))
            NamesPosition(position.Superior!, map.Node.At(Key.Positions, position.Id, OfficeKeys.Position.Superior), positions, findings);
        CheckCycles(map, positions, findings);
        return positions;
    }

    private static void NamesPosition(string id, Place at, List<Position> positions, FindingList findings)
    {
        if (positions.TrueForAll(p => p.Id != id))
            findings.Unknown(at, FindingCode.UnknownPosition, id, positions.Select(p => p.Id));
    }

    private static void CheckCycles(Mapping map, List<Position> positions, FindingList findings)
    {
        var superiors = positions.ToDictionary(p => p.Id, p => p.Superior, StringComparer.Ordinal);
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var position in positions)
        {
            var chain = new List<string>();
            for (var at = position.Id; at is not null && !chain.Contains(at); at = superiors.GetValueOrDefault(at))
                chain.Add(at);
            // Positions below a circle end in it too: the circle is told once, at its first position.
            if (superiors.GetValueOrDefault(chain[^1]) == position.Id && !told.Contains(position.Id))
            {
                told.UnionWith(chain);
                findings.Error(map.Node.At(Key.Positions, position.Id, OfficeKeys.Position.Superior), FindingCode.SuperiorCycle,
                    string.Join(" → ", chain.Append(position.Id)));
            }
        }
    }

    private static Dictionary<string, IReadOnlyList<string>> RolesOf(
        Mapping map, IEnumerable<MapEntry> entries, List<Position> positions, FindingList findings)
    {
        var roles = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            // A map of one entry, so that the list is read as every other list.
            var role = new Mapping(new MapNode(entry.Key.Place, [entry]), findings, known: null);
            var named = role.PlacedTexts(entry.Key.Text, needed: true).ToList();
            foreach (var (position, at) in named)
                NamesPosition(position, at, positions, findings);
            roles[map.IdOf(entry.Key) ?? entry.Key.Text] = [.. named.Select(n => n.Text)];
        }

        return roles;
    }

    private static Dictionary<string, IReadOnlyList<string>> SheetRolesOf(Mapping map, List<Position> positions, FindingList findings)
    {
        var roles = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (key, value) in map.Entries(Key.SheetRoles))
        {
            var sheet = map.IdOf(key) ?? key.Text;
            if (Mapping.Of(value, findings, known: null) is { } own)
                foreach (var (role, named) in RolesOf(map, own.Entries(), positions, findings))
                    roles[sheet + "/" + role] = named;
        }

        return roles;
    }

    private static List<Site> SitesOf(Mapping map, FindingList findings)
    {
        var sites = new List<Site>();
        foreach (var (key, value) in map.Entries(Key.Sites))
        {
            var id = map.IdOf(key) ?? key.Text;
            if (Mapping.Of(value, findings, OfficeKeys.Site.All) is not { } site)
                continue;
            var address = site.Line(OfficeKeys.Site.Address);
            if (address is not null && Uri.CheckHostName(address) == UriHostNameType.Unknown)
                findings.Error(site.At(OfficeKeys.Site.Address), FindingCode.BadAddress, address);
            sites.Add(new(id, site.Line(OfficeKeys.Site.Name, needed: true) ?? "", address, site.Number(OfficeKeys.Site.Port, 1, 65535)));
        }

        return sites;
    }
}
