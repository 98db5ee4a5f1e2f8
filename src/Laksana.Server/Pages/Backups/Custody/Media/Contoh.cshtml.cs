using Laksana.Backups;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Backups.Custody.Media;

/// <summary>The template of the table to import.</summary>
internal sealed class ContohModel(CustodyPageTools tools) : CustodyPage(tools)
{
    public async Task<IActionResult> OnGetAsync() =>
        await EnterAsync() ?? File(Pengaturan.ContohModel.Of(ListedMedia.Columns, ListedMedia.Example), "text/csv; charset=utf-8", "contoh-media.csv");
}
