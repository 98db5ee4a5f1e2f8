using Laksana.Cases;
using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Pengaturan.Petugas;

/// <summary>An officer leaves the office, or that is taken back.</summary>
internal sealed class BerhentiModel(CurrentOffice office, OfficeDesk books, StaffList staff, TaskRebuild rebuild, TimeProvider clock) : OfficerForm(office, books, staff)
{
    private const string Back_ = "kembali";

    public override string Title => Say["officer.leave", Member.Name];
    public override string? Lead => Say["officer.leave.lead"];
    public override string Submit => Say["officer.leave.submit"];
    public override bool IsDangerous => true;
    public override (string Name, string Value, string Word)? Other => Member.LeftOn is null ? null : ("batal", Back_, Say["officer.return"]);

    protected override IReadOnlyList<SettingInput> Fields =>
    [
        new("mulai", Say["officer.left-on"], Iso(Member.LeftOn ?? Today(clock)), InputKind.Date) { Required = true, Hint = Say["officer.left-on.hint"] },
        new("alasan", Say["reason"]) { Required = Member.LeftOn is null, Hint = Say["officer.leave.reason"] },
    ];

    public async Task<IActionResult> OnGetAsync(string petugas) => await FindAsync(petugas) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string petugas)
    {
        if (!await FindAsync(petugas)) return NotFound();
        if (Sent("batal") == Back_)
        {
            await Books.ReturnAsync(Current.Id, Member.Officer, Current.Officer, Token);
            return Done(Say["officer.returned", Member.Name]);
        }
        var (on, reason) = (SentDay("mulai", needed: true), SentLine("alasan", needed: true));
        if (Member.Officer == Current.Officer) Wrong("mulai", Say["officer.leave.own"]);
        if (HasFaults) return Refuse();
        if (!await Books.LeaveAsync(Current.Id, Member.Officer, on!.Value, reason!, Current.Officer, Token))
            return Refuse(Say["officer.last-administrator"], Say["officer.last-administrator.hint"]);
        await rebuild.RunAsync(Current.Id, Token);
        return Done(Say["officer.has-left", Member.Name]);
    }
}
