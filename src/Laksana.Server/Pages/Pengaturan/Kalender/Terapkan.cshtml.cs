using Laksana.Cases;
using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Pengaturan.Kalender;

/// <summary>Puts the calendar that was previewed in force, while the office's is still the one that the preview was made from.</summary>
internal sealed class TerapkanModel(OfficeDesk books, TaskRebuild rebuild, CurrentOffice office) : PageModel
{
    public bool Changed { get; private set; }

    public async Task<IActionResult> OnPostAsync(string? teks, string? versi, string? alasan)
    {
        var atWork = office.AtWork!;
        var reading = CalendarFile.Read(teks ?? "", "calendar.yaml", atWork.Definition.Zone);
        if (reading.Calendar is not { } calendar) return BadRequest();
        var (_, before) = await books.TextsAsync(office.Id, HttpContext.RequestAborted);
        if (before == teks) return Go();
        var differences = CalendarEdit.Differences(atWork.Calendar.Definition, calendar);
        if (versi != atWork.Calendar.Fingerprint || !await books.ReplaceCalendarAsync(office.Id, before, teks!, HttpContext.RequestAborted, office.Officer,
            string.IsNullOrWhiteSpace(alasan) ? null : alasan.Trim()[..Math.Min(alasan.Trim().Length, 200)], [("changes", string.Join("\n", differences.Take(50)))]))
        {
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }
        await rebuild.RunAsync(office.Id, HttpContext.RequestAborted);
        return Go();
    }

    private LocalRedirectResult Go()
    {
        TempData.SayDone(Say["calendar.applied"]);
        return LocalRedirect("/pengaturan/kalender");
    }
}
