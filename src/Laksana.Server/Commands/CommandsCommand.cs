using System.CommandLine;

namespace Laksana.Server.Commands;

/// <summary><c>laksana commands</c> (hidden): writes docs/commands.md from the command tree; call it with <c>--bahasa en</c>.</summary>
internal static class CommandsCommand
{
    public static Command Create() => new Command("commands", "Writes docs/commands.md.") { Hidden = true }.Runs((call, _) =>
    {
        call.Output.Write(CommandsPage.Write(CommandTree.Build()));
        return Task.FromResult(ExitCode.Ok);
    });
}
