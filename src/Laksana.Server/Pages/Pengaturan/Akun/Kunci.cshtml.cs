using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Pengaturan.Akun;

/// <summary>Shuts an account, or opens one that is shut.</summary>
internal sealed class KunciModel(CurrentOffice office, AccountDesk accounts) : AccountForm(office, accounts)
{
    private bool IsLocked => Account.LockedUntil > TimeProvider.System.GetUtcNow();

    public override string Title => Say[IsLocked ? "account.unlock-of" : "account.lock-of", Account.UserName];
    public override string? Lead => Say[IsLocked ? "account.unlock.lead" : "account.lock.lead", Account.Name];
    public override string Submit => Say[IsLocked ? "account.unlock" : "account.lock"];
    public override bool IsDangerous => !IsLocked;

    protected override IReadOnlyList<SettingInput> Fields => IsLocked ? [new("buka", "", "ya", InputKind.Hidden)] : [new("alasan", Say["reason"]) { Required = true }];

    public async Task<IActionResult> OnPostAsync(string petugas)
    {
        if (!await FindAsync(petugas)) return NotFound();
        if (Sent("buka") == "ya")
        {
            await Accounts.UnlockAsync(Current.Id, Account.UserName, Current.Officer, Token);
            return Done(Say["account.unlocked", Account.UserName]);
        }
        var reason = SentLine("alasan", needed: true);
        if (HasFaults) return Refuse();
        if (await WhyNotAsync() is { } why) return Refuse(why, Say["account.why-not.hint"]);
        await Accounts.LockAsync(Current.Id, Account.UserName, reason!, Current.Officer, Token);
        return Done(Say["account.locked", Account.UserName]);
    }
}
