using Laksana.Network;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Network.Peta;

/// <summary>Entries of one kind, as they stand in their table.</summary>
internal sealed class JenisModel(NetworkTools tools) : KindPage(tools)
{
    private const int PageSize = 100;

    [BindProperty(Name = "cari", SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty(Name = "halaman", SupportsGet = true)]
    public int? PageNumber { get; set; }

    public IReadOnlyList<(MapEntry Entry, IReadOnlyDictionary<string, string> Cells)> Rows { get; private set; } = [];

    public int Found { get; private set; }

    public int At { get; private set; }

    public bool HasMore => At * PageSize < Found;

    /// <summary>Columns that say something in at least one of the rows shown.</summary>
    public IReadOnlyList<MapField> Columns => [.. Table.Fields.Where(f => f.Key is "id" or "name" || Rows.Any(r => r.Cells[f.Key].Length > 0))];

    public async Task<IActionResult> OnGetAsync()
    {
        if (await EnterKindAsync() is { } closed) return closed;
        var table = Table;
        var all = Map.Entries.Where(e => e.Kind == Kind).OrderBy(e => e.Id, StringComparer.Ordinal).Select(e => (e, table.Write(e)));
        if (Search?.Trim() is { Length: > 0 } wanted) all = all.Where(r => r.Item2.Values.Any(v => v.Contains(wanted, StringComparison.CurrentCultureIgnoreCase)));
        var found = all.ToList();
        (Found, At) = (found.Count, Math.Clamp(PageNumber ?? 1, 1, Math.Max(1, (found.Count + PageSize - 1) / PageSize)));
        Rows = [.. found.Skip((At - 1) * PageSize).Take(PageSize)];
        return Page();
    }
}
