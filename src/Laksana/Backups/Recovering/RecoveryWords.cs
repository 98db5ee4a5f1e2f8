using Laksana.Automation;
using Laksana.Texts;

namespace Laksana.Backups;

/// <summary>The words of recoveries.</summary>
internal static class RecoveryWords
{
    internal static readonly TextBook Recovering = new("Laksana.Backups.Recovering.RecoveryTexts", typeof(RecoveryWords).Assembly);

    /// <summary>A failure whose reason is <c>key</c> and whose hint is <c>key.hint</c>.</summary>
    internal static ActionFailedException Fail(string key, bool mayRetry, Exception? inner, params object?[] arguments) =>
        new(Recovering[key, arguments], Recovering[key + ".hint", arguments], mayRetry, inner);

    internal static ActionFailedException Fail(string key, params object?[] arguments) => Fail(key, mayRetry: false, null, arguments);
}

/// <summary>Recoveries in words of the current language.</summary>
public static class RecoveryTelling
{
    /// <summary>Cause and remedy of a refusal.</summary>
    public static (string Cause, string Remedy) Explain(RecoveryRefusal why, TimeZoneInfo zone)
    {
        object?[] arguments = [.. why.Arguments.Select(a => a is DateTimeOffset at ? TimeZoneInfo.ConvertTime(at, zone) : a)];
        return (RecoveryWords.Recovering["refuse." + why.Code, arguments], RecoveryWords.Recovering[$"refuse.{why.Code}.hint", arguments]);
    }

    public static string Tell(RecoveryFinding finding) => RecoveryWords.Recovering["find." + finding.Code, [.. finding.Arguments]];

    public static string Tell(RecoveryStage stage) => RecoveryWords.Recovering["stage." + stage];

    /// <summary>An act of the history.</summary>
    public static string TellAct(string act) => RecoveryWords.Recovering["act." + act];

    public static string Tell(LossMethod method) => RecoveryWords.Recovering["method." + method];
}
