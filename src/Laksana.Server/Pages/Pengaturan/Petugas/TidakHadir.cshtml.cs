using Laksana.Cases;
using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Pengaturan.Petugas;

/// <summary>Records leave or a journey on duty; while it lasts the officer's positions count as not held by him.</summary>
internal sealed class TidakHadirModel(CurrentOffice office, OfficeDesk books, StaffList staff, TaskRebuild rebuild, TimeProvider clock) : OfficerForm(office, books, staff)
{
    public override string Title => Say["absence.record", Member.Name];
    public override string? Lead => Say["absence.lead"];

    protected override IReadOnlyList<SettingInput> Fields =>
    [
        new("mulai", Say["since"], Iso(Today(clock)), InputKind.Date) { Required = true },
        new("sampai", Say["absence.until"], Iso(Today(clock)), InputKind.Date) { Required = true },
        new("alasan", Say["reason"]) { Required = true, Hint = Say["absence.reason.hint"] },
    ];

    public async Task<IActionResult> OnGetAsync(string petugas) => await FindAsync(petugas) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string petugas)
    {
        if (!await FindAsync(petugas)) return NotFound();
        var (since, until, reason) = (SentDay("mulai", needed: true), SentDay("sampai", needed: true), SentLine("alasan", needed: true));
        if (until < since) Wrong("sampai", Say["dates-inverted"]);
        if (HasFaults) return Refuse();
        await Books.RecordAbsenceAsync(Current.Id, Member.Officer, since!.Value, until!.Value, reason!, Token, Current.Officer);
        await rebuild.RunAsync(Current.Id, Token);
        return Done(Say["absence.recorded", Member.Name]);
    }
}
