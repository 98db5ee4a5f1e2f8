using Laksana.Backups;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Backups.Custody.CustodyPageWords;

namespace Laksana.Server.Pages.Backups.Custody.SerahTerima;

/// <summary>A handover; the receiver measures, then accepts with the code or refuses with his reason. Made for a phone: he stands beside the medium.</summary>
internal class LihatModel(CustodyPageTools tools) : HandoverPage(tools)
{
    [BindProperty(Name = "kode")]
    public string? Code { get; set; }

    [BindProperty(Name = "tempat")]
    public string? Place { get; set; }

    [BindProperty(Name = "alasan")]
    public string? Reason { get; set; }

    public IReadOnlyList<MediumCopy> Copies { get; private set; } = [];

    /// <summary>Where the medium is plugged in.</summary>
    public string? Machine { get; private set; }

    /// <summary>The newest measurement of it since it was offered.</summary>
    public JobNow? Job { get; private set; }

    /// <summary>Found whole since it was offered, and carrying no handover yet.</summary>
    public MediumCheck? Fresh { get; private set; }

    public bool IsMine => Handover.State == HandoverState.Offered && Handover.Receiver == Me;

    public bool MayWithdraw => Handover.State == HandoverState.Offered && Handover.Giver == Me;

    public string ReloadAddress => FormattableString.Invariant($"{Address}?muat={Environment.TickCount64}#ukur");

    public async Task<IActionResult> OnGetAsync()
    {
        if (await FindAsync() is { } closed) return closed;
        await FillAsync();
        return Page();
    }

    protected async Task FillAsync()
    {
        Copies = [.. (await Tools.Media.CopiesAsync(AtWork.Id, Handover.Medium, Aborted)).Where(c => Handover.Backup is null || c.Backup == Handover.Backup)];
        if (Handover.State != HandoverState.Offered) return;
        Machine = Tools.Places.Find(AtWork.Id, Handover.Medium) is { } here && here.Mark!.Mark == Medium.Mark ? Environment.MachineName
            : (await Tools.Media.SeenAsync(AtWork.Id, Aborted)).FirstOrDefault(s => s.Medium == Handover.Medium)?.Machine;
        Job = (await Tools.Jobs.OfSubjectAsync(AtWork.Id, MeasureJob.Name, Handover.Medium, 1, Aborted)) is [var newest, ..] && newest.AskedAt >= Handover.OfferedAt ? newest : null;
        foreach (var check in await Tools.Media.ChecksAsync(AtWork.Id, Handover.Medium, 10, Aborted))
            if (check is { Whole: true, Code: not null } && Handover.AgainstTime(check.MeasuredAt, Handover.OfferedAt, Now) is null && !await Tools.Handovers.IsUsedAsync(AtWork.Id, check.Id, Aborted))
            {
                Fresh = check;
                break;
            }
    }

    /// <summary>Goes on to the handover's page, or shows it with the reason why not.</summary>
    protected async Task<IActionResult> ShowAsync(CustodyAnswer answer, string done)
    {
        if (answer is not CustodyAnswer.Done) await FillAsync();
        return AnswerTo(answer, done, Address);
    }
}

/// <summary>The receiver accepts.</summary>
internal sealed class TerimaModel(CustodyPageTools tools) : LihatModel(tools)
{
    public async Task<IActionResult> OnPostAsync() =>
        await FindAsync() ?? await ShowAsync(await Tools.Handing.AcceptAsync(Form, Handover.Id, Code, Place is { Length: > 200 } ? Place[..200] : Place ?? "", Aborted), Say["accepted", Handover.Medium]);
}

/// <summary>The receiver refuses.</summary>
internal sealed class TolakModel(CustodyPageTools tools) : LihatModel(tools)
{
    public async Task<IActionResult> OnPostAsync() =>
        await FindAsync() ?? await ShowAsync(await Tools.Handing.RefuseAsync(Form, Handover.Id, Reason is { Length: > 1000 } ? Reason[..1000] : Reason, Aborted), Say["refused", Handover.Medium]);
}

/// <summary>The giver takes it back.</summary>
internal sealed class TarikModel(CustodyPageTools tools) : LihatModel(tools)
{
    public async Task<IActionResult> OnPostAsync() => await FindAsync() ?? await ShowAsync(await Tools.Handing.WithdrawAsync(Form, Handover.Id, Aborted), Say["withdrawn", Handover.Medium]);
}

/// <summary>Measures the medium where it is plugged in.</summary>
internal sealed class UkurModel(CustodyPageTools tools) : LihatModel(tools)
{
    public async Task<IActionResult> OnPostAsync()
    {
        if (await FindAsync() is { } closed) return closed;
        if (!MayAct) return Forbidden();
        await FillAsync();
        if (Handover.State != HandoverState.Offered) return await ShowAsync(new CustodyAnswer.Refused("answered"), "");
        if (Machine is null) return await ShowAsync(new CustodyAnswer.Refused("plugged-elsewhere", Handover.Medium), "");
        await Tools.Jobs.AskAsync(AtWork.Id, MeasureJob.Order(new MediumJobOrder(Handover.Medium, Handover.Backup), Me, Machine), Aborted);
        return Done(Say["measure.asked", Handover.Medium], Address + "#ukur");
    }
}
