using Laksana.Notices;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.Kabar.KabarWords;

namespace Laksana.Server.Pages.Kabar;

/// <summary>Marks as read everything up to the newest line that the page showed; what came meanwhile stays unread.</summary>
internal sealed class BacaSemuaModel(NoticeBook book, UnreadLines unread, CurrentOffice office) : PageModel
{
    public async Task<IActionResult> OnPostAsync(long sampai)
    {
        var marked = await book.MarkAllReadAsync(office.Id, office.Officer, sampai, HttpContext.RequestAborted);
        unread.Forget(office);
        if (marked > 0) TempData.SayDone(Say["read.done"]);
        return LocalRedirect("/kabar");
    }
}
