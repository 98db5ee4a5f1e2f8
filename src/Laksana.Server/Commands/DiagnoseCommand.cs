using System.CommandLine;
using Laksana.Automation;
using Laksana.Database;
using Laksana.Network;
using Laksana.Server.Hosting;
using Laksana.Server.Installing;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Commands;

/// <summary><c>laksana diagnose SITE</c>: walks the ladder for a site from this machine. Ends with 0 when people there can work, 1 when something is wrong, 7 when it cannot be said.</summary>
internal sealed class DiagnoseCommand
{
    private readonly InstallationOptions _installation = new();
    private readonly NetworkOptions _network = new();
    private readonly Argument<string> _site = new("SITE") { Description = Words["Diagnose.Site"] };
    private readonly Option<string> _office = new("--office") { Description = Words["Diagnose.Office"], HelpName = "ID" };

    public static Command Create()
    {
        var diagnose = new DiagnoseCommand();
        var command = new Command("diagnose", Words["Diagnose"]) { diagnose._site, diagnose._office };
        diagnose._installation.AddTo(command);
        diagnose._network.AddTo(command);
        return command.Runs(diagnose.RunAsync);
    }

    private async Task<ExitCode> RunAsync(Call call, CancellationToken token)
    {
        var settings = _installation.Settings(call);
        var options = new ServeOptions
        {
            Urls = [], DataDirectory = settings.DataDirectory, Demo = DemoStamp.Find(settings.DataDirectory) is not null, ProbesMayReach = ServeCommand.Networks(_network.Allowed(call)), ProbeSecrets = _network.Secrets(call),
        };
        await using var database = await LaksanaDatabase.JoinAsync(settings, token: token);
        await using var services = new ServiceCollection().AddSingleton(database).AddSingleton(TimeProvider.System).AddLogging().AddCases().AddNetwork(options).BuildServiceProvider();
        var office = await OfficeAsync(call, database, token);
        try
        {
            var found = await services.GetRequiredService<SiteDiagnosis>().RunAsync(office, call.Value(_site), new Printed(call), token);
            call.Answer(found.Told(), DiagnosisJson.Default.DiagnosisTold, to => to.WriteLine(found.Summary()));
            return found.Verdict.Works switch { true => ExitCode.Ok, false => ExitCode.Failed, null => ExitCode.Undecided };
        }
        catch (ActionFailedException failed)
        {
            throw new OperatorException(failed.Message, failed.Hint ?? "", ExitCode.NotFound, failed);
        }
    }

    /// <summary>The one that was named, or the only one there is.</summary>
    private async Task<string> OfficeAsync(Call call, LaksanaDatabase database, CancellationToken token)
    {
        var offices = await database.OfficesAsync(token);
        if (call.Value(_office) is { } named) return offices.Contains(named) ? named : throw new OperatorException(Words["Backup.NoOffice", named], Words["Backup.NoOffice.Hint"], ExitCode.NotFound);
        return offices.Count == 1 ? offices[0] : throw new OperatorException(Words["Diagnose.WhichOffice"], Words["Backup.NoOffice.Hint"], ExitCode.Usage);
    }

    /// <summary>Each rung as it is done, on standard error; nothing under --json.</summary>
    private sealed class Printed(Call call) : IActionProgress
    {
        public ValueTask ReportAsync(string line, double? fraction, CancellationToken token)
        {
            if (!call.Json) call.Error.WriteLine(line);
            return ValueTask.CompletedTask;
        }

        public Task StillMineAsync(CancellationToken token) => Task.CompletedTask;
    }
}
