using System.Globalization;
using Laksana.Complaints;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Pengaduan.PengaduanWords;

namespace Laksana.Server.Pages.Pengaduan;

/// <summary>The complaints by where they stand, the most urgent first.</summary>
internal sealed class IndexModel(ComplaintTools tools) : ComplaintPage(tools)
{
    private const int PageSize = 50;

    /// <summary>Words of the address, in the order of the counters.</summary>
    public static readonly IReadOnlyList<(string Word, ComplaintStage Stage)> Stages =
    [
        ("baru", ComplaintStage.New), ("diverifikasi", ComplaintStage.Verified), ("diberitahukan", ComplaintStage.Notified), ("ringan", ComplaintStage.Light),
        ("berat", ComplaintStage.Heavy), ("menunggu", ComplaintStage.Waiting),
    ];

    public const string Late = "terlambat", Answered = "dijawab";

    [BindProperty(Name = "tahap", SupportsGet = true)]
    public string? StageWord { get; set; }

    [BindProperty(Name = "cari", SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty(Name = "hal", SupportsGet = true)]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<(string Word, string Name, int Count)> Counters { get; private set; } = [];

    public IReadOnlyList<ComplaintLine> Lines { get; private set; } = [];

    public bool More { get; private set; }

    /// <summary>There are more open complaints than are looked at together.</summary>
    public bool TooMany { get; private set; }

    public bool IsFiltered => Search is not null || StageWord is not null;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        Search = SearchText.Of(Search);
        PageNumber = Math.Clamp(PageNumber, 1, 20);
        StageWord = StageWord is Late or Answered || Stages.Any(s => s.Word == StageWord) ? StageWord : null;
        (var open, TooMany) = await Tools.Book.OpenAsync(AtWork, Aborted);
        var lines = open.Select(Line).ToList();
        Counters =
        [
            (Late, Say["count.late"], lines.Count(l => l.Late)),
            .. Stages.Select(s => (s.Word, Say["stage." + s.Stage], lines.Count(l => l.Complaint.Stage == s.Stage))),
        ];
        ViewData["Count:/pengaduan"] = lines.Count(l => l.Late);
        var shown = StageWord == Answered ? [.. (await Tools.Book.ClosedAsync(AtWork, Aborted)).Select(Line)] : lines.Where(Belongs).OrderBy(l => l.DueAt).ThenBy(l => l.Complaint.ReceivedAt).ToList();
        shown = [.. shown.Where(Matches)];
        Lines = [.. shown.Skip((PageNumber - 1) * PageSize).Take(PageSize)];
        More = shown.Count > PageNumber * PageSize;
        return Page();
    }

    public string AddressOf(string? stage, int page = 1) => "/pengaduan" + QueryString.Create(new Dictionary<string, string?>
    {
        ["tahap"] = stage, ["cari"] = Search, ["hal"] = page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null,
    }.Where(p => p.Value is not null));

    private ComplaintLine Line(Complaint complaint) => new(complaint, Time, Sheet, AtWork, Tools.Times);

    private bool Belongs(ComplaintLine line) => StageWord switch
    {
        null => true,
        Late => line.Late,
        _ => line.Complaint.Stage == Stages.First(s => s.Word == StageWord).Stage,
    };

    private bool Matches(ComplaintLine line) => Search is null
        || new[] { line.Complaint.Number, line.Complaint.Topic, line.Complaint.LaporNumber, line.Complaint.Section }.Any(t => t?.Contains(Search, StringComparison.CurrentCultureIgnoreCase) == true);
}
