using Laksana.Notices;
using Microsoft.AspNetCore.DataProtection;

namespace Laksana.Server.Hosting;

/// <summary>Sends this node's share of the messages.</summary>
internal sealed class NoticeWork(Delivery delivery) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await delivery.RunAsync(stoppingToken);
    }
}

/// <summary>The bell's ways out, as pages and nodes use them.</summary>
internal static class NoticeServices
{
    private const string Purpose = "Laksana.NoticeSecret", AnswerPurpose = "Laksana.AnswerLink";

    public static IServiceCollection AddNotices(this IServiceCollection services) => services
        .AddSingleton<NoticeSettingsBook>()
        .AddSingleton<PersonalNoticeBook>()
        .AddSingleton<AddressCodes>()
        .AddSingleton<Undelivered>()
        .AddSingleton<Webhook>()
        .AddSingleton<DirectMessages>()
        .AddSingleton(s =>
        {
            var protector = s.GetRequiredService<IDataProtectionProvider>().CreateProtector(AnswerPurpose);
            return new AnswerLinks(protector.Protect, protector.Unprotect, s.GetRequiredService<TimeProvider>());
        })
        .AddSingleton(s => new NoticeSecrets(
            (office, value) => s.GetRequiredService<IDataProtectionProvider>().CreateProtector(Purpose, office).Protect(value),
            (office, kept) => s.GetRequiredService<IDataProtectionProvider>().CreateProtector(Purpose, office).Unprotect(kept)));
}
