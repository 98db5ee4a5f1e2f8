using System.Globalization;
using Laksana.Cases;
using Laksana.Notices;
using Laksana.Officers;
using Laksana.Procedures;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.Tugas.TugasWords;

namespace Laksana.Server.Pages.Tugas;

/// <summary>An officer's tasks, the most urgent first.</summary>
internal sealed class IndexModel(Inbox inbox, NoticeBook notices, PublishedSheets sheets, CurrentOffice office, OfficeTimes times) : PageModel
{
    private static readonly (string Word, Tray Tray)[] Trays =
        [("saya", Tray.Mine), ("ambil", Tray.Claimable), ("terlambat", Tray.Late), ("menunggu", Tray.Waiting), ("otomatis", Tray.Machine), (BelowWord, Tray.Below)];

    public static readonly IReadOnlyList<(string Word, TaskCondition Condition)> Conditions =
        [("siap", TaskCondition.Ready), ("dikerjakan", TaskCondition.Working), ("menunggu", TaskCondition.Paused), ("dilaporkan", TaskCondition.Reported), ("dikembalikan", TaskCondition.Returned), ("gagal", TaskCondition.MachineFailed)];

    public static readonly IReadOnlyList<(string Word, TaskOrder Order)> Orders =
        [("batas", TaskOrder.Limit), ("terbaru", TaskOrder.Newest), ("perihal", TaskOrder.Subject), ("nomor", TaskOrder.Number)];

    /// <summary>The tray of what lies with those under the officer.</summary>
    public const string BelowWord = "bawahan";

    [BindProperty(Name = "baki", SupportsGet = true)]
    public string? TrayWord { get; set; }

