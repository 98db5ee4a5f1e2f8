using System.Globalization;
using Laksana.Texts;

namespace Laksana.Cases;

/// <summary>Refusals in words. Officers are named and moments shown in the office's zone.</summary>
public static class CaseWords
{
    internal static readonly TextBook Say = new("Laksana.Cases.CaseTexts", typeof(CaseWords).Assembly);

    /// <param name="nameOf">Officer id → name.</param>
    public static string Explain(Refusal why, TimeZoneInfo zone, Func<string, string> nameOf) => Text(why.Code, why.Arguments, zone, nameOf);

    public static string Explain(FieldFault fault, TimeZoneInfo zone, Func<string, string> nameOf) => Text(fault.Code, fault.Arguments, zone, nameOf);

    private static string Text(string code, IReadOnlyList<object?> arguments, TimeZoneInfo zone, Func<string, string> nameOf) =>
        Say[code, [.. arguments.Select(a => a switch
        {
            OfficerName who => nameOf(who.Officer),
            DateTimeOffset at => TimeZoneInfo.ConvertTime(at, zone).ToString("d MMM yyyy HH:mm", CultureInfo.CurrentCulture),
            null => "–",
            _ => a,
        })]];
}
