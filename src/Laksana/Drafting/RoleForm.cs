using Laksana.Drafting.Source;
using Laksana.Procedures;
using Header = Laksana.Procedures.SheetKeys.Header;

namespace Laksana.Drafting;

/// <summary>A line of the page of columns and parties.</summary>
/// <param name="Id">Null for a new one: its id is made from its title.</param>
/// <param name="Limit">Of a party: its own time.</param>
/// <param name="Gone">To be taken away.</param>
public sealed record RoleLine(string? Id, string Title, bool Gone = false, string Limit = "");

/// <summary>The columns of a draft in their order, the parties outside the office, and who may open a case.</summary>
public sealed record RoleForm(IReadOnlyList<RoleLine> Roles, IReadOnlyList<RoleLine> Parties, IReadOnlyList<string> Openers)
{
    public static RoleForm Of(DraftSheet sheet) => new([.. sheet.Roles.Select(r => new RoleLine(r.Id, r.Title))], [.. sheet.Parties.Select(p => new RoleLine(p.Id, p.Title, Limit: p.Limit))], OpenersOf(sheet));

    /// <summary>Roles that may open a case: those named, or the first row's.</summary>
    public static IReadOnlyList<string> OpenersOf(DraftSheet sheet) =>
        sheet.Map.Texts(Header.Openers) is { Count: > 0 } named ? named : [sheet.Rows[0].Map.Text(SheetKeys.Row.Role)];

    public SheetEdit ApplyTo(DraftSheet sheet)
    {
        foreach (var line in Roles.Where(r => r is { Gone: true, Id: not null }))
            if (References.ToRole(sheet, line.Id!).ToList() is { Count: > 0 } rows)
                return SheetEdit.Refuse("edit.role-used", line.Title, string.Join("; ", rows.Select(r => r.Name)));
        foreach (var line in Parties.Where(r => r is { Gone: true, Id: not null }))
            if (References.ToParty(sheet, line.Id!).ToList() is { Count: > 0 } rows)
                return SheetEdit.Refuse("edit.party-used", line.Title, string.Join("; ", rows.Select(r => r.Name)));
        if (Roles.Concat(Parties).Any(r => r is { Gone: false, Id: not null } && string.IsNullOrWhiteSpace(r.Title)))
            return SheetEdit.Refuse("edit.title-needed");
        var roles = Kept(Roles, [.. sheet.Roles.Select(r => r.Id), .. sheet.Parties.Select(p => p.Id)], "pelaksana");
        if (roles.Count == 0)
            return SheetEdit.Refuse("edit.role-needed");
        var parties = Kept(Parties, [.. roles.Select(r => r.Id!), .. sheet.Parties.Select(p => p.Id)], "pihak");
        var map = sheet.Map.With(Header.Roles, new YamlMap([.. roles.Select(r => new KeyValuePair<string, YamlValue>(r.Id!, r.Title.Trim()))]), Header.All)
            .With(Header.Parties, parties.Count == 0 ? null : new YamlMap([.. parties.Select(p => new KeyValuePair<string, YamlValue>(p.Id!, PartyOf(sheet, p)))]), Header.All);
        if (!Openers.SequenceEqual(OpenersOf(sheet)))
            map = map.WithTexts(Header.Openers, [.. Openers.Where(o => roles.Any(r => r.Id == o))], Header.All);
        return SheetEdit.Of(sheet.With(map));
    }

    private static List<RoleLine> Kept(IReadOnlyList<RoleLine> lines, IReadOnlyList<string> taken, string otherwise)
    {
        var used = taken.Concat(lines.Select(l => l.Id).OfType<string>()).ToList();
        var kept = new List<RoleLine>();
        foreach (var line in lines.Where(l => !l.Gone && !string.IsNullOrWhiteSpace(l.Title)))
        {
            kept.Add(line.Id is null ? line with { Id = WordIds.Of(line.Title, used, otherwise) } : line);
            used.Add(kept[^1].Id!);
        }

        return kept;
    }

    private static YamlValue PartyOf(DraftSheet sheet, RoleLine line)
    {
        var was = line.Id is null ? null : sheet.Map.Map(Header.Parties)[line.Id];
        if (was is YamlMap map)
            return map.WithText(SheetKeys.Party.Title, line.Title).WithText(SheetKeys.Party.Limit, line.Limit);
        return string.IsNullOrWhiteSpace(line.Limit) ? new YamlText(line.Title.Trim())
            : new YamlMap([new(SheetKeys.Party.Title, line.Title.Trim()), new(SheetKeys.Party.Limit, line.Limit.Trim())], Flow: true);
    }
}
