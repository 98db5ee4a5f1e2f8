using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Laksana.Server.Commands;

/// <summary>One call of a command: its parsed words, and where and in which form it answers.</summary>
internal sealed class Call(ParseResult parse)
{
    public TextWriter Output => parse.InvocationConfiguration.Output;

    /// <summary>For progress and remarks, so that standard output holds the answer alone.</summary>
    public TextWriter Error => parse.InvocationConfiguration.Error;

    public bool Json { get; } = parse.GetValue<bool>(GlobalOptions.JsonName);

    public T? Value<T>(Option<T> option) => parse.GetValue(option);

    public T Value<T>(Argument<T> argument) => parse.GetRequiredValue(argument);

    /// <summary>Writes the answer as JSON under <c>--json</c>, else in words.</summary>
    public void Answer<T>(T answer, JsonTypeInfo<T> shape, Action<TextWriter> words)
    {
        if (Json)
            Output.WriteLine(JsonSerializer.Serialize(answer, CommandJson.Readable(shape)));
        else
            words(Output);
    }
}

internal static class CommandExtensions
{
    /// <summary>What the command does. Anything an operator must mend is thrown as <see cref="OperatorException"/>.</summary>
    public static Command Runs(this Command command, Func<Call, CancellationToken, Task<ExitCode>> run)
    {
        command.SetAction(async (parse, token) => (int)await run(new Call(parse), token));
        return command;
    }
}
