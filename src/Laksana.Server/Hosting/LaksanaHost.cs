using System.Text.Encodings.Web;
using System.Text.Unicode;
using Laksana.Database;
using Laksana.Server.Accounts;
using Laksana.Server.Api;
using Laksana.Server.Hosting.Metering;
using Laksana.Server.Pages;
using Laksana.Server.Pages.Agenda;
using Laksana.Server.Pages.Backups.Taking;
using Laksana.Server.Pages.Berkas;
using Laksana.Server.Pages.Capaian;
using Laksana.Server.Pages.Draf;
using Laksana.Server.Pages.Panduan;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.WebEncoders;

namespace Laksana.Server.Hosting;

/// <summary>The web side of an installation over its running database; the same for <c>laksana serve</c>, the tour and the tests.</summary>
internal static class LaksanaHost
{
    /// <param name="clock">The office's clock; sessions and locks count real time all the same.</param>
    /// <param name="more">What a test offers besides: machine work that does as it is told.</param>
    public static WebApplication Build(ServeOptions options, LaksanaDatabase database, TimeProvider clock, Action<IServiceCollection>? more = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(LaksanaHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.Logging.AddLogForm(options.Log);
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => WebServer.Configure(kestrel, options));
        builder.WebHost.UseUrls([.. options.Urls]);
        builder.Services.AddSingleton(options).AddSingleton(database).AddSingleton(clock);
        builder.Services.AddHost(options);
        builder.Services.AddAccounts();
        builder.Services.AddCases();
        builder.Services.AddNodeWork(options);
        builder.Services.AddPages();
        builder.Services.AddApi();
        more?.Invoke(builder.Services);
        var app = builder.Build();
        // Counts from the first request on, not from the first time somebody asks.
        app.Services.GetRequiredService<MetricsPage>();
        app.UseLaksana();
        app.MapLaksana();
        return app;
    }

    private static void AddHost(this IServiceCollection services, ServeOptions options)
    {
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
        services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        services.AddSingleton<MetricsPage>();
        services.AddSingleton<Backlog>();
        services.AddProblemDetails();
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/html", "text/plain", "application/json", "application/problem+json", "application/yaml", "image/svg+xml"];
        });
        // Level 4 of Brotli costs about as little as gzip and sends a fifth less over a bad link.
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = System.IO.Compression.CompressionLevel.Optimal);
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = options.Proxies.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in options.Proxies)
                forwarded.KnownIPNetworks.Add(proxy);
            forwarded.ForwardLimit = null;
        });
    }

    private static void UseLaksana(this WebApplication app)
    {
        app.UseDroppingOfTooMuch();
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseRequestLocalization(Language.Options());
        app.UseResponseCompression();
        app.UseNoCompressionOfSecrets();
        app.UseErrorPages();
        app.UseRouting();
        app.UseSizeLimit();
        app.UseAuthentication();
        app.UseCurrentOffice();
        app.UseAuthorization();
        app.UseFirstPassword();
        app.UseDrafts();
    }

    private static void MapLaksana(this WebApplication app)
    {
        app.MapAssets();
        app.MapHealth();
        app.MapAccountCalls();
        app.MapCaseCalls();
        app.MapBackupCalls();
        app.MapGuidePictures();
        app.MapDraftCalls();
        app.MapAgendaCalls();
        app.MapCapaianCalls();
        app.MapRazorPages();
        app.MapApi();
    }
}
