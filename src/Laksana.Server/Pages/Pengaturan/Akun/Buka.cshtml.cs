using Laksana.Database;
using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Pengaturan.Akun;

/// <summary>Opens an account for an officer; its first password is shown once.</summary>
internal sealed class BukaModel(CurrentOffice office, AccountDesk accounts) : FormPage(office)
{
    private OfficerEntry _officer = null!;

    public override string Title => Say["account.open-for", _officer.Name];
    public override string? Lead => Say["account.open.lead"];
    public override string Submit => Say["account.open"];
    public override (string Address, string Name) Back => ("/pengaturan/akun", Say["accounts"]);

    protected override IReadOnlyList<SettingInput> Fields => [new("nama", Say["account.user-name"], _officer.Id) { Required = true, Longest = 60, Hint = Say["account.user-name.hint"] }];

    public IActionResult OnGet(string petugas) => Find(petugas) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string petugas)
    {
        if (!Find(petugas)) return NotFound();
        var (name, password) = (Sent("nama"), AccountDesk.FirstPassword());
        try
        {
            await accounts.CreateAsync(Current.Id, petugas, name, password, mustChange: true, Current.Officer, (Sent("kunci"), "/pengaturan/akun"), Token);
        }
        catch (PostgresException sent) when (SentForms.WasSent(sent))
        {
            return Done(Say["account.sent-before"]);
        }
        catch (OperatorException refused)
        {
            return Refuse(refused.Message, refused.Hint ?? Say["refused.hint"]);
        }
        TempData[IndexModel.FirstPassword] = name + "\n" + password;
        return LocalRedirect("/pengaturan/akun");
    }

    private bool Find(string petugas)
    {
        if (!AtWork.Officers.TryGetValue(petugas, out var officer)) return false;
        _officer = officer;
        return true;
    }
}
