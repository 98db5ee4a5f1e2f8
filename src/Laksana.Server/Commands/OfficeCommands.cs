using System.CommandLine;
using Laksana.Database;
using Laksana.Officers;
using Laksana.Server.Hosting;
using Laksana.Server.Installing;
using Laksana.Server.Pages;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Commands;

/// <summary><c>laksana office install DIR…</c> and <c>laksana office list</c>.</summary>
internal sealed class OfficeCommands
{
    private readonly InstallationOptions _installation = new();
    private readonly Argument<string[]> _folders = new("DIR") { Description = Words["Office.Folders"], Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _what = new("--what") { Description = Words["Office.What"], HelpName = "TEXT" };

    public static Command Create()
    {
        var (install, list) = (new OfficeCommands(), new OfficeCommands());
        var installing = new Command("install", Words["Office.Install"]) { install._folders, install._what };
        install._installation.AddTo(installing);
        var listing = new Command("list", Words["Office.List"]);
        list._installation.AddTo(listing);
        return CommandTree.Group("office", Words["Office"], installing.Runs(install.InstallAsync), listing.Runs(list.ListAsync));
    }

    private async Task<ExitCode> InstallAsync(Call call, CancellationToken token)
    {
        await using var database = await LaksanaDatabase.JoinAsync(_installation.Settings(call), token: token);
        await using var services = Services(database);
        var installer = services.GetRequiredService<OfficeInstaller>();
        // All are read before the first is installed: one bad folder leaves every office as it was.
        var folders = call.Value(_folders).Select(installer.Read).ToList();
        var installed = new List<InstalledOffice>();
        foreach (var folder in folders)
            installed.Add(await installer.InstallAsync(folder, "installation", call.Value(_what) ?? Words["Office.FirstVersion"], token));
        call.Answer(installed, CommandJson.Default.IReadOnlyListInstalledOffice, to =>
        {
            foreach (var office in installed)
                to.WriteLine(Words["Office.Installed", office.Office, office.Name, office.Published.Count]);
        });
        return ExitCode.Ok;
    }

    private async Task<ExitCode> ListAsync(Call call, CancellationToken token)
    {
        await using var database = await LaksanaDatabase.JoinAsync(_installation.Settings(call), token: token);
        await using var services = Services(database);
        var offices = services.GetRequiredService<Offices>();
        var names = new List<OfficeLine>();
        foreach (var id in await offices.ListAsync(token))
            names.Add(new OfficeLine(id, (await offices.GetAsync(id, token)).Definition.FullName));
        call.Answer(names, CommandJson.Default.IReadOnlyListOfficeLine, to => names.ForEach(o => to.WriteLine($"{o.Office}\t{o.Name}")));
        return ExitCode.Ok;
    }

    private static ServiceProvider Services(LaksanaDatabase database) =>
        new ServiceCollection().AddSingleton(database).AddSingleton(TimeProvider.System).AddCases().BuildServiceProvider();
}

internal sealed record OfficeLine(string Office, string Name);
