using Laksana.Cases;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Sop;

/// <summary>A sheet as the official form: the version in force, or the one that is asked for.</summary>
internal sealed class LembarModel(PublishedSheets sheets, CurrentOffice current, OfficeTimes times) : SheetPage(sheets, current, times)
{
    [BindProperty(Name = "version", SupportsGet = true)]
    public int? Version { get; set; }

    public SheetVersion Shown { get; private set; } = null!;

    public SheetForm Form { get; private set; } = null!;

    public bool IsCurrent => Shelf.Current == Shown;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await ReadAsync() || (Version is { } version ? Shelf.Find(version) : Shelf.Shown) is not { } shown) return NotFound();
        Shown = shown;
        Form = new SheetForm(shown, AtWork.Definition, onPaper: false) { LinksForms = IsCurrent };
        return Page();
    }
}
