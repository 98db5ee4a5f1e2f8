using Laksana.Officers;
using Laksana.Server.Accounts;
using Laksana.WorkTime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Pengaturan.Kalender;

/// <summary>The office's working hours, seasons and days off of a year, with the forms that change them: each leads to the preview first.</summary>
internal sealed class IndexModel(CurrentOffice office, TimeProvider clock) : PageModel
{
    [BindProperty(Name = "tahun", SupportsGet = true)]
    public int? Year { get; set; }

    public CalendarDefinition Calendar => office.AtWork!.Calendar.Definition;

    public IReadOnlyList<int> Years { get; private set; } = [];

    public void OnGet()
    {
        Year = Year is >= 2000 and <= 2200 ? Year : office.AtWork!.DayOf(clock.GetUtcNow()).Year;
        Years = [.. Calendar.Holidays.Keys.Concat(Calendar.JointLeave.Keys).Select(d => d.Year).Append(Year.Value).Distinct().Order()];
    }

    public IReadOnlyList<(DateOnly Day, string Name, ListedDayKind Kind, string? Hours)> DaysOff =>
    [
        .. Calendar.Holidays.Select(d => (d.Key, d.Value, ListedDayKind.Holiday, (string?)null)).Concat(Calendar.JointLeave.Select(d => (d.Key, d.Value, ListedDayKind.JointLeave, (string?)null)))
            .Concat(Calendar.Closures.Select(c => (c.Date, c.Name, ListedDayKind.Closure, c.Hours?.ToString()))).Where(d => d.Item1.Year == Year).OrderBy(d => d.Item1),
    ];
}
