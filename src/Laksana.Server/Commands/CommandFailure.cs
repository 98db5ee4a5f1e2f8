using System.Text.Json;
using Npgsql;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Commands;

/// <summary>Tells an operator what went wrong: the cause, then what to do; a stack trace only when asked for by LAKSANA_TRACE.</summary>
internal static class CommandFailure
{
    private const int LinuxNoSpace = 28;

    public static ExitCode Write(Exception exception, bool json, TextWriter error)
    {
        var told = exception as OperatorException ?? InPlainWords(exception);
        if (json)
            error.WriteLine(JsonSerializer.Serialize(new FailureAnswer(told.Message, told.Hint, (int)told.Code), CommandJson.Readable(CommandJson.Default.FailureAnswer)));
        else
        {
            error.WriteLine(told.Message);
            error.WriteLine(told.Hint);
        }
        if (Environment.GetEnvironmentVariable("LAKSANA_TRACE") == "1")
            error.WriteLine(exception);
        return told.Code;
    }

    private static OperatorException InPlainWords(Exception exception) => exception switch
    {
        NpgsqlException => new(Words["DatabaseFailed", exception.Message], Words["DatabaseFailed.Hint"], ExitCode.Database, exception),
        FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException =>
            new(Words["FileFailed", exception.Message], Words["FileFailed.Hint"], ExitCode.NotFound, exception),
        IOException when (exception.HResult & 0xffff) == LinuxNoSpace =>
            new(Words["DiskFull", exception.Message], Words["DiskFull.Hint"], ExitCode.Storage, exception),
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } =>
            new(Words["AddressInUse", exception.Message], Words["AddressInUse.Hint"], ExitCode.Failed, exception),
        IOException => new(Words["FileFailed", exception.Message], Words["FileFailed.Hint"], ExitCode.Storage, exception),
        _ => new(Words["Bug", exception.GetType().Name, exception.Message], Words["Bug.Hint"], ExitCode.Failed, exception),
    };
}

/// <param name="Code">The exit code.</param>
internal sealed record FailureAnswer(string Error, string Hint, int Code);
