using Laksana.Cases;
using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Pengaturan.Petugas;

/// <summary>Ends a holding.</summary>
internal sealed class AkhiriModel(CurrentOffice office, OfficeDesk books, StaffList staff, TaskRebuild rebuild, TimeProvider clock) : OfficerForm(office, books, staff)
{
    [BindProperty(Name = "jabatan", SupportsGet = true)]
    public string? Position { get; set; }

    public override string Title => Say["holding.end", AtWork.PositionTitle(Position ?? ""), Member.Name];
    public override string Submit => Say["holding.end.submit"];
    public override bool IsDangerous => true;

    protected override IReadOnlyList<SettingInput> Fields =>
    [
        new("jabatan", "", Position, InputKind.Hidden),
        new("sampai", Say["holding.last-day"], Iso(Today(clock)), InputKind.Date) { Required = true },
        new("alasan", Say["reason"]) { Hint = Say["holding.end.reason"] },
    ];

    public async Task<IActionResult> OnGetAsync(string petugas) => await HoldsAsync(petugas) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string petugas)
    {
        if (!await HoldsAsync(petugas)) return NotFound();
        var (last, reason) = (SentDay("sampai", needed: true), SentLine("alasan", needed: false));
        if (HasFaults) return Refuse();
        await Books.EndHoldingAsync(Current.Id, Member.Officer, Position!, last!.Value, Token, Current.Officer, reason);
        await rebuild.RunAsync(Current.Id, Token);
        return Done(Say["holding.ended"]);
    }

    private async Task<bool> HoldsAsync(string petugas) => await FindAsync(petugas) && Member.Holdings.Any(h => h.Position == Position);
}
