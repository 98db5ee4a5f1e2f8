using Laksana.Automation;
using Laksana.Texts;

namespace Laksana.Backups;

internal static class CustodyWords
{
    internal static readonly TextBook Say = new("Laksana.Backups.Custody.CustodyTexts", typeof(CustodyWords).Assembly);

    internal static OperatorException Refuse(ExitCode code, string key, params object?[] arguments) => new(Say[key, arguments], Say[key + ".hint", arguments], code);

    internal static ActionFailedException Failure(string key, params object?[] arguments) => new(Say[key, arguments], Say[key + ".hint", arguments], mayRetry: false);

    internal static ActionFailedException Failure(MediumException fault) => new(fault.Message, fault.Hint, fault.MayRetry, fault);
}
