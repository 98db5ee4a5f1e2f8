using System.CommandLine;
using System.CommandLine.Invocation;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Commands;

/// <summary><c>--help</c> in the call's language; the library speaks no Indonesian.</summary>
internal sealed class HelpPage : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine(command.Description);
        output.WriteLine();
        output.WriteLine($"{Words["Usage"]}  {CommandPaths.Usage(command)}");
        WriteTable(output, Words["Commands"], command.Subcommands.Where(c => !c.Hidden).Select(c => (c.Name, c.Description)));
        WriteTable(output, Words["Arguments"], command.Arguments.Where(a => !a.Hidden).Select(a => ($"<{a.HelpName ?? a.Name}>", a.Description)));
        WriteTable(output, Words["Options"], OptionsOf(command).Select(o => (CommandPaths.Spelling(o), o.Description)));
        if (command is RootCommand)
            WriteTable(output, Words["ExitCodes"], Enum.GetValues<ExitCode>().Select(c => (((int)c).ToString(null, null), (string?)Words["Exit." + c])));
        return (int)ExitCode.Ok;
    }

    internal static IEnumerable<Option> OptionsOf(Command command)
    {
        var inherited = new List<Option>();
        for (var c = command.Parents.OfType<Command>().FirstOrDefault(); c is not null; c = c.Parents.OfType<Command>().FirstOrDefault())
            inherited.AddRange(c.Options.Where(o => o.Recursive));
        return command.Options.Concat(inherited).Where(o => !o.Hidden);
    }

    private static void WriteTable(TextWriter output, string title, IEnumerable<(string Name, string? Words)> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
            return;
        var width = all.Max(line => line.Name.Length) + 2;
        output.WriteLine();
        output.WriteLine(title);
        foreach (var (name, words) in all)
            output.WriteLine($"  {name.PadRight(width)}{words}");
    }
}
