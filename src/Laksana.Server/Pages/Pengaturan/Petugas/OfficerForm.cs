using Laksana.Officers;
using Laksana.Server.Accounts;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Pengaturan.Petugas;

/// <summary>What the forms about one officer share.</summary>
internal abstract class OfficerForm(CurrentOffice office, OfficeDesk books, StaffList staff) : FormPage(office)
{
    protected OfficeDesk Books { get; } = books;
    protected StaffMember Member { get; private set; } = null!;

    public override (string Address, string Name) Back => ("/pengaturan/petugas/" + Member.Officer, Member.Name);

    protected async Task<bool> FindAsync(string officer)
    {
        if (!NewOfficer.IsId(officer) || await staff.ReadAsync(Current.Id, officer, Token) is not [var member]) return false;
        Member = member;
        return true;
    }

    protected DateOnly Today(TimeProvider clock) => AtWork.DayOf(clock.GetUtcNow());

    /// <summary>Name, NIP, telephone and right as they were sent; faults are noted.</summary>
    protected NewOfficer SentOfficer(string id)
    {
        var nip = new string([.. Sent("nip").Where(c => c is not (' ' or '.'))]);
        if (nip.Length > 0 && !Nips.IsValid(nip)) Wrong("nip", Say["officer.bad-nip"]);
        if (Sent("telepon") is { Length: > 0 } phone && !Nips.IsPhone(phone)) Wrong("telepon", Say["officer.bad-phone"]);
        return new NewOfficer(id, SentLine("nama", needed: true) ?? "", Sent("administrator") == "ya", Sent("telepon") is { Length: > 0 } p ? p : null, nip.Length > 0 ? nip : null);
    }

    protected static IReadOnlyList<SettingInput> OfficerFields(NewOfficer? officer) =>
    [
        new("nama", Say["officer.name"], officer?.Name) { Required = true, Hint = Say["officer.name.hint"] },
        new("nip", "NIP", officer?.Nip) { Hint = Say["officer.nip.hint"], Longest = 30 },
        new("telepon", Say["officer.phone"], officer?.Phone) { Longest = 40 },
        new("administrator", Say["officer.administrator"], officer?.Administrator == true ? "ya" : null, InputKind.Check) { Hint = Say["officer.administrator.hint"] },
    ];
}
