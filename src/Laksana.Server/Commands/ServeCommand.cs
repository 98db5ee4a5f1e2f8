using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using Laksana.Backups;
using Laksana.Database;
using Laksana.Officers;
using Laksana.Server.Hosting;
using Laksana.Server.Installing;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Commands;

/// <summary><c>laksana serve</c>: starts the database, migrates it, and answers until it is told to stop.</summary>
internal sealed class ServeCommand
{
    private readonly InstallationOptions _installation = new();
    private readonly Option<string[]> _urls = new("--urls") { Description = Words["Serve.Urls"], HelpName = "URL", DefaultValueFactory = _ => ["http://127.0.0.1:5080"], AllowMultipleArgumentsPerToken = true };
    private readonly Option<bool> _demo = new("--demo") { Description = Words["Serve.Demo"] };
    private readonly Option<string> _offices = new("--offices") { Description = Words["Serve.Offices"], HelpName = "DIR" };
    private readonly Option<string> _headFile = new("--head-file") { Description = Words["Serve.HeadFile"], HelpName = "FILE" };
    private readonly BackupOptions _backups = new();
    private readonly NetworkOptions _network = new();
    private readonly Option<string[]> _proxies = new("--proxy") { Description = Words["Serve.Proxy"], HelpName = "IP" };
    private readonly Option<string[]> _monitors = new("--monitor") { Description = Words["Serve.Monitor"], HelpName = "IP" };
    private readonly Option<string> _certificate = new("--certificate") { Description = Words["Serve.Certificate"], HelpName = "FILE" };
    private readonly Option<string> _certificateKey = new("--certificate-key") { Description = Words["Serve.CertificateKey"], HelpName = "FILE" };
    private readonly Option<LogForm> _log = new("--log") { Description = Words["Serve.Log"], HelpName = "plain|json", DefaultValueFactory = _ => LogForm.Plain };

    public static Command Create()
    {
        var serve = new ServeCommand();
        var command = new Command("serve", Words["Serve"]);
        serve._installation.AddTo(command);
        foreach (var option in (Option[])[serve._urls, serve._offices, serve._demo, serve._headFile, serve._proxies, serve._monitors,
                     serve._certificate, serve._certificateKey, serve._log])
            command.Add(option);
        serve._backups.AddTo(command);
        serve._network.AddTo(command);
        serve._urls.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => !IsUrl(t.Value)))
                result.AddError(Words["Serve.BadUrl", token.Value]);
        });
        return command.Runs(serve.RunAsync);
    }

    private async Task<ExitCode> RunAsync(Call call, CancellationToken token)
    {
        var options = Options(call);
        using var logs = LoggerFactory.Create(logging => logging.AddLogForm(options.Log));
        await using var database = await LaksanaDatabase.StartAsync(_installation.Settings(call), logs, token);
        var hasOffices = (await database.OfficesAsync(token)).Count > 0;
        var stamp = DemoStamp.Find(options.DataDirectory) ?? (options.Demo ? DemoStamp.Make(options.DataDirectory, hasOffices) : null);
        var sources = options.BackupSources;
        if (stamp is not null && database.Cluster is { } cluster && sources.All(s => s.Name != DemoPopulation.Name))
            sources = [.. sources, await DemoPopulation.CreateAsync(cluster, token)];
        await using var app = Build(options with { Demo = stamp is not null, Works = true, BackupSources = sources }, database, stamp is null ? TimeProvider.System : new DemoClock(stamp));
        if (stamp is not null && !hasOffices)
        {
            await app.Services.GetRequiredService<DemoInstallation>().InstallAsync(call.Value(_offices) ?? OfficesFolder(), token);
            await app.Services.GetRequiredService<DemoNetwork>().InstallAsync(token);
        }
        else if (call.Value(_offices) is { } folder)
            await InstallAsync(app, folder, token);
        await app.StartAsync(token);
        if (stamp is not null)
            Show(call, app.Services.GetRequiredService<DemoInstallation>().Accounts(call.Value(_offices) ?? OfficesFolder()));
        call.Answer(new ServingAnswer([.. app.Urls]), CommandJson.Default.ServingAnswer,
            to => to.WriteLine(Words["Serve.Ready", string.Join(' ', app.Urls)]));
        if ((await database.OfficesAsync(token)).Count == 0)
            call.Error.WriteLine(Words["Serve.NoOffice", $"{app.Urls.FirstOrDefault()}/mulai?kode={SetupDesk.Code(options.DataDirectory)}"]);
        await app.WaitForShutdownAsync(token);
        return ExitCode.Ok;
    }

    /// <summary>The sheets that come with the program.</summary>
    private static string OfficesFolder() => Path.Combine(AppContext.BaseDirectory, "procedures");

    private static async Task InstallAsync(WebApplication app, string folder, CancellationToken token)
    {
        var installer = app.Services.GetRequiredService<OfficeInstaller>();
        foreach (var office in OfficeFolder.Under(folder).Select(installer.Read).ToList())
            await installer.InstallAsync(office, "installation", Words["Office.FirstVersion"], token);
    }

    private static void Show(Call call, IReadOnlyList<DemoAccount> accounts)
    {
        call.Error.WriteLine(Words["Demo.Accounts", DemoInstallation.Password]);
        foreach (var account in accounts)
            call.Error.WriteLine($"  {account.Office,-18} {account.UserName,-12} {account.Name,-28} {(account.Administrator ? "Administrator" : account.Positions)}");
    }

    private static WebApplication Build(ServeOptions options, LaksanaDatabase database, TimeProvider clock)
    {
        try
        {
            return LaksanaHost.Build(options, database, clock);
        }
        catch (Exception error) when (options.Certificate is not null && error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new OperatorException(Words["Serve.BadCertificate", error.Message], Words["Serve.BadCertificate.Hint"], ExitCode.NotFound, error);
        }
    }

    private ServeOptions Options(Call call) => new()
    {
        Urls = call.Value(_urls)!,
        Proxies = Networks(call.Value(_proxies)),
        Monitors = Networks(call.Value(_monitors)),
        Certificate = call.Value(_certificate),
        CertificateKey = call.Value(_certificateKey),
        Log = call.Value(_log),
        Demo = call.Value(_demo),
        HeadFile = call.Value(_headFile),
        BackupFolder = _backups.Folder(call),
        ScratchFolder = _backups.Scratch(call),
        BackupSources = _backups.Sources(call),
        ProbesMayReach = Networks(_network.Allowed(call)),
        ProbeSecrets = _network.Secrets(call),
        MediaRoots = _backups.MediaRoots(call),
        DataDirectory = _installation.Settings(call).DataDirectory,
    };

    internal static List<IPNetwork> Networks(string[]? texts)
    {
        var networks = new List<IPNetwork>();
        foreach (var text in texts ?? [])
            networks.Add(ParseNetwork(text) ?? throw new OperatorException(Words["Serve.BadNetwork", text], Words["Usage.Hint", "laksana serve --help"], ExitCode.Usage));
        return networks;
    }

    private static IPNetwork? ParseNetwork(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;

    private static bool IsUrl(string text) =>
        // Kestrel also knows http://*:80 and http://+:80, which are no URIs.
        Uri.TryCreate(text.Replace("*", "0.0.0.0", StringComparison.Ordinal).Replace("+", "0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https";
}

internal sealed record ServingAnswer(IReadOnlyList<string> Addresses);
