using Laksana.Backups;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Backups.Custody.CustodyPageWords;

namespace Laksana.Server.Pages.Backups.Custody.Media;

/// <summary>What is plugged in now, and the inventory of media.</summary>
internal sealed class IndexModel(CustodyPageTools tools) : CustodyPage(tools)
{
    public const string Overdue = "terlambat", Gone = "tidak-dipakai";

    [BindProperty(Name = "saring", SupportsGet = true)]
    public string? Filter { get; set; }

    [BindProperty(Name = "cari", SupportsGet = true)]
    public string? Search { get; set; }

    public IReadOnlyList<Medium> All { get; private set; } = [];

    public IReadOnlyList<Medium> Shown { get; private set; } = [];

    /// <summary>Plugged in at this machine; only what the office may use.</summary>
    public IReadOnlyList<MediaPlace> Places { get; private set; } = [];

    public IReadOnlyList<SeenMedium> Elsewhere { get; private set; } = [];

    public IReadOnlyList<Handover> Waiting { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        Search = SearchText.Of(Search);
        All = await Tools.Media.ListAsync(AtWork.Id, Aborted);
        Shown = [.. All.Where(Fits)];
        Places = [.. Tools.Places.Now().Where(p => p.IsFor(AtWork.Id))];
        Elsewhere = [.. (await Tools.Media.SeenAsync(AtWork.Id, Aborted)).Where(s => s.Machine != Environment.MachineName)];
        Waiting = await Tools.Handovers.WaitingForAsync(AtWork.Id, Me, Aborted);
        return Page();
    }

    public bool IsPlugged(Medium medium) => Places.Any(p => p.Mark?.Mark == medium.Mark) || Elsewhere.Any(s => s.Medium == medium.Label);

    /// <summary>Where it is, in words.</summary>
    public string WhereOf(Medium medium) => medium.Holder is { } holder ? Say["held-by", AtWork.NameOf(holder), medium.Place] : medium.Place;

    private bool Fits(Medium medium) => (Filter switch
    {
        Overdue => medium.IsOverdue(Now),
        Gone => medium.State != MediumState.InUse,
        _ => medium.State == MediumState.InUse,
    } || Search is not null && Filter is null) && (Search is null
        || new[] { medium.Label, medium.Serial, medium.Owner, medium.Place, medium.Holder is { } h ? AtWork.NameOf(h) : null }.Any(t => t?.Contains(Search, StringComparison.CurrentCultureIgnoreCase) == true));
}
