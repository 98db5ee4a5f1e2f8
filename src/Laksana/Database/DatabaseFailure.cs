using Npgsql;

namespace Laksana.Database;

/// <summary>Says what a failure of the database means for the operator.</summary>
public static class DatabaseFailure
{
    /// <summary>The message for a failure that an operator can mend; null for anything else, which is a bug or a refused statement.</summary>
    public static OperatorException? Explain(Exception error) => error switch
    {
        OperatorException known => known,
        PostgresException refused => Explain(refused),
        NpgsqlException { InnerException: OperatorException known } => known,
        NpgsqlException lost when lost.InnerException is IOException or System.Net.Sockets.SocketException or TimeoutException || lost.IsTransient =>
            DatabaseWords.Refuse(ExitCode.Database, lost, "unreachable-server", (lost.InnerException ?? lost).Message),
        IOException full when StartFailure.IsFull(full.Message) => DatabaseWords.Refuse(ExitCode.Storage, full, "disk-full", full.Message),
        _ => null,
    };

    internal static OperatorException Unwritable(string folder, Exception error) =>
        StartFailure.IsFull(error.Message) ? StartFailure.Full(folder) : DatabaseWords.Refuse(ExitCode.Storage, error, "data-unwritable", folder, error.Message);

    /// <summary>Also what goes wrong with files and programs while the private server is made and started.</summary>
    internal static OperatorException? ExplainStart(string folder, Exception error) => Explain(error) ?? error switch
    {
        IOException or UnauthorizedAccessException => Unwritable(folder, error),
        TimeoutException or System.ComponentModel.Win32Exception => DatabaseWords.Refuse(ExitCode.Database, error, "start-failed", folder, error.Message),
        _ => null,
    };

    internal static async Task<T> ExplainedAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception error) when (error is not OperatorException && Explain(error) is { } explained)
        {
            throw explained;
        }
    }

    internal static Task ExplainedAsync(Func<Task> work) => ExplainedAsync(async () =>
    {
        await work();
        return true;
    });

    private static OperatorException? Explain(PostgresException refused) => refused.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            DatabaseWords.Refuse(ExitCode.Database, refused, "wrong-password", refused.MessageText),
        PostgresErrorCodes.InvalidCatalogName => DatabaseWords.Refuse(ExitCode.Database, refused, "no-database", refused.MessageText),
        PostgresErrorCodes.TooManyConnections => DatabaseWords.Refuse(ExitCode.Database, refused, "too-many", refused.MessageText),
        PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown =>
            DatabaseWords.Refuse(ExitCode.Database, refused, "unreachable-server", refused.MessageText),
        PostgresErrorCodes.DiskFull => DatabaseWords.Refuse(ExitCode.Storage, refused, "disk-full", refused.MessageText),
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted or PostgresErrorCodes.UndefinedFile or PostgresErrorCodes.IoError =>
            DatabaseWords.Refuse(ExitCode.DataDirectory, refused, "damaged", refused.TableName ?? "PostgreSQL", refused.MessageText),
        PostgresErrorCodes.InsufficientPrivilege when refused.MessageText.StartsWith("permission denied for", StringComparison.Ordinal) =>
            DatabaseWords.Refuse(ExitCode.Database, refused, "no-right", refused.MessageText),
        _ => null,
    };
}
