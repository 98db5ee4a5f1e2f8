using Laksana.Drafting.Source;
using Laksana.Procedures;
using Key = Laksana.Procedures.SheetKeys.Header;
using Service = Laksana.Procedures.SheetKeys.Service;

namespace Laksana.Drafting;

/// <summary>The boxes of the form's head as an officer fills them in: texts by their path (<c>nama</c>, <c>pelayanan.waktu</c>), lists one entry a line.</summary>
public sealed record HeaderForm(IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Boxes with one line of text.</summary>
    public static readonly IReadOnlyList<string> Lines = [Key.Title, Key.Number, Key.DecreeNumber, Key.Unit, Key.Section, Key.EnactedBy, Key.CaseCode, Key.Subject, Key.CaseLimit];

    public static readonly IReadOnlyList<string> Dates = [.. SheetKeys.Date.All.Select(d => Key.Dates + "." + d)];

    /// <summary>Boxes of the service's public page.</summary>
    public static readonly IReadOnlyList<string> ServiceLines = [Path(Service.Time), Path(Service.Cost), Path(Service.Applicant)];

    public static readonly IReadOnlyList<string> ServiceLists = [Path(Service.Requirements), Path(Service.Narrative), Path(Service.Products), Path(Service.Complaints)];

    /// <summary>Boxes that hold lists.</summary>
    public static readonly IReadOnlyList<string> Lists = Key.Boxes;

    public static IEnumerable<string> All => [.. Lines, .. Dates, .. Lists, .. ServiceLines, .. ServiceLists];

    public static HeaderForm Of(DraftSheet sheet) => new(All.ToDictionary(path => path, path => Shown(sheet.Map, path), StringComparer.Ordinal));

    public SheetEdit ApplyTo(DraftSheet sheet)
    {
        if (string.IsNullOrWhiteSpace(Values.GetValueOrDefault(Key.Title)))
            return SheetEdit.Refuse("edit.name-needed");
        var map = sheet.Map;
        foreach (var path in All)
            if (Values.TryGetValue(path, out var typed) && Tidy(typed) != Tidy(Shown(sheet.Map, path)))
                map = Set(map, path, Tidy(typed));
        return SheetEdit.Of(sheet.With(map));
    }

    private static string Path(string key) => Key.Service + "." + key;

    private static string Shown(YamlMap sheet, string path)
    {
        var (map, key) = path.Split('.') is [var outer, var inner] ? (sheet.Map(outer), inner) : (sheet, path);
        return map[key] is YamlList list ? string.Join('\n', list.Texts) : map.Text(key);
    }

    private static YamlMap Set(YamlMap sheet, string path, string typed)
    {
        if (path.Split('.') is not [var outer, var inner])
            return SetIn(sheet, path, typed, Key.All, isList: Lists.Contains(path));
        var map = sheet[outer] as YamlMap ?? new YamlMap([], Flow: outer == Key.Dates);
        map = SetIn(map, inner, typed, outer == Key.Dates ? SheetKeys.Date.All : Service.All, ServiceLists.Contains(path));
        return sheet.With(outer, map.Entries.Count == 0 ? null : map, Key.All);
    }

    private static YamlMap SetIn(YamlMap map, string key, string typed, IReadOnlyList<string> order, bool isList) =>
        isList ? map.WithTexts(key, [.. typed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)], order) : map.WithText(key, typed, order);

    private static string Tidy(string typed) => string.Join('\n', DraftSheet.Normal(typed).Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0));
}
