using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Pengaturan.Lokasi;

/// <summary>The office's sites.</summary>
internal sealed class IndexModel(CurrentOffice office) : PageModel
{
    private const int MostShown = 300;

    [BindProperty(Name = "cari", SupportsGet = true)]
    public string? Search { get; set; }

    public IReadOnlyList<Site> Sites { get; private set; } = [];
    public bool More { get; private set; }

    public void OnGet()
    {
        Search = SearchText.Of(Search);
        var found = office.AtWork!.Definition.Sites.Where(s => Search is null || s.Name.Contains(Search, StringComparison.CurrentCultureIgnoreCase) || s.Address?.Contains(Search, StringComparison.OrdinalIgnoreCase) == true).ToList();
        (Sites, More) = ([.. found.Take(MostShown)], found.Count > MostShown);
    }
}