    [BindProperty(Name = "cari", SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty(Name = "sop", SupportsGet = true)]
    public string? Sheet { get; set; }

    [BindProperty(Name = "lokasi", SupportsGet = true)]
    public string? Site { get; set; }

    [BindProperty(Name = "keadaan", SupportsGet = true)]
    public string? Condition { get; set; }

    [BindProperty(Name = "petugas", SupportsGet = true)]
    public string? Holder { get; set; }

    [BindProperty(Name = "urut", SupportsGet = true)]
    public string? Order { get; set; }

    [BindProperty(Name = "hal", SupportsGet = true)]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<(string Word, string Name, int Count, Tray Tray)> Counters { get; private set; } = [];
    /// <summary>Cases in which staff recorded a decision in this officer's name that he has yet to look at.</summary>
    public IReadOnlyList<(string CaseNumber, string Subject)> ToAnswer { get; private set; } = [];
    public IReadOnlyList<TaskLine> Lines { get; private set; } = [];
    public IReadOnlyList<Procedure> Sheets { get; private set; } = [];
    public bool More { get; private set; }
    public bool MayOpen { get; private set; }
    public bool HoldsNothing { get; private set; }
    public string Hours { get; private set; } = "";

    public Tray Tray => Trays.FirstOrDefault(t => t.Word == TrayWord).Tray;

    /// <summary>Nothing lies in any tray: there is nothing to search.</summary>
    public bool IsEmpty => Lines.Count == 0 && !IsFiltered && PageNumber == 1 && Counters.All(c => c.Count == 0);

    public bool IsFiltered => Search is not null || Sheet is not null || HasMore;

    /// <summary>One of the filters that stand folded is used.</summary>
    public bool HasMore => Site is not null || Condition is not null || Holder is not null || Order is not null;

    public IReadOnlyList<Site> Sites { get; private set; } = [];

    /// <summary>Officers beneath this one, to whom work can be given; by name.</summary>
    public IReadOnlyList<(string Id, string Name)> Beneath { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var atWork = office.AtWork!;
        Search = SearchText.Of(Search);
        PageNumber = Math.Clamp(PageNumber, 1, 400);
        var known = await sheets.AllVersionsAsync(office.Id, HttpContext.RequestAborted);
        Sheets = [.. known.GroupBy(s => s.Procedure.Id).Select(g => g.MaxBy(s => s.Version)!.Procedure).OrderBy(p => p.Title, StringComparer.CurrentCulture)];
        Sheet = Sheets.Any(p => p.Id == Sheet) ? Sheet : null;
        ReadFilters(atWork, (await inbox.BeneathAsync(atWork, office.Officer, HttpContext.RequestAborted)).Officers);
        MayOpen = Sheets.Any(p => new Rights(p, atWork.Staffing).ToOpen(office.Officer) is not null);
        HoldsNothing = atWork.Staffing.Holdings.All(h => h.Officer != office.Officer);
        Hours = HoursOf(atWork);

        var (counts, tasks, more) = await inbox.ReadAsync(atWork, office.Officer, View(), HttpContext.RequestAborted);
        Counters = [.. Trays.Where(t => t.Tray != Tray.Below || Beneath.Count > 0).Select(t => (t.Word, Say["count." + t.Word], CountOf(counts, t.Tray), t.Tray))];
        Lines = [.. tasks.Select(t => new TaskLine(t, SheetOf(known, t), atWork, times, office.Officer))];
        More = more;
        ToAnswer = await notices.ToAnswerAsync(office.Id, office.Officer, Inbox.PageSize, HttpContext.RequestAborted);
        ViewData["Count:/tugas"] = counts.Mine + counts.Claimable + ToAnswer.Count;
    }

    private void ReadFilters(OfficeAtWork atWork, string[] beneath)
    {
        Sites = [.. atWork.Definition.Sites.OrderBy(s => s.Name, StringComparer.CurrentCulture)];
        Beneath = [.. beneath.Select(o => (o, atWork.NameOf(o))).OrderBy(o => o.Item2, StringComparer.CurrentCulture)];
        Site = Sites.Any(s => s.Id == Site) ? Site : null;
        Holder = Beneath.Any(o => o.Id == Holder) ? Holder : null;
        Condition = Conditions.Any(c => c.Word == Condition) ? Condition : null;
        Order = Orders.Any(o => o.Word == Order && o.Order != TaskOrder.Limit) ? Order : null;
    }

    private InboxView View() => new(Tray, Search, Sheet, PageNumber)
    {
        Site = Site,
        Officer = Holder,
        Condition = Conditions.Where(c => c.Word == Condition).Select(c => (TaskCondition?)c.Condition).FirstOrDefault(),
        Order = Orders.FirstOrDefault(o => o.Word == Order).Order,
    };

    /// <summary>"100+" when there may be more than were counted.</summary>
    public static string Counted(int count) => count >= Inbox.CountCap ? Say["count.many", Inbox.CountCap] : count.ToString(CultureInfo.CurrentCulture);

    public string AddressOf(string? tray, int page = 1) => "/tugas" + QueryString.Create(new Dictionary<string, string?>
    {
        ["baki"] = tray, ["cari"] = Search, ["sop"] = Sheet, ["lokasi"] = Site, ["keadaan"] = Condition, ["petugas"] = Holder, ["urut"] = Order, ["hal"] = page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null,
    }.Where(p => p.Value is not null));

    private static int CountOf(InboxCounts counts, Tray tray) => tray switch
    {
        Tray.Mine => counts.Mine,
        Tray.Claimable => counts.Claimable,
        Tray.Late => counts.Late,
        Tray.Waiting => counts.Waiting,
        Tray.Below => counts.Below,
        _ => counts.Machine,
    };

    /// <summary>A case may be on an old version of its sheet: the newest that has the row tells its name.</summary>
    private static Procedure? SheetOf(IReadOnlyList<SheetVersion> known, InboxTask task) =>
        known.Where(s => s.Procedure.Id == task.Procedure).OrderByDescending(s => s.Procedure.FindStep(task.Step) is not null).ThenByDescending(s => s.Version).FirstOrDefault()?.Procedure;

    private string HoursOf(OfficeAtWork atWork)
    {
        var now = times.Now;
        return atWork.Calendar.OpenUntil(now) is { } until ? Say["hours.until", times.Clock(until)] : Say["hours.opens", times.Moment(atWork.Calendar.OpensAt(now))];
    }
}
