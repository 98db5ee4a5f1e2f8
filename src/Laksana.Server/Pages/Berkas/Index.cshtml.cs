using System.Globalization;
using Laksana.Cases;
using Laksana.Officers;
using Laksana.Procedures;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>The cases an officer may see, the newest first.</summary>
internal sealed class IndexModel(CaseList list, PublishedSheets sheets, CurrentOffice office, OfficeTimes times) : PageModel
{
    private const int PageSize = 50;

    public static readonly IReadOnlyList<(string Word, CaseStatus Status)> Statuses = [("berjalan", CaseStatus.Running), ("selesai", CaseStatus.Closed), ("dibatalkan", CaseStatus.Cancelled)];

    [BindProperty(Name = "cari", SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty(Name = "sop", SupportsGet = true)]
    public string? Sheet { get; set; }

    [BindProperty(Name = "status", SupportsGet = true)]
    public string? Status { get; set; }

    [BindProperty(Name = "petugas", SupportsGet = true)]
    public string? Hand { get; set; }

    [BindProperty(Name = "dari", SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty(Name = "sampai", SupportsGet = true)]
    public string? Until { get; set; }

    /// <summary>"terlama": the oldest first.</summary>
    [BindProperty(Name = "urut", SupportsGet = true)]
    public string? Order { get; set; }

    /// <summary>Moment and number of the last case of the page before.</summary>
    [BindProperty(Name = "setelah", SupportsGet = true)]
    public string? After { get; set; }

    public IReadOnlyList<ListedCase> Cases { get; private set; } = [];
    public IReadOnlyList<Procedure> Sheets { get; private set; } = [];
    public bool More { get; private set; }
    public bool MayOpen { get; private set; }
    public bool IsFiltered => Search is not null || Sheet is not null || Status is not null || HasMore;

    /// <summary>One of the filters that stand folded is used.</summary>
    public bool HasMore => Hand is not null || From is not null || Until is not null || Order is not null;

    /// <summary>The office's officers by name.</summary>
    public IReadOnlyList<(string Id, string Name)> Officers { get; private set; } = [];

    private CasePlace? Next { get; set; }
    public bool IsFirst => Place(After) is null;

    public async Task OnGetAsync()
    {
        var atWork = office.AtWork!;
        Search = SearchText.Of(Search);
        Status = Statuses.Any(s => s.Word == Status) || Status == "terlambat" ? Status : null;
        var known = await sheets.AllVersionsAsync(office.Id, HttpContext.RequestAborted);
        Sheets = [.. known.GroupBy(s => s.Procedure.Id).Select(g => g.MaxBy(s => s.Version)!.Procedure).OrderBy(p => p.Title, StringComparer.CurrentCulture)];
        Sheet = Sheets.Any(p => p.Id == Sheet) ? Sheet : null;
        MayOpen = Sheets.Any(p => new Rights(p, atWork.Staffing).ToOpen(office.Officer) is not null);
        Officers = [.. atWork.Officers.Values.Select(o => (o.Id, o.Name)).OrderBy(o => o.Name, StringComparer.CurrentCulture)];
        Hand = Officers.Any(o => o.Id == Hand) ? Hand : null;
        (From, Until) = (Day(From) is null ? null : From, Day(Until) is null ? null : Until);
        Order = Order == "terlama" ? Order : null;
        var page = await list.ReadAsync(atWork, office.Officer, office.IsAdministrator, View(atWork), HttpContext.RequestAborted);
        (Cases, More, Next) = (page.Cases, page.More, page.Next);
    }

    private CaseListView View(OfficeAtWork atWork) => new(Statuses.Where(s => s.Word == Status).Select(s => (CaseStatus?)s.Status).FirstOrDefault(), Sheet, Status == "terlambat", Search, Place(After), PageSize)
    {
        Hand = Hand,
        From = Day(From) is { } from ? atWork.Calendar.ToInstant(from, TimeOnly.MinValue) : null,
        Until = Day(Until) is { } until ? atWork.Calendar.ToInstant(until.AddDays(1), TimeOnly.MinValue) : null,
        OldestFirst = Order is not null,
    };

    /// <summary>A date as a date field sends it; odd ones, and those at the ends of time, count as none.</summary>
    private static DateOnly? Day(string? typed) =>
        DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1970 and < 2200 ? day : null;

    public string Title(ListedCase listed) => Sheets.FirstOrDefault(p => p.Id == listed.Procedure)?.Title ?? listed.Procedure;

    public (string Words, string Style) StatusOf(ListedCase listed) => listed.Status switch
    {
        CaseStatus.Closed => (Say["status.closed"], "done"),
        CaseStatus.Cancelled => (Say["status.cancelled"], "off"),
        _ when listed.Late || listed.DueAt < times.Now => (Say["list.late"], "late"),
        _ => (Say["list.running"], "now"),
    };

    public string NameOf(string? officer) => officer is null ? Say["who.schedule"] : officer == office.Officer ? Say["you"] : office.AtWork!.NameOf(officer);

    public string NextAddress => Address(Next is { } last ? $"{last.OpenedAt.UtcTicks}~{last.Number}" : null);

    public string FirstAddress => Address(null);

    private string Address(string? after) => "/berkas" + QueryString.Create(new Dictionary<string, string?> { ["cari"] = Search, ["sop"] = Sheet, ["status"] = Status, ["petugas"] = Hand, ["dari"] = From, ["sampai"] = Until, ["urut"] = Order, ["setelah"] = after }.Where(p => p.Value is not null));

    private static CasePlace? Place(string? after) =>
        after?.Split('~') is [var ticks, { Length: > 0 and <= 40 } number] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.Ticks
            ? new CasePlace(new DateTimeOffset(at, TimeSpan.Zero), number) : null;
}
