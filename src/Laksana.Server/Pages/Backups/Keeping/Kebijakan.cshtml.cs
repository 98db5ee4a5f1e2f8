using Laksana.Backups;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Backups.Keeping.KeepingPageWords;

namespace Laksana.Server.Pages.Backups.Keeping;

/// <summary>A proposed policy with what it would give up now; approved or refused by a second officer, or taken back.</summary>
internal sealed class KebijakanModel(KeepingTools tools) : KeepingPage(tools)
{
    [BindProperty(Name = "putusan")]
    public string? Decision { get; set; }

    public KeptPolicy Kept { get; private set; } = null!;

    /// <summary>What would expire under it today.</summary>
    public IReadOnlyList<PlannedFate> Gone { get; private set; } = [];

    public bool IsMine => Kept.ProposedBy == Officer;

    public async Task<IActionResult> OnGetAsync(int versi) => await FindAsync(versi) ?? Page();

    public async Task<IActionResult> OnPostAsync(int versi)
    {
        if (await FindAsync(versi) is { } closed) return closed;
        if (!IsMine && !MayAgree(Kept.ProposedBy)) return Forbidden();
        return Decision switch
        {
            "setujui" => AnswerTo(await Tools.Policies.ApproveAsync(Form, versi, Aborted), Say["policy.approved-done"], _ => Home),
            "tolak" => AnswerTo(await Tools.Policies.RefuseAsync(Form, versi, Reason ?? "", Aborted), Say["policy.refused-done"], _ => Home),
            _ => AnswerTo(await Tools.Policies.WithdrawAsync(Form, versi, Aborted), Say["policy.withdrawn-done"], _ => Home),
        };
    }

    private async Task<IActionResult?> FindAsync(int version)
    {
        if (await EnterAsync() is { } closed) return closed;
        var all = await Tools.Book.ReadAsync(AtWork.Id, Aborted);
        if (all.Policies.FirstOrDefault(p => p.Version == version) is not { } found) return NotFound();
        Kept = found;
        var assumed = all with { Policies = [found with { Decision = PolicyDecision.Approved }, .. all.Policies.Where(p => p != found)] };
        Gone = [.. assumed.Plan(AtWork.Zone, Now).Where(f => f.Expires && assumed.PolicyOf(f.Backup.Source)?.Version == version)];
        return null;
    }
}
