using Laksana.Agenda;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Agenda;

/// <summary>How the office's proofs stand.</summary>
internal sealed class BuktiModel(ProofStates proofs, CurrentOffice office, TimeProvider clock) : PageModel
{
    /// <summary>Acts wait a few seconds for their seal; for longer only when something stands still.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public ProofState Proof { get; private set; } = null!;

    public bool StandsStill => Proof.Waiting > 0 && (Proof.Last is null || clock.GetUtcNow() - Proof.Last.SealedAt > Patience);

    public async Task OnGetAsync() => Proof = await proofs.ReadAsync(office.Id, HttpContext.RequestAborted);
}
