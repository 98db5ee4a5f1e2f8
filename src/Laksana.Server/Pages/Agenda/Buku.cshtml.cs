using Laksana.Agenda;
using Laksana.Server.Accounts;
using Laksana.Server.Permitting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Agenda;

/// <summary>The book of a month: its parts, each to be printed.</summary>
internal sealed class BukuModel(AgendaBook book, CurrentOffice office, OfficeTimes times) : PageModel
{
    [BindProperty(Name = "bulan", SupportsGet = true)]
    public string? Word { get; set; }

    public BookMonth? Month { get; private set; }
    public IReadOnlyList<AgendaPlace?> Parts { get; private set; } = [];
    public int Lines { get; private set; }
    public bool IsWrong => Word is not null && Month is null;
    public bool IsRunning => Month is { } month && month.Until > times.Now;
    public bool IsWhole => office.IsAdministrator || ByPermissionTableHandler.IsHead(office);

    public async Task OnGetAsync()
    {
        var today = office.AtWork!.DayOf(times.Now);
        Month = Word is null ? BookMonth.Of(FormattableString.Invariant($"{today:yyyy-MM}"), office.AtWork) : BookMonth.Of(Word, office.AtWork);
        if (Month is not null) (Parts, Lines) = await Month.PartsAsync(book, office.AtWork, office.Officer, office.IsAdministrator, HttpContext.RequestAborted);
    }

    public string Last(int part) => Math.Min((part + 1) * BookMonth.PartSize, Lines).ToString(System.Globalization.CultureInfo.CurrentCulture);
}
