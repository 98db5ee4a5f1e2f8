using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Laksana.Notices;
using static Laksana.Server.Pages.Kabar.KabarWords;

namespace Laksana.Server.Pages.Kabar;

/// <summary>The office's settings as an administrator typed them, and everything that is wrong about them.</summary>
internal sealed partial class SettingsForm
{
    private readonly List<string> _wrong = [];

    public SettingsForm(IFormCollection form)
    {
        var times = new TypedTimes(form);
        string? Text(string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;
        Settings = new NoticeSettings
        {
            MailHost = Text("surel-server"),
            MailPort = int.TryParse(form["surel-porta"], NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 0,
            MailSecurity = Enum.TryParse<MailSecurity>(form["surel-aman"], out var security) && Enum.IsDefined(security) ? security : MailSecurity.StartTls,
            MailUser = Text("surel-pengguna"),
            MailCertificate = Text("surel-sidik")?.Replace(":", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant(),
            SenderAddress = Text("pengirim"),
            WebhookAddress = Text("gerbang-alamat"),
            WebhookWithin = form["gerbang-dalam"] == "ya",
            BaseAddress = Text("alamat-dasar")?.TrimEnd('/'),
            QuietFrom = times.Time("tenang-dari"),
            QuietTo = times.Time("tenang-sampai"),
            QuietDaysOff = form["tenang-libur"] == "ya",
        };
        (NewMailSecret, NewWebhookSecret) = (Text("surel-sandi"), Text("gerbang-kunci"));
        (ForgetMailSecret, ForgetWebhookSecret) = (form["surel-sandi-hapus"] == "ya", form["gerbang-kunci-hapus"] == "ya");
        Seen = int.TryParse(form["versi"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : 0;
        if (times.Wrong) _wrong.Add(Say["time.wrong"]);
    }

    public NoticeSettings Settings { get; }

    /// <summary>Null leaves the one that is kept.</summary>
    public string? NewMailSecret { get; }
    public string? NewWebhookSecret { get; }
    public bool ForgetMailSecret { get; }
    public bool ForgetWebhookSecret { get; }

    /// <summary>The version that the form showed.</summary>
    public int Seen { get; }

    public IReadOnlyList<string> Wrong(StoredNoticeSettings kept)
    {
        var s = Settings;
        if ((s.MailHost ?? s.WebhookAddress) is not null && !IsBase(s.BaseAddress)) _wrong.Add(Say["set.base.wrong"]);
        if (s.QuietFrom is null != s.QuietTo is null || s.QuietFrom is not null && s.QuietFrom == s.QuietTo) _wrong.Add(Say["quiet.half"]);
        if (s.MailHost is { } host) CheckMail(host, kept);
        if (s.WebhookAddress is { } webhook) CheckWebhook(webhook, kept);
        return _wrong;
    }

    private void CheckMail(string host, StoredNoticeSettings kept)
    {
        var s = Settings;
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown) _wrong.Add(Say["set.mail.host.wrong"]);
        if (s.MailPort is < 1 or > 65535) _wrong.Add(Say["set.mail.port.wrong"]);
        if (s.SenderAddress is null || AlamatModel.Checked(NoticeWay.Mail, s.SenderAddress) is null) _wrong.Add(Say["set.sender.wrong"]);
        if (s.MailCertificate is { } print && !Fingerprint.IsMatch(print)) _wrong.Add(Say["set.mail.print.wrong"]);
        var secret = NewMailSecret is not null || kept.MailSecret is not null && !ForgetMailSecret;
        if (s.MailUser is not null && !secret) _wrong.Add(Say["set.mail.password.missing"]);
        if (s.MailUser is not null && s.MailSecurity == MailSecurity.None && !IsHere(host)) _wrong.Add(Say["set.mail.clear"]);
        // A password goes only to the server it was given for: who changes the server types it again.
        if (NewMailSecret is null && kept.MailSecret is not null && !ForgetMailSecret && s.MailUser is not null && (kept.Settings.MailHost != host || kept.Settings.MailPort != s.MailPort || kept.Settings.MailSecurity != s.MailSecurity || kept.Settings.MailCertificate != s.MailCertificate))
            _wrong.Add(Say["set.mail.password.again"]);
    }

    private void CheckWebhook(string webhook, StoredNoticeSettings kept)
    {
        if (!Uri.TryCreate(webhook, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.UserInfo.Length > 0) _wrong.Add(Say["set.hook.wrong"]);
        else if (address.Scheme == "http" && !Settings.WebhookWithin) _wrong.Add(Say["set.hook.http"]);
        else if (!Settings.WebhookWithin && (address.IsLoopback || IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && Webhook.IsWithin(ip))) _wrong.Add(Say["set.hook.within"]);
        if (NewWebhookSecret is { Length: < 16 }) _wrong.Add(Say["set.hook.key.short"]);
        if (NewWebhookSecret is null && (kept.WebhookSecret is null || ForgetWebhookSecret)) _wrong.Add(Say["set.hook.key.missing"]);
    }

    private static bool IsHere(string host) => host == "localhost" || IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address);

    private static bool IsBase(string? typed) => Uri.TryCreate(typed, UriKind.Absolute, out var address) && address.Scheme is ("https" or "http") && address.PathAndQuery == "/" && address.UserInfo.Length == 0;

    [GeneratedRegex(@"\A[0-9a-f]{64}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fingerprint { get; }
}
