using Laksana.Cases;
using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Pengaturan.Petugas;

/// <summary>Ends an absence earlier, or takes one back that never came.</summary>
internal sealed class HadirModel(CurrentOffice office, OfficeDesk books, StaffList staff, TaskRebuild rebuild, TimeProvider clock) : OfficerForm(office, books, staff)
{
    [BindProperty(Name = "mulai", SupportsGet = true)]
    public DateOnly? Since { get; set; }

    public override string Title => Say["absence.end", Member.Name];
    public override string Submit => Say["absence.end.submit"];
    public override bool IsDangerous => true;

    protected override IReadOnlyList<SettingInput> Fields =>
    [
        new("mulai", "", Iso(Since), InputKind.Hidden),
        new("sampai", Say["absence.last-day"], Iso(Today(clock).AddDays(-1)), InputKind.Date) { Required = true, Hint = Say["absence.end.hint"] },
    ];

    public async Task<IActionResult> OnGetAsync(string petugas) => await IsAwayAsync(petugas) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string petugas)
    {
        if (!await IsAwayAsync(petugas)) return NotFound();
        var last = SentDay("sampai", needed: true);
        if (HasFaults) return Refuse();
        await Books.EndAbsenceAsync(Current.Id, Member.Officer, Since!.Value, last, Token, Current.Officer);
        await rebuild.RunAsync(Current.Id, Token);
        return Done(Say["absence.ended"]);
    }

    private async Task<bool> IsAwayAsync(string petugas) => await FindAsync(petugas) && Member.Absences.Any(a => a.Since == Since);
}
