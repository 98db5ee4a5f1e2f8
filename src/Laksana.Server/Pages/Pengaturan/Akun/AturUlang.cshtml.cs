using Laksana.Database;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Pengaturan.Akun;

/// <summary>Gives a new first password, shown once; whoever got in by the old one is out.</summary>
internal sealed class AturUlangModel(CurrentOffice office, AccountDesk accounts) : AccountForm(office, accounts)
{
    public override string Title => Say["account.reset-of", Account.UserName];
    public override string? Lead => Say["account.reset.lead", Account.Name];
    public override string Submit => Say["account.reset"];
    public override bool IsDangerous => true;

    protected override IReadOnlyList<SettingInput> Fields => Account.SecondFactor ? [new("langkah2", Say["account.reset.second"], null, InputKind.Check) { Hint = Say["account.reset.second.hint"] }] : [];

    public async Task<IActionResult> OnPostAsync(string petugas)
    {
        if (!await FindAsync(petugas)) return NotFound();
        if (Account.Officer == Current.Officer) return Refuse(Say["account.own"], Say["account.own.reset"]);
        try
        {
            return ShowOnce(Account.UserName, await Accounts.ResetAsync(Current.Id, Account.UserName, Sent("langkah2") == "ya", Current.Officer, (Sent("kunci"), "/pengaturan/akun"), Token));
        }
        catch (PostgresException sent) when (SentForms.WasSent(sent))
        {
            return Done(Say["account.sent-before"]);
        }
    }
}
