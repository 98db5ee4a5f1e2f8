using Laksana.Backups;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Backups.Custody.CustodyPageWords;

namespace Laksana.Server.Pages.Backups.Custody.Media;

/// <summary>Says that a medium is lost, found, out of use, to be destroyed, destroyed. Destroying wants two officers, and tells both what would be gone.</summary>
internal sealed class NyatakanModel(CustodyPageTools tools) : MediumPage(tools)
{
    private static readonly Dictionary<string, MediumAct> Words = new(StringComparer.Ordinal)
    {
        ["hilang"] = MediumAct.Lose, ["ditemukan"] = MediumAct.Find, ["berhenti"] = MediumAct.Retire, ["kembali"] = MediumAct.Return,
        ["usul-musnah"] = MediumAct.AskDestruction, ["musnah"] = MediumAct.Destroy, ["batal-musnah"] = MediumAct.KeepIt,
    };

    [BindProperty(Name = "tindak", SupportsGet = true)]
    public string Word { get; set; } = "";

    [BindProperty(Name = "alasan")]
    public string? Reason { get; set; }

    /// <summary>He was told what has its last copy on it.</summary>
    [BindProperty(Name = "tahu")]
    public string? Knowing { get; set; }

    public MediumAct Act { get; private set; }

    public IReadOnlyList<LastCopy> Last { get; private set; } = [];

    public bool IsDestroying => Act is MediumAct.AskDestruction or MediumAct.Destroy;

    public static string WordOf(MediumAct act) => Words.First(w => w.Value == act).Key;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await ReadAsync() is { } closed) return closed;
        if (MediumRules.Against(Medium, Act, Me) is { } against) Refuse(against);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await ReadAsync() is { } closed) return closed;
        if (Reason is { Length: > 1000 }) Reason = Reason[..1000];
        return AnswerTo(await Tools.Desk.DoAsync(Form, Medium.Label, Act, Reason?.Trim(), Knowing == "ya", Aborted), Say["declared." + Act, Medium.Label], Address);
    }

    private async Task<IActionResult?> ReadAsync()
    {
        if (await FindAsync() is { } closed) return closed;
        if (!Words.TryGetValue(Word, out var act)) return NotFound();
        Act = act;
        if (!MayAct) return Forbidden();
        if (IsDestroying) Last = await LastCopies.OnAsync(Tools.Database, AtWork.Id, Medium.Label, Aborted);
        return null;
    }
}
