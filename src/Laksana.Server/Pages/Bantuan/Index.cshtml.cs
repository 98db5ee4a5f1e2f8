using Laksana.Cases;
using Laksana.Help;
using Laksana.Server.Permitting;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Bantuan.BantuanWords;

namespace Laksana.Server.Pages.Bantuan;

/// <summary>The open problems by where they lie, the most urgent first; and those that were closed last.</summary>
internal sealed class IndexModel(HelpTools tools) : HelpPage(tools)
{
    public const string Closed = "selesai";

    private const string WorkOrder = "/berkas/{number}/surat-tugas/{run}";

    public static readonly IReadOnlyList<(string Word, ProblemStage Stage)> Stages =
    [
        ("baru", ProblemStage.New), ("diinventarisir", ProblemStage.Sorting), ("pihak-lain", ProblemStage.Provider), ("kabid", ProblemStage.Head),
        ("lapangan", ProblemStage.Field), ("bukti", ProblemStage.Proof),
    ];

    [BindProperty(Name = "tahap", SupportsGet = true)]
    public string? StageWord { get; set; }

    [BindProperty(Name = "cari", SupportsGet = true)]
    public string? Search { get; set; }

    public IReadOnlyList<(string Word, string Name, int Count)> Counters { get; private set; } = [];

    public IReadOnlyList<Problem> Problems { get; private set; } = [];

    public bool TooMany { get; private set; }

    public bool IsFiltered => Search is not null || StageWord is not null;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        Search = SearchText.Of(Search);
        StageWord = StageWord == Closed || Stages.Any(s => s.Word == StageWord) ? StageWord : null;
        (var open, TooMany) = await Tools.Book.OpenAsync(AtWork, Aborted);
        Counters = [.. Stages.Select(s => (s.Word, Say["stage." + s.Stage], open.Count(p => p.Stage == s.Stage)))];
        var shown = StageWord == Closed ? await Tools.Book.ClosedAsync(AtWork, Aborted)
            : [.. open.Where(p => StageWord is null || p.Stage == Stages.First(s => s.Word == StageWord).Stage).OrderBy(p => p.DueAt ?? DateTimeOffset.MaxValue).ThenBy(p => p.OpenedAt)];
        Problems = [.. shown.Where(Matches)];
        return Page();
    }

    public string AddressOf(string? stage) => "/bantuan" + QueryString.Create(new Dictionary<string, string?> { ["tahap"] = stage, ["cari"] = Search }.Where(p => p.Value is not null));

    public static string AddressOf(Problem problem) => $"/berkas/{problem.Number}{(problem.Step is { } step ? "#langkah-" + step.Number : "")}";

    /// <summary>Where the work order of a visit is printed, once the program prints them.</summary>
    public static string? OrderOf(Problem problem) => problem is { Stage: ProblemStage.Field, Run: { } run } && Permissions.Find(HttpMethods.Get, WorkOrder) is not null
        ? $"/berkas/{problem.Number}/surat-tugas/{run.Run}" : null;

    /// <summary>Whether this officer may answer the open row from a known answer.</summary>
    public bool MayAnswer(Problem problem) => problem is { Run: { Status: RunStatus.Ready or RunStatus.Working } run, Step: { } step } && HelpSheet.AnswerFields.ContainsKey(step.Id)
        && (run.Officer is null || run.Officer == Tools.Current.Officer) && AtWork.Staffing.HoldingFor(Tools.Current.Officer, Sheet.Id, step.Role) is not null;

    public string Who(Problem problem) => problem switch
    {
        { Run.Officer: { } officer, Step: { } step } => Say["line.with", step.Number, AtWork.NameOf(officer)],
        { Step: { } step } => Say["line.role", step.Number, Sheet.Roles.FirstOrDefault(r => r.Id == step.Role)?.Title ?? step.Role],
        { EndedAt: { } end } => Say["line.closed", Tools.Times.Moment(end)],
        _ => "",
    };

    public (string Words, string? Style) Due(Problem problem) => problem switch
    {
        { IsOpen: false } => (Say["stage." + problem.Stage], "done"),
        { Stage: ProblemStage.Provider } => (Say["due.stopped"], "off"),
        { DueAt: null } => (Say["due.none"], null),
        { DueAt: { } at } when at < Tools.Times.Now => (Say["due.late", Berkas.Spans.Say(AtWork.Calendar.Worked(at, Tools.Times.Now, []))], "late"),
        { DueAt: { } at } => (Say["due.until", Tools.Times.Moment(at)], null),
    };

    private bool Matches(Problem problem) => Search is null
        || new[] { problem.Number, problem.Subject, problem.Text, problem.Site }.Any(t => t?.Contains(Search, StringComparison.CurrentCultureIgnoreCase) == true);
}
