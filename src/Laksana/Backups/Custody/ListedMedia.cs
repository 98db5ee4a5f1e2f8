using System.Globalization;
using Laksana.Documents.Tables;
using static Laksana.Backups.CustodyWords;

namespace Laksana.Backups;

/// <summary>Media read from a table: all of them when nothing is wrong, else everything that is.</summary>
public sealed record ListedMedia(IReadOnlyList<MediumEntry> Media, IReadOnlyList<TableFinding> Findings)
{
    private const string Label = "label", Kind = "jenis", Serial = "nomor-seri", Capacity = "kapasitas", Owner = "pemilik", Place = "tempat", Days = "ukur-tiap-hari";

    /// <summary>Those that the template asks for.</summary>
    public static readonly IReadOnlyList<(string Key, bool Needed, string[] Headings)> Columns =
    [
        (Label, true, ["Label"]), (Kind, true, ["Jenis", "Kind", "Type"]), (Serial, false, ["Nomor seri", "Serial", "Serial number"]), (Capacity, false, ["Kapasitas", "Capacity"]),
        (Owner, true, ["Pemilik", "Owner"]), (Place, true, ["Tempat", "Place"]), (Days, false, ["Ukur tiap (hari)", "Check every (days)"]),
    ];

    /// <summary>What the exported inventory says besides: known, so that such a file can be read again, and not taken over.</summary>
    private static readonly IReadOnlyList<(string Key, bool Needed, string[] Headings)> Told = [("pemegang", false, ["Pemegang"]), ("keadaan", false, ["Keadaan"]), ("diukur", false, ["Diukur"]), ("salinan", false, ["Salinan"])];

    /// <summary>The template's example row.</summary>
    public static readonly IReadOnlyList<string> Example = ["FD-PIAK-01", "Flash disk", "4C530001260304", "64 GB", "Bidang PIAK", "Lemari besi ruang arsip", "90"];

    private const int LongestText = 200, MostDays = 3660;

    private static readonly (string Unit, long Bytes)[] Units = [("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000), ("B", 1)];

    /// <param name="known">Labels that the office has.</param>
    public static ListedMedia Read(TableReading reading, IReadOnlySet<string> known)
    {
        var table = new HeadedTable(reading, [.. Columns, .. Told]);
        var (media, rows) = (new List<MediumEntry>(), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var row in table.Rows)
        {
            var label = Medium.LabelOf(table.Value(row, Label));
            if (!Medium.IsLabel(label)) table.Wrong(row, Label, Say["table.label"]);
            else if (known.Contains(label)) table.Wrong(row, Label, Say["table.taken", label]);
            else if (!rows.TryAdd(label, row.Number)) table.Wrong(row, Label, Say["table.twice", label, rows[label]]);
            media.Add(new MediumEntry(label, KindOf(table, row), Text(table, row, Serial, needed: false), CapacityOf(table, row), Text(table, row, Owner, needed: true) ?? "", Text(table, row, Place, needed: true) ?? "", DaysOf(table, row)));
        }
        return new(table.Findings.Count == 0 ? media : [], table.Findings);
    }

    /// <summary>The columns of the inventory as a table; it can be read again.</summary>
    public static TableForm Form => new("Media", [.. Columns.Select(c => new TableColumn(c.Headings[0])), new("Pemegang"), new("Keadaan"), new("Diukur", ColumnKind.Moment), new("Salinan", ColumnKind.Number)]);

    /// <summary>As it is written: 64 GB, the units that are printed on media.</summary>
    public static string CapacityText(long? bytes)
    {
        if (bytes is not { } all) return "";
        var (unit, size) = Units.First(u => all >= u.Bytes || u.Bytes == 1);
        return string.Create(CultureInfo.CurrentCulture, $"{all / (double)size:0.##} {unit}");
    }

    /// <summary>64 GB, 1,5 TB, 500MB; null when it cannot be read.</summary>
    public static long? ReadCapacity(string text)
    {
        var (unit, size) = Units.FirstOrDefault(u => text.TrimEnd().EndsWith(u.Unit, StringComparison.OrdinalIgnoreCase));
        if (unit is null) return null;
        return double.TryParse(text.TrimEnd()[..^unit.Length].Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number > 0 && number * size < long.MaxValue
            ? (long)(number * size) : null;
    }

    private static MediumKind KindOf(HeadedTable table, TableRow row)
    {
        var text = table.Value(row, Kind);
        foreach (var kind in Enum.GetValues<MediumKind>())
            if (text.Equals(kind.ToString(), StringComparison.OrdinalIgnoreCase) || text.Equals(Say["kind." + kind], StringComparison.OrdinalIgnoreCase)) return kind;
        table.Wrong(row, Kind, Say["table.kind", text, string.Join(", ", Enum.GetValues<MediumKind>().Select(k => Say["kind." + k]))]);
        return MediumKind.Other;
    }

    private static string? Text(HeadedTable table, TableRow row, string key, bool needed)
    {
        var text = table.Value(row, key);
        if (text.Length == 0 && needed) table.Wrong(row, key, Say["table.needed"]);
        if (text.Length > LongestText) table.Wrong(row, key, Say["table.long", LongestText]);
        return text.Length > 0 ? text : null;
    }

    private static long? CapacityOf(HeadedTable table, TableRow row)
    {
        if (table.Value(row, Capacity) is not { Length: > 0 } text) return null;
        if (ReadCapacity(text) is { } bytes) return bytes;
        table.Wrong(row, Capacity, Say["table.capacity", text]);
        return null;
    }

    private static int DaysOf(HeadedTable table, TableRow row)
    {
        if (table.Value(row, Days) is not { Length: > 0 } text) return MediumEntry.UsualCheckDays;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= MostDays) return days;
        table.Wrong(row, Days, Say["table.days"]);
        return MediumEntry.UsualCheckDays;
    }
}
