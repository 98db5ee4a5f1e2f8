using System.Globalization;
using Laksana.Drafting.Source;
using Laksana.Procedures;
using Header = Laksana.Procedures.SheetKeys.Header;
using Key = Laksana.Procedures.SheetKeys.Row;

namespace Laksana.Drafting;

/// <summary>The text of a wholly new sheet, and what enactment writes into one.</summary>
public static class SheetStart
{
    /// <param name="taken">Ids of the office's sheets.</param>
    /// <param name="role">Id and title of the first column; the id may be one that the office's positions play already.</param>
    public static string New(string title, string unit, string code, (string? Id, string Title) role, string firstRow, DateOnly created, IEnumerable<string> taken)
    {
        var column = role.Id ?? WordIds.Of(role.Title, [], "pelaksana");
        var row = new YamlMap([new(Key.Id, WordIds.Of(firstRow, [], "langkah")), new(Key.Activity, firstRow.Trim()), new(Key.Role, column)]);
        var sheet = new YamlMap([
            new(Header.Id, WordIds.Of(title, taken.Append("draf"), "sop")), new(Header.Title, title.Trim()), new(Header.Unit, unit.Trim()),
            new(Header.Dates, new YamlMap([new(SheetKeys.Date.Created, Written(created))], Flow: true)),
            new(Header.CaseCode, code.Trim().ToUpperInvariant()), new(Header.Subject, title.Trim()),
            new(Header.Roles, new YamlMap([new(column, role.Title.Trim())])), new(Header.Steps, new YamlList([row]))]);
        return YamlWriting.Block(sheet, 0) + "\n";
    }

    /// <summary>Writes the dates of the form: enacted today, in force from a day, revised today unless it is the first version; and by which position, where the form does not say yet.</summary>
    public static SheetEdit Enact(DraftSheet sheet, DateOnly today, DateOnly effective, bool isFirst, string position)
    {
        var dates = (sheet.Map[Header.Dates] as YamlMap ?? new YamlMap([], Flow: true))
            .With(SheetKeys.Date.Enacted, Written(today), SheetKeys.Date.All).With(SheetKeys.Date.Effective, Written(effective), SheetKeys.Date.All);
        dates = isFirst ? dates[SheetKeys.Date.Created] is null ? dates.With(SheetKeys.Date.Created, Written(today), SheetKeys.Date.All) : dates
            : dates.With(SheetKeys.Date.Revised, Written(today), SheetKeys.Date.All);
        var map = sheet.Map.With(Header.Dates, dates, Header.All);
        return SheetEdit.Of(sheet.With(map.Text(Header.EnactedBy).Length == 0 ? map.WithText(Header.EnactedBy, position, Header.All) : map));
    }

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
