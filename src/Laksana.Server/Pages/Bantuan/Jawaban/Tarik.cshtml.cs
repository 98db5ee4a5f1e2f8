using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Bantuan.BantuanWords;

namespace Laksana.Server.Pages.Bantuan.Jawaban;

/// <summary>Takes a known answer out of use, or back into it.</summary>
internal sealed class TarikModel(HelpTools tools) : HelpPage(tools)
{
    public async Task<IActionResult> OnPostAsync(Guid id, string? tarik)
    {
        if (await EnterAsync() is { } closed) return closed;
        if (!MayKeep) return Forbidden();
        if (!await Tools.Answers.RetireAsync(AtWork.Id, Tools.Current.Officer, id, tarik != "tidak", Aborted)) return NotFound();
        TempData.SayDone(Say[tarik != "tidak" ? "keep.retired" : "keep.restored"]);
        return LocalRedirect("/bantuan/jawaban");
    }
}
