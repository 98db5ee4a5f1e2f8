using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Commands;

/// <summary>What is wrong with the words of a call, in the call's language, and which help to read.</summary>
internal static class UsageErrors
{
    public static ExitCode Write(ParseResult parse, TextWriter error)
    {
        var messages = Explain(parse).Distinct(StringComparer.Ordinal).ToList();
        var hint = Words["Usage.Hint", CommandPaths.Of(parse.CommandResult.Command) + " --help"];
        if (parse.GetValue<bool>(GlobalOptions.JsonName))
            error.WriteLine(JsonSerializer.Serialize(new UsageAnswer(messages, hint, (int)ExitCode.Usage), CommandJson.Readable(CommandJson.Default.UsageAnswer)));
        else
        {
            foreach (var message in messages)
                error.WriteLine(message);
            error.WriteLine(hint);
        }
        return ExitCode.Usage;
    }

    private static IEnumerable<string> Explain(ParseResult parse)
    {
        foreach (var word in parse.UnmatchedTokens)
            yield return Words["UnknownWord", word];
        foreach (var problem in parse.Errors)
            if (Explain(problem, parse) is { } message)
                yield return message;
    }

    private static string? Explain(ParseError problem, ParseResult parse) => problem.SymbolResult switch
    {
        _ when parse.UnmatchedTokens.Any(word => problem.Message.Contains(word, StringComparison.Ordinal)) => null,
        OptionResult option => Explain(option, problem),
        ArgumentResult { Parent: OptionResult option } => Explain(option, problem),
        ArgumentResult { Tokens.Count: 0 } argument => Words["MissingArgument", argument.Argument.Name],
        CommandResult command when MissingOption(command) is { } missing => Words["MissingOption", missing],
        CommandResult command when command.Command.Arguments.FirstOrDefault(a => IsMissing(command, a)) is { } missing => Words["MissingArgument", missing.Name],
        CommandResult { Command.Subcommands.Count: > 0 } => Words["MissingCommand"],
        _ => problem.Message,
    };

    private static string Explain(OptionResult option, ParseError problem) => option switch
    {
        { Tokens.Count: 0 } => Words["OptionNeedsValue", option.Option.Name],
        // A validator of ours has already spoken in the call's language.
        _ when option.Option.Validators.Count > 0 && option.Option.CompletionSources.Count == 0 => problem.Message,
        _ => Words["BadValue", string.Join(' ', option.Tokens.Select(t => t.Value)), option.Option.Name, option.Option.HelpName ?? option.Option.ValueType.Name],
    };

    private static string? MissingOption(CommandResult command) =>
        command.Command.Options.FirstOrDefault(option => option.Required && command.GetResult(option) is null or { Implicit: true } && option.Required)?.Name;

    private static bool IsMissing(CommandResult command, Argument argument) =>
        argument.Arity.MinimumNumberOfValues > 0 && (command.GetResult(argument)?.Tokens.Count ?? 0) < argument.Arity.MinimumNumberOfValues;
}

internal sealed record UsageAnswer(IReadOnlyList<string> Errors, string Hint, int Code);
