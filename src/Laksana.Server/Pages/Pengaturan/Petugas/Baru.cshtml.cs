using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Pengaturan.Petugas;

/// <summary>Puts an officer on the books.</summary>
internal sealed class BaruModel(CurrentOffice office, OfficeDesk books, StaffList staff) : OfficerForm(office, books, staff)
{
    private readonly StaffList _staff = staff;

    public override string Title => Say["officer.new"];
    public override (string Address, string Name) Back => ("/pengaturan/petugas", Say["officers"]);
    public override string? Lead => Say["officer.new.lead"];

    protected override IReadOnlyList<SettingInput> Fields =>
        [new("petugas", Say["officer.id"]) { Required = true, Longest = 60, Hint = Say["officer.id.hint"] }, .. OfficerFields(null)];

    public void OnGet()
    {
        // The form needs nothing besides itself.
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var id = Sent("petugas").ToLowerInvariant();
        if (!NewOfficer.IsId(id)) Wrong("petugas", Say["officer.bad-id"]);
        var officer = SentOfficer(id);
        if (!HasFaults && await _staff.ReadAsync(Current.Id, id, Token) is [var there]
            && (there.Name, there.Nip, there.Phone, there.Administrator) != (officer.Name, officer.Nip, officer.Phone, officer.Administrator))
            Wrong("petugas", Say["officer.taken", there.Name]);
        if (HasFaults) return Refuse();
        await Books.EnrolAsync(Current.Id, officer, Token, Current.Officer);
        return Done(Say["officer.enrolled", officer.Name], "/pengaturan/petugas/" + id);
    }
}
