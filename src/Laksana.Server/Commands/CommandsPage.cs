using System.CommandLine;
using System.Globalization;
using System.Text;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Commands;

/// <summary>docs/commands.md.</summary>
internal static class CommandsPage
{
    public static string Write(RootCommand root)
    {
        var page = new StringBuilder();
        page.Append("# Commands\n\n");
        page.Append("Written from the program by `laksana commands --bahasa en`; a test compares. Every command answers in Indonesian, or in English\n");
        page.Append("with `--bahasa en` or an English `LANG`. Answers go to standard output, progress and errors to standard error.\n\n");
        Table(page, ["Exit code", "Meaning"], Enum.GetValues<ExitCode>().Select(code => new[] { $"{(int)code}", Words["Exit." + code] }));
        page.Append("\n## Options of every command\n\n");
        Table(page, ["Option", "Meaning"], root.Options.Where(o => !o.Hidden).Select(Row));
        foreach (var command in Leaves(root))
            Append(page, command);
        return page.ToString();
    }

    private static IEnumerable<Command> Leaves(Command command) =>
        command.Subcommands.Where(c => !c.Hidden).OrderBy(c => c.Name, StringComparer.Ordinal)
            .SelectMany(c => c.Subcommands.Count == 0 ? [c] : Leaves(c));

    private static void Append(StringBuilder page, Command command)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## `{CommandPaths.Of(command)}`\n\n{command.Description}\n\n```\n{CommandPaths.Usage(command)}\n```\n");
        var rows = command.Arguments.Where(a => !a.Hidden).Select(a => new[] { $"`<{a.HelpName ?? a.Name}>`", a.Description ?? "" })
            .Concat(command.Options.Where(o => !o.Hidden).Select(Row)).ToList();
        if (rows.Count == 0)
            return;
        page.Append('\n');
        Table(page, ["", "Meaning"], rows);
    }

    private static string[] Row(Option option) => [$"`{CommandPaths.Spelling(option)}`", option.Description ?? ""];

    private static void Table(StringBuilder page, string[] head, IEnumerable<string[]> rows)
    {
        page.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", head)} |\n|{string.Concat(head.Select(_ => "---|"))}\n");
        foreach (var row in rows)
            page.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |\n");
    }
}
