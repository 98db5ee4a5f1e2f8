using System.Net.Mail;
using System.Text.RegularExpressions;
using Laksana.Notices;
using Laksana.Server.Accounts;
using Laksana.Server.Pages.Akun;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Kabar.KabarWords;

namespace Laksana.Server.Pages.Kabar;

/// <summary>Takes an address down and sends a code to it. Asks for the password: what an office does must not go astray from a session left open.</summary>
internal sealed partial class AlamatModel(UserManager<Account> accounts, OwnPassword password, AddressCodes codes, PersonalNoticeBook persons, DirectMessages messages, CurrentOffice office, TimeProvider clock) : OwnAccountPage(accounts)
{
    public async Task<IActionResult> OnPostAsync(string? cara, string? alamat, string? sandi)
    {
        if (PribadiModel.WayOf(cara) is not { } way || Checked(way, alamat?.Trim() ?? "") is not { } address) return Refuse(Say["address.wrong"], Say["address.wrong.hint"]);
        if (await password.RefusalAsync(HttpContext, Account, sandi) is { } refusal) return Refuse(refusal);
        if (await codes.AskAsync(office.Id, office.Officer, way, address, HttpContext.RequestAborted) is not { } code) return Refuse(Say["code.too-many"], Say["code.too-many.hint"]);
        var sent = await messages.SendCodeAsync(office.Id, office.Officer, way, address, code, HttpContext.RequestAborted);
        if (sent.End is HandoverEnd.Taken or HandoverEnd.Uncertain)
        {
            TempData.SayDone(Say["code.sent", address]);
            return LocalRedirect("/akun/kabar");
        }
        await persons.ForgetAsync(office.Id, office.Officer, way, clock.GetUtcNow(), HttpContext.RequestAborted);
        return Refuse(Say["code.not-sent", sent.Answer], Say["code.not-sent.hint"]);
    }

    /// <summary>The address as it is kept; null when it can be none.</summary>
    internal static string? Checked(NoticeWay way, string typed) => way == NoticeWay.Mail
        ? typed.Length <= 200 && MailAddress.TryCreate(typed, out var mail) && mail.Address == typed && Plain.IsMatch(typed) ? typed : null
        : Recipient.IsMatch(typed) ? typed.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal) : null;

    /// <summary>Nothing that could end the line or the brackets around it in the talk with the server.</summary>
    [GeneratedRegex(@"\A[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Plain { get; }

    /// <summary>A telephone number, or what a gateway calls its recipients.</summary>
    [GeneratedRegex(@"\A[A-Za-z0-9+@_.: -]{3,64}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Recipient { get; }
}
