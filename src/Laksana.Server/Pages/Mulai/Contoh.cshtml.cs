using Laksana.Server.Installing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Mulai;

/// <summary>The template of a table, for the first start.</summary>
internal sealed class ContohModel(SetupDesk desk) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string tabel) =>
        await desk.IsOpenAsync(HttpContext.RequestAborted) && Pengaturan.ContohModel.Template(tabel) is { } text ? File(text, "text/csv; charset=utf-8", $"contoh-{tabel}.csv") : NotFound();
}
