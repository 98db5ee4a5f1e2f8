using Laksana.Drafting.Source;
using Laksana.Procedures;
using Header = Laksana.Procedures.SheetKeys.Header;
using Key = Laksana.Procedures.SheetKeys.Row;

namespace Laksana.Drafting;

/// <summary>What in a draft names a row, a role, a party or a field.</summary>
public static class References
{
    /// <summary>Rows whose way on, or an answer, leads to a row by its name.</summary>
    public static IEnumerable<DraftRow> WaysTo(DraftSheet sheet, string row) =>
        sheet.Rows.Where(r => r.Map.Text(Key.Next) == row || r.Map.Map(Key.Decision).Entries.Any(e => e.Value.Says(row)));

    /// <summary>Rows that name a row for correction, or as one that another officer must have done.</summary>
    public static IEnumerable<DraftRow> MentionsOf(DraftSheet sheet, string row) =>
        sheet.Rows.Where(r => r.Id != row && (r.Map.Texts(Key.ReturnTo).Contains(row) || r.Map.Map(Key.SecondOfficer).Texts(SheetKeys.SecondOfficer.DifferentFrom).Contains(row)));

    /// <summary>Rows that name a role: as theirs, as receiver, as stand-in, or as one that may read a personal field.</summary>
    public static IEnumerable<DraftRow> ToRole(DraftSheet sheet, string role) => sheet.Rows.Where(r => r.Map.Text(Key.Role) == role || r.Map.Text(Key.ReportsTo) == role
        || r.Map.Map(Key.SecondOfficer).Texts(SheetKeys.SecondOfficer.StandIns).Contains(role)
        || r.Fields.Entries.Any(f => f.Value is YamlMap field && field.Texts(SheetKeys.Field.VisibleTo).Contains(role)));

    public static IEnumerable<DraftRow> ToParty(DraftSheet sheet, string party) =>
        sheet.Rows.Where(r => r.Map.Text(Key.Waits) == party || r.Map.Map(Key.Waits).Text(SheetKeys.Wait.Party) == party);

    /// <summary>Where a field's value is used, in words.</summary>
    /// <param name="except">A row whose uses do not count.</param>
    public static IEnumerable<string> ToField(DraftSheet sheet, string field, DraftRow? except = null)
    {
        var gap = "{" + field + "}";
        if (sheet.Map.Text(Header.Subject).Contains(gap, StringComparison.Ordinal))
            yield return DraftingWords.Say["use.subject"];
        if (sheet.Map.Map(Header.Schedule).Map(SheetKeys.Schedule.Fields)[field] is not null)
            yield return DraftingWords.Say["use.schedule"];
        foreach (var row in sheet.Rows.Where(r => r.Id != except?.Id))
            if (row.Map.Text(Key.PerSite) == field || row.Map.Map(Key.Action).Entries.Any(e => e.Value is YamlText text && text.Text.Contains(gap, StringComparison.Ordinal)))
                yield return row.Name;
    }
}
