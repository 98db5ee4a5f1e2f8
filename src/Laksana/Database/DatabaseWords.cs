using Laksana.Texts;

namespace Laksana.Database;

internal static class DatabaseWords
{
    internal static readonly TextBook Say = new("Laksana.Database.DatabaseTexts", typeof(DatabaseWords).Assembly);

    /// <summary>A refusal whose message is <c>key</c> and whose hint is <c>key.hint</c>.</summary>
    internal static OperatorException Refuse(ExitCode code, string key, params object?[] arguments) => new(Say[key, arguments], Say[key + ".hint", arguments], code);

    internal static OperatorException Refuse(ExitCode code, Exception inner, string key, params object?[] arguments) =>
        new(Say[key, arguments], Say[key + ".hint", arguments], code, inner);
}
