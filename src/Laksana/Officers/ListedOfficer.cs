using System.Globalization;
using Laksana.Documents.Tables;

namespace Laksana.Officers;

/// <summary>An officer from a table, with the one or more positions that he is to have.</summary>
/// <param name="Row">Where he stands.</param>
public sealed record ListedOfficer(int Row, NewOfficer Officer, IReadOnlyList<string> Positions, Capacity Capacity, string? Warrant, DateOnly? Since, DateOnly? Until);

/// <summary>Officers read from a table: all of them when nothing is wrong, else everything that is.</summary>
public sealed record ListedOfficers(IReadOnlyList<ListedOfficer> Officers, IReadOnlyList<TableFinding> Findings)
{
    public const string Id = "petugas", Name = "nama", Nip = "nip", Phone = "telepon", Positions = "jabatan", Holds = "status", Warrant = "surat-perintah", Since = "mulai", Until = "sampai", Administrator = "administrator";

    public static readonly IReadOnlyList<(string Key, bool Needed, string[] Headings)> Columns =
    [
        (Id, false, ["ID", "Nama pengguna", "User"]), (Name, true, ["Nama", "Name"]), (Nip, false, ["NIP"]), (Phone, false, ["Telepon", "No. HP", "HP", "Phone"]), (Positions, false, ["Jabatan", "Positions", "Position"]),
        (Holds, false, ["Status", "Capacity"]), (Warrant, false, ["Surat perintah", "Nomor surat", "Warrant"]), (Since, false, ["Mulai", "TMT", "Since"]), (Until, false, ["Sampai", "Until"]),
        (Administrator, false, ["Administrator", "Admin"]),
    ];

    /// <summary>The template's example row.</summary>
    public static readonly IReadOnlyList<string> Example = ["siti", "Siti Contoh, S.Kom.", "198501012010012001", "0812 0000 0000", "Kepala Seksi Contoh; Petugas Layanan", "", "", "2026-01-01", "", "tidak"];

    private const int LongestText = 200;

    /// <param name="positions">The office's: a cell may name one by its title or its id; several are parted by semicolons.</param>
    public static ListedOfficers Read(TableReading reading, IReadOnlyList<Position> positions)
    {
        var table = new HeadedTable(reading, Columns);
        var (officers, rows) = (new List<ListedOfficer>(), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var row in table.Rows)
        {
            var name = table.Value(row, Name);
            if (name.Length is 0 or > LongestText) table.Wrong(row, Name, OfficeWords.Say["table.name"]);
            var id = table.Value(row, Id) is { Length: > 0 } given ? given.ToLowerInvariant() : Slug.Of(name.Split(',')[0].Split(' ')[0]);
            if (!NewOfficer.IsId(id) && (id.Length > 0 || name.Length > 0)) table.Wrong(row, Id, OfficeWords.Say["table.officer-id", id]);
            else if (id.Length > 0 && !rows.TryAdd(id, row.Number)) table.Wrong(row, Id, OfficeWords.Say["table.twice", id, rows[id]]);
            var nip = new string([.. table.Value(row, Nip).Where(c => c is not (' ' or '.'))]);
            if (nip.Length > 0 && !Nips.IsValid(nip)) table.Wrong(row, Nip, OfficeWords.Say["table.nip", nip]);
            if (table.Value(row, Phone) is { Length: > 0 } phone && !Nips.IsPhone(phone)) table.Wrong(row, Phone, OfficeWords.Say["table.phone"]);
            var holds = PositionsOf(table, row, positions);
            var capacity = CapacityOf(table, row);
            var warrant = table.Value(row, Warrant) is { Length: > 0 } number ? number : null;
            if (capacity is Capacity.Plt or Capacity.Plh && warrant is null) table.Wrong(row, Warrant, OfficeWords.Say["table.warrant"]);
            var (since, until) = (DayOf(table, row, Since), DayOf(table, row, Until));
            if (until < since) table.Wrong(row, Until, OfficeWords.Say["table.dates"]);
            officers.Add(new ListedOfficer(row.Number, new NewOfficer(id, name, YesOrNo(table, row), table.Value(row, Phone) is { Length: > 0 } p ? p : null, nip.Length > 0 ? nip : null),
                holds, capacity ?? Capacity.Definitive, warrant, since, until));
        }
        return new(table.Findings.Count == 0 ? officers : [], table.Findings);
    }

