using Laksana.Cases;
using Laksana.Procedures;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Sop;

/// <summary>What differs between two versions of a sheet; without a choice, between the one shown and the one before it.</summary>
internal sealed class BedaModel(PublishedSheets sheets, CurrentOffice current, OfficeTimes times) : SheetPage(sheets, current, times)
{
    [BindProperty(Name = "dari", SupportsGet = true)]
    public int? From { get; set; }

    [BindProperty(Name = "ke", SupportsGet = true)]
    public int? To { get; set; }

    public SheetVersion Older { get; private set; } = null!;

    public SheetVersion Newer { get; private set; } = null!;

    public SheetComparison Comparison { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await ReadAsync() || Find(To, Shelf.Versions[^1]) is not { } newer || Find(From, Shelf.Before(newer) ?? newer) is not { } older) return NotFound();
        (Older, Newer, Comparison) = (older, newer, SheetComparison.Of(older.Procedure, newer.Procedure));
        return Page();
    }

    private SheetVersion? Find(int? version, SheetVersion otherwise) => version is { } asked ? Shelf.Find(asked) : otherwise;
}
