using System.CommandLine;
using Laksana.Server.Touring;
using Laksana.Server.Touring.Scripts;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Commands;

/// <summary><c>laksana tour</c>: every procedure once, through the API of a fresh demo. Ends with 1 when anything fell short.</summary>
internal sealed class TourCommand
{
    private readonly Option<bool> _keep = new("--keep") { Description = Words["Tour.Keep"] };
    private readonly Option<string> _offices = new("--offices") { Description = Words["Tour.Offices"], HelpName = "DIR" };

    public static Command Create()
    {
        var tour = new TourCommand();
        return new Command("tour", Words["Tour"]) { tour._keep, tour._offices }.Runs(tour.RunAsync);
    }

    private async Task<ExitCode> RunAsync(Call call, CancellationToken token)
    {
        var order = new TourOrder(call.Value(_offices) ?? Path.Combine(AppContext.BaseDirectory, "procedures"), call.Value(_keep), TourScripts.All);
        var lines = call.Json ? call.Error : call.Output;
        call.Error.WriteLine(Words["Tour.Starting"]);
        var answer = await new Tour(order, line => TourPrinter.Line(lines, line)).RunAsync(token);
        call.Answer(answer, CommandJson.Default.TourAnswer, to => TourPrinter.Summary(to, answer));
        return answer.Succeeded ? ExitCode.Ok : ExitCode.Failed;
    }
}
