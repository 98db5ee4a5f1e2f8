using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Pengaturan.Akun;

/// <summary>Takes an account away; the officer stays on the books.</summary>
internal sealed class TutupModel(CurrentOffice office, AccountDesk accounts) : AccountForm(office, accounts)
{
    public override string Title => Say["account.close-of", Account.UserName];
    public override string? Lead => Say["account.close.lead", Account.Name];
    public override string Submit => Say["account.close"];
    public override bool IsDangerous => true;

    protected override IReadOnlyList<SettingInput> Fields => [new("alasan", Say["reason"]) { Required = true }];

    public async Task<IActionResult> OnPostAsync(string petugas)
    {
        if (!await FindAsync(petugas)) return NotFound();
        var reason = SentLine("alasan", needed: true);
        if (HasFaults) return Refuse();
        if (await WhyNotAsync() is { } why) return Refuse(why, Say["account.why-not.hint"]);
        await Accounts.CloseAsync(Current.Id, Account.UserName, reason!, Current.Officer, Token);
        return Done(Say["account.closed", Account.UserName]);
    }
}
