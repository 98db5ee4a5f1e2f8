using System.Globalization;
using Laksana.Notices;
using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.Kabar.KabarWords;

namespace Laksana.Server.Pages.Kabar;

/// <summary>How the office's messages leave, and which did not.</summary>
internal sealed class PengaturanModel(NoticeSettingsBook book, NoticeSecrets secrets, Undelivered undelivered, CurrentOffice office, TimeProvider clock) : PageModel
{
    /// <summary>As the form shows it: what is kept, or what was typed and refused.</summary>
    public NoticeSettings Settings { get; private set; } = null!;

    public StoredNoticeSettings Kept { get; private set; } = null!;

    public int Version { get; private set; }

    public IReadOnlyList<string> Wrong { get; private set; } = [];

    /// <summary>What another administrator wrote meanwhile: name, his value, the typed one.</summary>
    public IReadOnlyList<(string Name, string Theirs, string Typed)> Conflict { get; private set; } = [];

    public int Waiting { get; private set; }

    public IReadOnlyList<FailedMessage> Failed { get; private set; } = [];

    /// <summary>What a test answered.</summary>
    public string? Answer { get; private set; }

    public async Task OnGetAsync()
    {
        await ReadAsync();
        (Settings, Version) = (Kept.Settings, Kept.Version);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await ReadAsync();
        var form = new SettingsForm(Request.Form);
        (Settings, Version) = (form.Settings, form.Seen);
        Wrong = form.Wrong(Kept);
        if (Wrong.Count > 0) return Page();
        var mail = form.NewMailSecret is { } password ? secrets.Protect(office.Id, password) : form.ForgetMailSecret ? null : Kept.MailSecret;
        var webhook = form.NewWebhookSecret is { } key ? secrets.Protect(office.Id, key) : form.ForgetWebhookSecret ? null : Kept.WebhookSecret;
        if (form.Seen == Kept.Version && await book.WriteAsync(office.Id, Settings, form.Seen, mail, webhook, HttpContext.RequestAborted, transaction =>
                AdministrationLog.AddAsync(transaction, office.Id, office.Officer, AdministrationActs.NoticesChanged, office.Id, Details(form), clock.GetUtcNow(), HttpContext.RequestAborted)))
        {
            TempData.SayDone(Say["set.saved"]);
            return LocalRedirect("/pengaturan/kabar");
        }
        await ReadAsync();
        Version = Kept.Version;
        Conflict = [.. Values(Kept.Settings).Zip(Values(Settings)).Where(p => p.First.Value != p.Second.Value).Select(p => (p.First.Name, p.First.Value, p.Second.Value))];
        return Page();
    }

    public static IEnumerable<(string Name, string Value)> Values(NoticeSettings s)
    {
        yield return (Say["set.mail.host"], s.MailHost ?? "");
        yield return (Say["set.mail.port"], s.MailPort.ToString(CultureInfo.InvariantCulture));
        yield return (Say["set.mail.security"], Say["set.mail.security." + s.MailSecurity]);
        yield return (Say["set.mail.user"], s.MailUser ?? "");
        yield return (Say["set.mail.print"], s.MailCertificate ?? "");
        yield return (Say["set.sender"], s.SenderAddress ?? "");
        yield return (Say["set.hook.address"], s.WebhookAddress ?? "");
        yield return (Say["set.hook.inside"], s.WebhookWithin ? Say["yes"] : Say["no"]);
        yield return (Say["set.base"], s.BaseAddress ?? "");
        yield return (Say["quiet"], $"{TypedTimes.Of(s.QuietFrom)}–{TypedTimes.Of(s.QuietTo)}");
        yield return (Say["quiet.days-off"], s.QuietDaysOff ? Say["yes"] : Say["no"]);
    }

    /// <summary>For the log of administration: everything but the secrets, of which it says only that they changed.</summary>
    private static List<(string, string?)> Details(SettingsForm form)
    {
        var s = form.Settings;
        return
        [
            ("smtp", s.MailHost is null ? null : string.Create(CultureInfo.InvariantCulture, $"{s.MailHost}:{s.MailPort} {s.MailSecurity}")), ("smtp-user", s.MailUser), ("sender", s.SenderAddress),
            ("smtp-password", form.NewMailSecret is not null ? "changed" : form.ForgetMailSecret ? "removed" : null), ("webhook", s.WebhookAddress is { } hook ? new Uri(hook).GetLeftPart(UriPartial.Authority) : null),
            ("webhook-key", form.NewWebhookSecret is not null ? "changed" : form.ForgetWebhookSecret ? "removed" : null), ("webhook-within", s.WebhookWithin ? "yes" : null), ("base", s.BaseAddress),
            ("quiet", s.Quiet is { } quiet ? $"{TypedTimes.Of(quiet.From)}-{TypedTimes.Of(quiet.To)}" : null), ("quiet-days-off", s.QuietDaysOff ? "yes" : null),
        ];
    }

    private async Task ReadAsync()
    {
        Kept = await book.ReadAsync(office.Id, HttpContext.RequestAborted);
        (Waiting, Failed) = await undelivered.ReadAsync(office.Id, HttpContext.RequestAborted);
        Answer = TempData["Kabar.Answer"] as string;
        ViewData["Help"] = "administrator#kabar";
    }
}
