using Laksana.Network;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Network;

/// <summary>How available everything was in a month, around the clock and in the office's working hours.</summary>
internal sealed class KetersediaanModel(NetworkTools tools, AvailabilityBook availability) : NetworkPage(tools)
{
    private const int Offered = 24;

    [BindProperty(Name = "bulan", SupportsGet = true)]
    public string? MonthWord { get; set; }

    public OfficeMonth Month { get; private set; } = null!;

    public AvailabilityReport Report { get; private set; } = null!;

    public IEnumerable<OfficeMonth> Months => OfficeMonth.Of(AtWork.DayOf(Now), AtWork.Definition.Zone).Back(Offered);

    public async Task<IActionResult> OnGetAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        Month = OfficeMonth.Read(MonthWord, AtWork.Definition.Zone) ?? OfficeMonth.Of(AtWork.DayOf(Now), AtWork.Definition.Zone);
        Report = await AvailabilityReport.ReadAsync(availability, AtWork, Map, Month, Aborted);
        return Page();
    }
}
