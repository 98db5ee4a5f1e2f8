using System.Text;
using Laksana.Officers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Pengaturan;

/// <summary>The template of a table to import: its headings and an example row.</summary>
internal sealed class ContohModel : PageModel
{
    public IActionResult OnGet(string tabel) => Template(tabel) is { } text ? File(text, "text/csv; charset=utf-8", $"contoh-{tabel}.csv") : NotFound();

    /// <summary>CSV in UTF-8 with the mark that spreadsheets look for, parted by semicolons as on an Indonesian Windows; null when there is no such table.</summary>
    public static byte[]? Template(string table) => table switch
    {
        "petugas" => Of(ListedOfficers.Columns, ListedOfficers.Example),
        "lokasi" => Of(ListedSites.Columns, ListedSites.Example),
        "kalender" => Of(ListedHolidays.Columns, ListedHolidays.Example),
        _ => null,
    };

    internal static byte[] Of(IReadOnlyList<(string Key, bool Needed, string[] Headings)> columns, IReadOnlyList<string> example) =>
        [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(string.Join(';', columns.Select(c => Cell(c.Headings[0]))) + "\r\n" + string.Join(';', example.Select(Cell)) + "\r\n")];

    private static string Cell(string text) => text.Contains(';', StringComparison.Ordinal) || text.Contains('"', StringComparison.Ordinal) ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : text;
}
