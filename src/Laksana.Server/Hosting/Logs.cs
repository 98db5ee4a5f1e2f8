using Microsoft.Extensions.Logging.Console;

namespace Laksana.Server.Hosting;

/// <summary>Log lines on standard output, for a person or for a collector; times are UTC.</summary>
internal static class Logs
{
    /// <summary>Quoted, or the console writes the language's own separators.</summary>
    private const string Moment = "yyyy-MM-dd'T'HH':'mm':'ss'.'fff'Z'";

    public static void AddLogForm(this ILoggingBuilder logging, LogForm form)
    {
        logging.ClearProviders();
        if (form == LogForm.None)
            return;
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);
        logging.AddFilter("Quartz", LogLevel.Warning);
        logging.AddFilter("Npgsql", LogLevel.Warning);
        // The keys are kept in the database on purpose, as docs/operations.md says; the library warns at every start.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        if (form == LogForm.Json)
            logging.AddJsonConsole(json => (json.UseUtcTimestamp, json.TimestampFormat) = (true, Moment));
        else
            logging.AddSimpleConsole(plain => (plain.SingleLine, plain.UseUtcTimestamp, plain.TimestampFormat, plain.ColorBehavior) =
                (true, true, Moment + " ", LoggerColorBehavior.Disabled));
    }
}
