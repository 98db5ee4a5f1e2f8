using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Commands;

/// <summary><c>laksana version</c></summary>
internal static class VersionCommand
{
    /// <summary>The program's version without the build's suffix.</summary>
    public static string Version { get; } =
        typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static Command Create() => new Command("version", Words["Version"]).Runs((call, _) =>
    {
        var answer = new VersionAnswer(Version, RuntimeInformation.FrameworkDescription);
        call.Answer(answer, CommandJson.Default.VersionAnswer, to => to.WriteLine($"Laksana {answer.Laksana} ({answer.Runtime})"));
        return Task.FromResult(ExitCode.Ok);
    });
}

internal sealed record VersionAnswer(string Laksana, string Runtime);
