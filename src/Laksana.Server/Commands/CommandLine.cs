using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Laksana.Server.Commands;

/// <summary>Runs one call of the executable: language, parsing, signals, and what went wrong in plain words.</summary>
internal static class CommandLine
{
    /// <returns>The exit code; see <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        SpeakLanguageOf(args);
        var parse = CommandTree.Build().Parse(args);
        if (parse.Errors.Count > 0 && parse.Action is not HelpPage)
            return (int)UsageErrors.Write(parse, error);
        using var stopping = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => StopOnce(signal, stopping));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => StopOnce(signal, stopping));
        var configuration = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            // The library would kill the program two seconds after the signal; a server needs longer to finish what it began.
            ProcessTerminationTimeout = null,
        };
        try
        {
            return await parse.InvokeAsync(configuration, stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return (int)ExitCode.Interrupted;
        }
        catch (Exception exception)
        {
            return (int)CommandFailure.Write(exception, parse.GetValue<bool>(GlobalOptions.JsonName), error);
        }
    }

    /// <summary>The first signal asks to stop; a second one is not held back.</summary>
    private static void StopOnce(PosixSignalContext signal, CancellationTokenSource stopping)
    {
        signal.Cancel = !stopping.IsCancellationRequested;
        stopping.Cancel();
    }

    /// <summary>
    /// Descriptions are words too, so the language is settled before the tree is built: <c>--bahasa</c>, then the
    /// environment's locale where it says English, else Indonesian.
    /// </summary>
    private static void SpeakLanguageOf(string[] args)
    {
        var culture = CultureInfo.GetCultureInfo(AskedLanguage(args) == "en" ? "en-GB" : "id-ID");
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
    }

    private static string AskedLanguage(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == GlobalOptions.LanguageName && i + 1 < args.Length)
                return args[i + 1];
            if (args[i].StartsWith(GlobalOptions.LanguageName + "=", StringComparison.Ordinal))
                return args[i][(GlobalOptions.LanguageName.Length + 1)..];
        }
        string?[] locales = ["LC_ALL", "LC_MESSAGES", "LANG"];
        var locale = locales.Select(name => Environment.GetEnvironmentVariable(name!)).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return locale?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true ? "en" : "id";
    }
}
