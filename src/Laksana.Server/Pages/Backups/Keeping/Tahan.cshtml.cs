using Laksana.Backups;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Backups.Keeping.KeepingPageWords;

namespace Laksana.Server.Pages.Backups.Keeping;

/// <summary>A form about one backup.</summary>
internal abstract class HoldPage(KeepingTools tools) : KeepingPage(tools)
{
    public Keepable Backup { get; private set; } = null!;

    protected async Task<IActionResult?> FindAsync(string id)
    {
        if (await EnterAsync() is { } closed) return closed;
        if ((await Tools.Book.ReadAsync(AtWork.Id, Aborted)).Backups.FirstOrDefault(b => b.Id == id) is not { } found) return NotFound();
        Backup = found;
        return null;
    }
}

/// <summary>Puts a legal hold.</summary>
internal sealed class TahanModel(KeepingTools tools) : HoldPage(tools)
{
    public async Task<IActionResult> OnGetAsync(string id) => await FindAsync(id) ?? Page();

    public async Task<IActionResult> OnPostAsync(string id) => await FindAsync(id)
        ?? AnswerTo(await Tools.Holds.PlaceAsync(Form, id, Reason ?? "", Aborted), Say["hold.placed-done"], _ => Home);
}

/// <summary>Releases a hold that another officer put.</summary>
internal sealed class LepasModel(KeepingTools tools) : HoldPage(tools)
{
    public bool MayRelease => Backup.Hold is { } hold && MayAgree(hold.By);

    public async Task<IActionResult> OnGetAsync(string id) => await FindAsync(id) ?? Page();

    public async Task<IActionResult> OnPostAsync(string id)
    {
        if (await FindAsync(id) is { } closed) return closed;
        if (Backup.Hold is { } hold && !MayAgree(hold.By)) return Forbidden();
        return AnswerTo(await Tools.Holds.ReleaseAsync(Form, id, Reason ?? "", Aborted), Say["hold.released-done"], _ => Home);
    }
}
