using Laksana.Cases;
using Laksana.Officers;
using Laksana.Server.Accounts;
using Laksana.WorkTime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Pengaturan.Kalender;

/// <summary>Shows what a change of the calendar moves before anything is changed: open limits only, a closed case keeps its times.</summary>
internal sealed class PratinjauModel(CalendarChange change, OfficeDesk books, CurrentOffice office) : PageModel
{
    public const int MostShown = 200;

    public IReadOnlyList<string> Errors { get; private set; } = [];
    public IReadOnlyList<string> Differences { get; private set; } = [];
    public CalendarEffect? Effect { get; private set; }
    public string Text { get; private set; } = "";
    public string Version => office.AtWork!.Calendar.Fingerprint;

    public Task<IActionResult> OnPostAsync() => ShowAsync(CalendarEdit.Apply(office.AtWork!.Calendar.Definition, Request.Form));

    /// <summary>The preview of a calendar that is made already.</summary>
    private async Task<IActionResult> ShowAsync((CalendarDefinition? Calendar, IReadOnlyList<string> Errors) made)
    {
        Errors = made.Errors;
        if (made.Calendar is not { } calendar)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        var (_, before) = await books.TextsAsync(office.Id, HttpContext.RequestAborted);
        Text = OfficeWriter.Write(calendar, before);
        Differences = CalendarEdit.Differences(office.AtWork!.Calendar.Definition, calendar);
        Effect = await change.EffectAsync(office.AtWork, new WorkCalendar(calendar), MostShown, HttpContext.RequestAborted);
        return Page();
    }
}
