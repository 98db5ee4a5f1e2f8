using Laksana.Backups;
using Laksana.Server.Pages.Backups.Keeping;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Backups.Taking;

/// <summary>The backups of an office in one screen: what goes on, what the watch found, how each source stands, and what was taken.</summary>
internal sealed class IndexModel(BackupTools tools, WatchBook watch, RedundancyBook redundancy, SpaceSampling space) : TakingPage(tools)
{
    private const int PageSize = 20;

    public static readonly IReadOnlyList<(string Word, BackupState State)> States =
        [("ada", BackupState.Present), ("rusak", BackupState.Damaged), ("hilang", BackupState.Missing), ("dihapus", BackupState.Expired)];

    [BindProperty(Name = "sumber", SupportsGet = true)]
    public string? Source { get; set; }

    [BindProperty(Name = "keadaan", SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(Name = "tingkat", SupportsGet = true)]
    public string? Level { get; set; }

    /// <summary>Place of the last backup of the page before.</summary>
    [BindProperty(Name = "setelah", SupportsGet = true)]
    public string? After { get; set; }

    public IReadOnlyList<WorkView> Going { get; private set; } = [];

    public WatchView Watch { get; private set; } = null!;

    public IReadOnlyList<SourceView> Sources { get; private set; } = [];

    public IReadOnlyList<(string Machine, SpaceForecast Forecast)> Spaces { get; private set; } = [];

    public IReadOnlyList<Backup> Backups { get; private set; } = [];

    public bool More { get; private set; }

    public bool IsFirst => BackupPlace.Read(After) is null;

    public bool IsFiltered => (Source ?? State ?? Level) is not null;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await EnterWithRightsAsync() is { } closed) return closed;
        Watch = new WatchView(await watch.OpenAsync(AtWork.Id, Aborted), [], AtWork.Zone);
        Going = [.. (await Tools.Jobs.GoingAsync(AtWork.Id, Aborted)).Select(View)];
        Spaces = await space.ReadAsync(AtWork, Aborted);
        Sources = await SourcesAsync();
        await ListAsync();
        return Page();
    }

    private async Task<IReadOnlyList<SourceView>> SourcesAsync()
    {
        var (set, newest) = (Tools.Settings.All(AtWork.Id).ToDictionary(s => s.Name, StringComparer.Ordinal), (await Tools.Book.NewestAsync(AtWork.Id, Aborted)).ToDictionary(b => b.Source, StringComparer.Ordinal));
        var rules = (await redundancy.ReadAsync(AtWork, Aborted)).ToDictionary(r => r.Source, StringComparer.Ordinal);
        var found = Watch.Open.Select(f => f.Finding).ToLookup(f => f.Source ?? "", StringComparer.Ordinal);
        var views = new List<SourceView>();
        foreach (var name in set.Keys.Union(newest.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var last = await Tools.Jobs.OfSubjectAsync(AtWork.Id, TakeJob.Name, name, 1, Aborted);
            var going = Going.Select(w => w.Job).FirstOrDefault(j => j.Kind == TakeJob.Name && j.Subject == name);
            views.Add(new SourceView(name, set.GetValueOrDefault(name), newest.GetValueOrDefault(name), going ?? (last is [var job] ? job : null), [.. found[name]], rules.GetValueOrDefault(name),
                set.ContainsKey(name) && Rights.ToTake(Office.Officer, name)));
        }
        return views;
    }

    private async Task ListAsync()
    {
        Source = Sources.Any(s => s.Name == Source) ? Source : null;
        State = States.Any(s => s.Word == State) ? State : null;
        Level = ProofLevels.All.Contains(Level) ? Level : null;
        var filter = new BackupFilter(Source, States.Where(s => s.Word == State).Select(s => (BackupState?)s.State).FirstOrDefault(), Level is null ? null : ProofLevels.Read(Level), Most: PageSize + 1, After: BackupPlace.Read(After));
        var found = await Tools.Book.ListAsync(AtWork.Id, filter, Aborted);
        (Backups, More) = ([.. found.Take(PageSize)], found.Count > PageSize);
    }

    public string NextAddress => Address(BackupPlace.Of(Backups[^1]).ToString());

    public string FirstAddress => Address(null);

    private string Address(string? after) => Home + QueryString.Create(new Dictionary<string, string?> { ["sumber"] = Source, ["keadaan"] = State, ["tingkat"] = Level, ["setelah"] = after }.Where(p => p.Value is not null)) + "#daftar";
}
