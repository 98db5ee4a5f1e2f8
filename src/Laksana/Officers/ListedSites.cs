using System.Globalization;
using Laksana.Documents.Tables;

namespace Laksana.Officers;

/// <summary>Sites read from a table: all of them when nothing is wrong, else everything that is.</summary>
public sealed record ListedSites(IReadOnlyList<Site> Sites, IReadOnlyList<TableFinding> Findings)
{
    private const string Id = "id", Name = "nama", Address = "alamat", Port = "port";

    public static readonly IReadOnlyList<(string Key, bool Needed, string[] Headings)> Columns =
        [(Id, false, ["ID"]), (Name, true, ["Nama", "Lokasi", "Name", "Site"]), (Address, false, ["Alamat", "Alamat IP", "IP", "Address"]), (Port, false, ["Port"])];

    public static readonly IReadOnlyList<string> Example = ["kecamatan-contoh", "Kecamatan Contoh", "10.10.1.1", "443"];

    /// <param name="known">The office's sites: a row whose id or name is one of theirs replaces it.</param>
    public static ListedSites Read(TableReading reading, IReadOnlyList<Site> known)
    {
        var table = new HeadedTable(reading, Columns);
        var (sites, rows) = (new List<Site>(), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var row in table.Rows)
        {
            var (name, address) = (table.Value(row, Name), table.Value(row, Address));
            if (name.Length is 0 or > 200) table.Wrong(row, Name, OfficeWords.Say["table.name"]);
            var id = table.Value(row, Id) is { Length: > 0 } given ? given : known.FirstOrDefault(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Id ?? Slug.Of(name);
            if (id != Slug.Of(id) || id.Length == 0 && name.Length > 0) table.Wrong(row, Id, OfficeWords.Say["table.site-id", id]);
            else if (id.Length > 0 && !rows.TryAdd(id, row.Number)) table.Wrong(row, Id, OfficeWords.Say["table.twice", id, rows[id]]);
            if (address.Length > 0 && Uri.CheckHostName(address) == UriHostNameType.Unknown) table.Wrong(row, Address, OfficeWords.Say["table.address", address]);
            int? port = null;
            if (table.Value(row, Port) is { Length: > 0 } text)
                if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 65535) port = number;
                else table.Wrong(row, Port, OfficeWords.Say["table.port", text]);
            sites.Add(new Site(id, name, address.Length > 0 ? address : null, port));
        }
        return new(table.Findings.Count == 0 ? sites : [], table.Findings);
    }

    /// <summary>The office's sites with these among them.</summary>
    public IReadOnlyList<Site> Into(IReadOnlyList<Site> known) => [.. known.Select(k => Sites.FirstOrDefault(s => s.Id == k.Id) ?? k), .. Sites.Where(s => known.All(k => k.Id != s.Id))];
}
