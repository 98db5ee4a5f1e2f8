using Laksana.Documents.Tables;
using Laksana.Network;
using Laksana.Server.Hosting;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Network.JaringanWords;

namespace Laksana.Server.Pages.Network;

/// <summary>A month's availability as a table.</summary>
internal sealed class KetersediaanUnduhModel(NetworkTools tools, AvailabilityBook availability, TableDesk tables) : NetworkPage(tools)
{
    [BindProperty(Name = "bulan", SupportsGet = true)]
    public string? MonthWord { get; set; }

    public async Task<IActionResult> OnGetAsync(string? bentuk)
    {
        if (await EnterAsync() is { } closed) return closed;
        var month = OfficeMonth.Read(MonthWord, AtWork.Definition.Zone) ?? OfficeMonth.Of(AtWork.DayOf(Now), AtWork.Definition.Zone);
        var lines = await AvailabilityReport.ReadAsync(availability, AtWork, Map, month, Aborted);
        await tables.SendAsync(HttpContext, Form, Rows(month, lines), bentuk, $"ketersediaan-{AtWork.Id}-{month.Word}");
        return new EmptyResult();
    }

    private static TableForm Form => new(Say["availability"],
    [
        new(Say["col.month"]), new(Say["col.type"]), new("ID"), new(Say["col.name"], Width: 40), new(Say["col.about"]), new(Say["col.clock"], ColumnKind.Share), new(Say["col.working"], ColumnKind.Share),
        new(Say["col.outages"], ColumnKind.Number), new(Say["col.down"], ColumnKind.Duration), new(Say["col.down-working"], ColumnKind.Duration), new(Say["col.maintained"], ColumnKind.Duration), new(Say["col.unknown"], ColumnKind.Duration),
    ]);

    private static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(OfficeMonth month, AvailabilityReport report)
    {
        await Task.CompletedTask;
        foreach (var line in report.All)
            yield return line.Pair is { } p
                ? [month.Word, MapNames.Say(line.Kind), line.Id, line.Name, line.About, p.RoundTheClock.Share, p.Working.Share, p.RoundTheClock.Outages, p.RoundTheClock.Down, p.Working.Down, p.RoundTheClock.Maintained, p.RoundTheClock.Unknown]
                : [month.Word, MapNames.Say(line.Kind), line.Id, line.Name, line.About, null, null, null, null, null, null, null];
    }
}
