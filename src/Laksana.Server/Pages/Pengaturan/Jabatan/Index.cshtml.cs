using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Pengaturan.Jabatan;

/// <summary>The office's positions as the tree that they are, with who holds each today.</summary>
internal sealed class IndexModel(CurrentOffice office) : PageModel
{
    public void OnGet()
    {
        // The office at work has everything.
    }

    private OfficeAtWork AtWork => office.AtWork!;

    public IReadOnlyList<Position> Below(string? superior) => [.. AtWork.Definition.Positions.Where(p => p.Superior == superior)];

    public string HoldersOf(string position) => string.Join(", ", AtWork.Staffing.Holdings.Where(h => h.Position == position).Select(h => AtWork.NameOf(h.Officer) + (h.Capacity == Capacity.Definitive ? "" : $" ({OfficeNames.Prefix(h.Capacity).Trim()})")));
}
