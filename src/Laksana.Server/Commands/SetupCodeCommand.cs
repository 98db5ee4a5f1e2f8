using System.CommandLine;
using Laksana.Database;
using Laksana.Server.Installing;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Commands;

/// <summary><c>laksana setup-code</c>: the code of the first start, for whoever runs the machine.</summary>
internal sealed class SetupCodeCommand
{
    private readonly InstallationOptions _installation = new();

    public static Command Create()
    {
        var setup = new SetupCodeCommand();
        var command = new Command("setup-code", Words["SetupCode"]);
        setup._installation.AddTo(command);
        return command.Runs(setup.RunAsync);
    }

    private async Task<ExitCode> RunAsync(Call call, CancellationToken token)
    {
        await using var database = await LaksanaDatabase.JoinAsync(_installation.Settings(call), token: token);
        if ((await database.OfficesAsync(token)).Count > 0)
            throw new OperatorException(Words["SetupCode.HasOffice"], Words["SetupCode.HasOffice.Hint"]);
        var answer = new SetupCodeAnswer(SetupDesk.Code(_installation.Settings(call).DataDirectory));
        call.Answer(answer, CommandJson.Default.SetupCodeAnswer, to => to.WriteLine(answer.Code));
        return ExitCode.Ok;
    }
}

/// <param name="Code">Opens /mulai while there is no office.</param>
internal sealed record SetupCodeAnswer(string Code);