    private static List<string> PositionsOf(HeadedTable table, TableRow row, IReadOnlyList<Position> positions)
    {
        var found = new List<string>();
        foreach (var text in table.Value(row, Positions).Split([';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (positions.FirstOrDefault(p => p.Id.Equals(text, StringComparison.OrdinalIgnoreCase) || p.Title.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } position) found.Add(position.Id);
            else table.Wrong(row, Positions, OfficeWords.Say["table.position", text]);
        return [.. found.Distinct()];
    }

    private static Capacity? CapacityOf(HeadedTable table, TableRow row)
    {
        switch (table.Value(row, Holds).TrimEnd('.').ToLowerInvariant())
        {
            case "" or "definitif" or "definitive": return Capacity.Definitive;
            case "plt": return Capacity.Plt;
            case "plh": return Capacity.Plh;
            default:
                table.Wrong(row, Holds, OfficeWords.Say["table.capacity"]);
                return null;
        }
    }

    private static bool YesOrNo(HeadedTable table, TableRow row)
    {
        switch (table.Value(row, Administrator).ToLowerInvariant())
        {
            case "ya" or "yes" or "y" or "1" or "x": return true;
            case "" or "tidak" or "no" or "n" or "0": return false;
            default:
                table.Wrong(row, Administrator, OfficeWords.Say["table.yes-no"]);
                return false;
        }
    }

    private static DateOnly? DayOf(HeadedTable table, TableRow row, string key)
    {
        if (table.Value(row, key) is not { Length: > 0 } text) return null;
        if (Dates.TryParse(text, out var day)) return day;
        table.Wrong(row, key, OfficeWords.Say["table.date", text]);
        return null;
    }
}

/// <summary>A day as people type it: 2026-11-20, 20-11-2026, 20/11/2026, 20.11.2026, 20 November 2026.</summary>
public static class Dates
{
    private static readonly string[] Forms = ["yyyy-MM-dd", "d-M-yyyy", "d/M/yyyy", "d.M.yyyy", "d MMMM yyyy", "d MMM yyyy"];

    public static bool TryParse(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text?.Trim(), Forms, CultureInfo.GetCultureInfo("id-ID"), DateTimeStyles.None, out day) || DateOnly.TryParseExact(text?.Trim(), Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}

/// <summary>The number of a civil servant: 18 digits, of which the first eight are the day of birth, the next six the month of appointment, then 1 or 2 and a number (Perka BKN 22/2007).</summary>
public static class Nips
{
    public static bool IsValid(string nip) => nip.Length == 18 && nip.All(char.IsAsciiDigit)
        && DateOnly.TryParseExact(nip[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        && int.Parse(nip.AsSpan(12, 2), CultureInfo.InvariantCulture) is >= 1 and <= 12 or 21 && nip[14] is '1' or '2';

    /// <summary>A telephone number: digits with blanks, dashes, dots, parentheses and a leading plus; 6 to 16 digits.</summary>
    public static bool IsPhone(string text) => text.Length <= 40 && text.All(c => char.IsAsciiDigit(c) || c is ' ' or '-' or '.' or '(' or ')' or '+') && text.Count(char.IsAsciiDigit) is >= 6 and <= 16;
}

/// <summary>Ids made from what people call a thing.</summary>
public static class Slug
{
    /// <summary>Lower-case words and digits joined by hyphens, as office.yaml's ids are; accents and signs are left out.</summary>
    public static string Of(string title)
    {
        var words = new string([.. title.Normalize(System.Text.NormalizationForm.FormD).ToLowerInvariant()
            .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark).Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var slug = string.Join('-', words);
        return slug.Length <= 40 ? slug : slug[..40].TrimEnd('-');
    }

    /// <summary>The same, followed by a number where it is taken.</summary>
    public static string New(string title, IEnumerable<string> taken)
    {
        var (slug, known) = (Of(title) is { Length: > 0 } made ? made : "baru", taken.ToHashSet(StringComparer.Ordinal));
        for (var n = 1; ; n++)
            if ((n == 1 ? slug : FormattableString.Invariant($"{slug}-{n}")) is var id && !known.Contains(id)) return id;
    }
}
