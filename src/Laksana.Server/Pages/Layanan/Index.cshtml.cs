using Laksana.Officers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Layanan;

/// <summary>The offices of the installation; with one only, straight to it.</summary>
internal sealed class IndexModel(Offices offices) : PageModel
{
    public IReadOnlyList<OfficeDefinition> Offices { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        var found = new List<OfficeDefinition>();
        foreach (var id in await offices.ListAsync(HttpContext.RequestAborted))
            if (await offices.FindAsync(id, HttpContext.RequestAborted) is { } office) found.Add(office.Definition);
        Offices = [.. found.OrderBy(o => o.FullName, StringComparer.CurrentCulture)];
        return Offices is [var only] ? LocalRedirect("/layanan/" + only.Id) : Page();
    }
}
