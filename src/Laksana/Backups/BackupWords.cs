using Laksana.Automation;
using Laksana.Texts;

namespace Laksana.Backups;

internal static class BackupWords
{
    internal static readonly TextBook Say = new("Laksana.Backups.BackupTexts", typeof(BackupWords).Assembly);

    internal static OperatorException Refuse(string key, params object?[] arguments) => Refuse(ExitCode.Usage, null, key, arguments);

    internal static OperatorException Refuse(ExitCode code, Exception? inner, string key, params object?[] arguments) =>
        new(Say[key, arguments], Say[key + ".hint", arguments], code, inner);

    /// <summary>A failure of the step whose reason is <c>key</c> and whose hint is <c>key.hint</c>.</summary>
    internal static ActionFailedException Failure(string key, bool mayRetry, Exception? inner, params object?[] arguments) =>
        new(Say[key, arguments], Say[key + ".hint", arguments], mayRetry, inner);

    /// <summary>A size as people read it.</summary>
    internal static string Size(long bytes) => bytes switch
    {
        < 1024 => Say["size.byte", bytes],
        < 1024 * 1024 => Say["size.kilo", bytes / 1024.0],
        < 1024L * 1024 * 1024 => Say["size.mega", bytes / (1024.0 * 1024)],
        _ => Say["size.giga", bytes / (1024.0 * 1024 * 1024)],
    };
}
