using Laksana.Backups;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Backups.Keeping.KeepingPageWords;

namespace Laksana.Server.Pages.Backups.Keeping;

/// <summary>Asks for an expiry that the policy does not give.</summary>
internal sealed class HapusModel(KeepingTools tools) : KeepingPage(tools)
{
    [BindProperty(Name = "backup")]
    public IReadOnlyList<string> Chosen { get; set; } = [];

    /// <summary>What may expire by hand at all.</summary>
    public IReadOnlyList<PlannedFate> Open { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync() => await FindAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync() => await FindAsync()
        ?? AnswerTo(await Tools.Expiry.AskAsync(Form, [.. Chosen.Distinct(StringComparer.Ordinal)], Reason ?? "", Aborted), Say["expiry.asked-done"], done => done.Number == 0 ? Home : $"{Home}/daftar/{done.Number}");

    private async Task<IActionResult?> FindAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        var listed = await Tools.Lists.PlannedAsync(AtWork.Id, Aborted);
        Open = [.. (await Tools.Book.ReadAsync(AtWork.Id, Aborted)).Plan(AtWork.Zone, Now).Where(f => !f.IsProtected && !listed.ContainsKey(f.Backup.Id))];
        return null;
    }
}
