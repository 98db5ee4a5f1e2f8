using System.Security.Cryptography;
using System.Text.Json;
using Laksana.Officers;

namespace Laksana.Notices;

/// <summary>Messages that somebody waits for on a page: a code for an address, an administrator's test. Sent at once and not tried again.</summary>
public sealed class DirectMessages(NoticeSettingsBook settings, NoticeSecrets secrets, Webhook webhook, Offices offices)
{
    private static readonly MailTimes Times = new() { Connect = TimeSpan.FromSeconds(8), Reply = TimeSpan.FromSeconds(8), Acceptance = TimeSpan.FromSeconds(20) };

    public async Task<Handover> SendAsync(string office, string officer, NoticeWay way, string to, string subject, string body, CancellationToken token)
    {
        var kept = await settings.ReadAsync(office, token);
        if (way == NoticeWay.Mail ? !kept.Settings.MailIsSet : !kept.Settings.WebhookIsSet) return new Handover(HandoverEnd.NotNow, NoticeWords.Say["direct.not-set"]);
        var (id, now) = (Guid.NewGuid(), TimeProvider.System.GetUtcNow());
        try
        {
            var secret = (way == NoticeWay.Mail ? kept.MailSecret : kept.WebhookSecret) is { } sealedSecret ? secrets.Open(office, sealedSecret) : null;
            if (way == NoticeWay.Webhook)
                return await webhook.SendAsync(kept.Settings, secret, id,
                    JsonSerializer.Serialize(new MessageText.Sent(id, office, officer, to, subject, body, []), MessageText.MessageJson.Default.Sent), now, _ => Task.FromResult(true), token);
            var name = (await offices.GetAsync(office, token)).Definition.Name;
            return await new MailServer(kept.Settings, secret, Times).SendAsync(new Letter(id, kept.Settings.SenderAddress!, name, to, subject, body, now), _ => Task.FromResult(true), token);
        }
        catch (CryptographicException)
        {
            return new Handover(HandoverEnd.NotNow, NoticeWords.Say["secret.gone"]);
        }
    }

    /// <summary>Sends the code that confirms an address.</summary>
    public Task<Handover> SendCodeAsync(string office, string officer, NoticeWay way, string to, string code, CancellationToken token) =>
        SendAsync(office, officer, way, to, NoticeWords.Say["message.code.subject"], NoticeWords.Say["message.code", code], token);

    /// <summary>Sends an administrator's test.</summary>
    public Task<Handover> TestAsync(string office, string officer, NoticeWay way, string to, CancellationToken token) =>
        SendAsync(office, officer, way, to, NoticeWords.Say["message.test.subject"], NoticeWords.Say["message.test"], token);
}
