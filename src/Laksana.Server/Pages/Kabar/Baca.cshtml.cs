using Laksana.Notices;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Kabar;

/// <summary>Marks one line as read, and goes on to its row when asked to.</summary>
internal sealed class BacaModel(NoticeBook book, UnreadLines unread, CurrentOffice office) : PageModel
{
    public async Task<IActionResult> OnPostAsync(long kabar, string? buka, string? kembali)
    {
        if (await book.FindAsync(office.Id, office.Officer, kabar, HttpContext.RequestAborted) is not { } line) return NotFound();
        await book.MarkReadAsync(office.Id, office.Officer, kabar, HttpContext.RequestAborted);
        unread.Forget(office);
        if (buka == "ya" && IndexModel.AddressOf(line) is { } address) return LocalRedirect(address);
        return LocalRedirect(kembali is not null && kembali.StartsWith("/kabar", StringComparison.Ordinal) && Url.IsLocalUrl(kembali) ? kembali : "/kabar");
    }
}
