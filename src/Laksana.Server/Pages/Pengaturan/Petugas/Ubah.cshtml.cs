using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Pengaturan.Petugas;

/// <summary>Corrects an officer's entry.</summary>
internal sealed class UbahModel(CurrentOffice office, OfficeDesk books, StaffList staff) : OfficerForm(office, books, staff)
{
    public override string Title => Say["officer.edit", Member.Name];

    private string Version => VersionOf(Member.Name, Member.Nip, Member.Phone, Member.Administrator ? "ya" : "");

    protected override IReadOnlyList<SettingInput> Fields =>
        [.. OfficerFields(new NewOfficer(Member.Officer, Member.Name, Member.Administrator, Member.Phone, Member.Nip)), new("versi", "", Version, InputKind.Hidden)];

    public async Task<IActionResult> OnGetAsync(string petugas) => await FindAsync(petugas) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string petugas)
    {
        if (!await FindAsync(petugas)) return NotFound();
        var officer = SentOfficer(Member.Officer);
        if (Member.Administrator && !officer.Administrator && Member.Officer == Current.Officer) Wrong("administrator", Say["officer.own-right"]);
        if (HasFaults) return Refuse();
        if (Sent("versi") != Version && (officer.Name, officer.Nip, officer.Phone, officer.Administrator) != (Member.Name, Member.Nip, Member.Phone, Member.Administrator))
            return Conflict(Say["officer.name"] + ": " + Member.Name, "NIP: " + (Member.Nip ?? "—"), Say["officer.phone"] + ": " + (Member.Phone ?? "—"),
                Say["officer.administrator"] + ": " + Say[Member.Administrator ? "yes" : "no"]);
        await Books.EnrolAsync(Current.Id, officer, Token, Current.Officer);
        if (Member.Administrator && !officer.Administrator && await FindAsync(petugas) && Member.Administrator)
        {
            Wrong("administrator", Say["officer.last-administrator"]);
            return Refuse();
        }
        return Done(Say["saved"]);
    }
}
