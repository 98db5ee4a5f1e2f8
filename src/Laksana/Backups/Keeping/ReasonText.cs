using System.Globalization;

namespace Laksana.Backups;

/// <summary>Reasons and outcomes in words.</summary>
public static class ReasonText
{
    public static string Say(Reason reason) => reason.Why switch
    {
        KeepReason.Minimum => KeepingWords.Say["reason.Minimum", reason.Place, reason.Of],
        KeepReason.Daily or KeepReason.Weekly => KeepingWords.Say["reason." + reason.Why, reason.Place, reason.Of, Written(reason, "d MMM yyyy")],
        KeepReason.Monthly => KeepingWords.Say["reason.Monthly", reason.Place, reason.Of, Written(reason, "MMMM yyyy")],
        KeepReason.Yearly => KeepingWords.Say["reason.Yearly", reason.Place, reason.Of, Written(reason, "yyyy")],
        _ => KeepingWords.Say["reason." + reason.Why],
    };

    /// <param name="outcome">Key under <c>outcome.</c>.</param>
    public static string Outcome(string outcome) => KeepingWords.Say["outcome." + outcome];

    private static string Written(Reason reason, string form) => reason.Period?.ToString(form, CultureInfo.CurrentCulture) ?? "";
}
