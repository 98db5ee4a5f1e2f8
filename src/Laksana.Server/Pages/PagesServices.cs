using Laksana.Automation;
using Laksana.Server.Hosting;
using Laksana.Server.Pages.Berkas;
using Laksana.Server.Pages.Layanan;
using Laksana.Server.Pages.Draf;
using Laksana.Server.Pages.KirimLagi;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Laksana.Server.Pages;

/// <summary>Registers the pages: forms are limited in size and always carry an antiforgery token.</summary>
internal static class PagesServices
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddScoped<OfficeTimes>();
        services.AddSingleton<CaseReader>();
        services.TryAddSingleton<ActionProgress>();
        services.AddSingleton<FormKeeper>();
        services.AddSingleton<Drafts>();
        services.AddScoped<CaseTools>();
        services.AddScoped<Sop.Draf.DraftDesk>();
        services.AddScoped<Pengaduan.ComplaintTools>();
        services.AddScoped<Bantuan.HelpTools>();
        services.AddScoped<Backups.Custody.CustodyPageTools>();
        services.AddSingleton<PaperDesk>();
        services.AddLayanan();
        services.AddSingleton<Kabar.UnreadLines>();
        services.AddSingleton<TableDesk>();
        services.AddSingleton<VerifyLimiter>();
        services.AddRazorPages().AddMvcOptions(options => options.SuppressAsyncSuffixInActionNames = false)
            .AddCookieTempDataProvider(options =>
            {
                options.Cookie.Name = "laksana-pesan";
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.Cookie.IsEssential = true;
            });
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "laksana-formulir";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.FormFieldName = "__formulir";
            options.HeaderName = "X-Formulir";
            // The frame is forbidden by the content security policy of every answer.
            options.SuppressXFrameOptionsHeader = true;
        });
        services.Configure<FormOptions>(form =>
        {
            form.ValueCountLimit = 4000;
            form.KeyLengthLimit = 200;
            form.ValueLengthLimit = (int)WebServer.LargestForm;
        });
        return services;
    }
}
