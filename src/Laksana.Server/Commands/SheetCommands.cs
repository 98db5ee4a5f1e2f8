using System.CommandLine;
using System.Globalization;
using Laksana.Officers;
using Laksana.Procedures;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Commands;

/// <summary><c>laksana sheet lint|show|simulate</c>: sheets as files; no database is needed.</summary>
internal sealed class SheetCommands
{
    private readonly Argument<string[]> _paths = new("FILE") { Description = Words["Sheet.Paths"], Arity = ArgumentArity.OneOrMore };
    private readonly Argument<string> _file = new("FILE") { Description = Words["Sheet.File"] };
    private readonly Option<int> _width = new("--width") { Description = Words["Sheet.Width"], DefaultValueFactory = _ => 120, HelpName = "N" };
    private readonly Option<int> _seed = new("--seed") { Description = Words["Sheet.Seed"], DefaultValueFactory = _ => 1, HelpName = "N" };
    private readonly Option<int> _count = new("--count") { Description = Words["Sheet.Count"], DefaultValueFactory = _ => 1000, HelpName = "N" };

    public static Command Create()
    {
        var (lint, show, simulate) = (new SheetCommands(), new SheetCommands(), new SheetCommands());
        return CommandTree.Group("sheet", Words["Sheet"],
            new Command("lint", Words["Sheet.Lint"]) { lint._paths }.Runs(lint.LintAsync),
            new Command("show", Words["Sheet.Show"]) { show._file, show._width }.Runs(show.ShowAsync),
            new Command("simulate", Words["Sheet.Simulate"]) { simulate._file, simulate._seed, simulate._count }.Runs(simulate.SimulateAsync));
    }

    private Task<ExitCode> LintAsync(Call call, CancellationToken token)
    {
        var findings = call.Value(_paths).SelectMany(Lint).ToList();
        var errors = findings.Count(f => f.Severity == Severity.Error);
        call.Answer<IReadOnlyList<Finding>>(findings, CommandJson.Default.IReadOnlyListFinding, to =>
        {
            foreach (var finding in findings) to.WriteLine(finding);
            to.WriteLine(Words["Sheet.Linted", errors, findings.Count - errors]);
        });
        return Task.FromResult(errors == 0 ? ExitCode.Ok : ExitCode.Failed);
    }

    /// <summary>A folder is an office, or holds offices; all its files are held against one another.</summary>
    private static IReadOnlyList<Finding> Lint(string path)
    {
        if (!Directory.Exists(path)) return SheetReader.Read(Text(path), path).Findings;
        var offices = OfficeFolder.Under(path);
        return offices.Count == 0 ? OfficeFolder.Load(path).Findings : [.. offices.SelectMany(o => OfficeFolder.Load(o).Findings)];
    }

    private Task<ExitCode> ShowAsync(Call call, CancellationToken token)
    {
        call.Output.WriteLine(FlowTableText.Draw(Read(call.Value(_file)), Math.Clamp(call.Value(_width), 60, 400)));
        return Task.FromResult(ExitCode.Ok);
    }

    private Task<ExitCode> SimulateAsync(Call call, CancellationToken token)
    {
        var sheet = Read(call.Value(_file));
        var answer = new SimulateAnswer(SheetPaths.Walk(sheet), Simulation.Run(sheet, call.Value(_seed), Math.Clamp(call.Value(_count), 1, 1_000_000)));
        call.Answer(answer, CommandJson.Default.SimulateAnswer, to =>
        {
            to.WriteLine(answer.Paths.ToText(CultureInfo.CurrentUICulture));
            to.WriteLine(answer.Walks.ToText(CultureInfo.CurrentUICulture));
        });
        return Task.FromResult(answer.Walks.AllEnded ? ExitCode.Ok : ExitCode.Failed);
    }

    private static Procedure Read(string file)
    {
        var reading = SheetReader.Read(Text(file), file);
        return reading.Procedure ?? throw new OperatorException(
            string.Join(Environment.NewLine, reading.Findings.Where(f => f.Severity == Severity.Error)), Words["Sheet.Errors.Hint"]);
    }

    private static string Text(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException(Words["File.Unreadable", file, unreadable.Message], Words["File.Unreadable.Hint"], ExitCode.NotFound, unreadable);
        }
    }
}

internal sealed record SimulateAnswer(SheetWalk Paths, SimulationResult Walks);
