using Laksana.Drafting;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.PageWords;
using static Laksana.Server.Pages.Sop.Draf.DrafWords;

namespace Laksana.Server.Pages.Sop.Draf;

/// <summary>The draft's text itself, for who knows YAML; also where it cannot be shown as a table.</summary>
internal sealed class TeksModel(DraftDesk desk) : DraftPage(desk)
{
    private const int Largest = 400_000;

    public string Typed { get; private set; } = "";

    /// <summary>What the linter finds in what is shown.</summary>
    public IReadOnlyList<DraftFinding> Shown { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (await OpenAsync(needsTable: false) is { } other) return other;
        (Typed, Shown) = (Text, Findings.All);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? teks, string? periksa)
    {
        Typed = DraftSheet.Normal(teks ?? "");
        if (await MayEditAsync() is { } other) return other;
        Shown = Desk.Find(Typed, Draft.Sheet, DraftSheet.Read(Typed), await Desk.NewestAsync(Aborted)).All;
        if (Refusal is not null || periksa is not null) return Page();
        if (string.IsNullOrWhiteSpace(Typed) || Typed.Length > Largest)
        {
            Refuse(Term["text.size", Largest], Words["Form.TryAgain"]);
            return Page();
        }

        if (Typed != Text && SeenVersion != Draft.Version)
        {
            Conflicting();
            return Page();
        }

        var outcome = Typed == Text ? DraftOutcome.Done : await Desk.Drafts.SaveAsync(Desk.Office, Number, Draft.Version, Typed, Desk.Officer, Key, Aborted);
        if (outcome != DraftOutcome.Overtaken) return After(outcome, Term["text.saved"]);
        await ReadAsync();
        Conflicting();
        return Page();
    }
}
