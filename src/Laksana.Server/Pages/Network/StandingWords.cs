using Laksana.Network;
using Laksana.Network.Probes;
using static Laksana.Server.Pages.Network.JaringanWords;

namespace Laksana.Server.Pages.Network;

/// <summary>How standings are said and marked.</summary>
internal static class StandingWords
{
    public static string Of(Standing standing) => Say["standing." + standing];

    /// <summary>The word for an element, which may flap, be explained by another or be worked on.</summary>
    public static string Of(ElementStanding e) => e.Maintained ? Say["standing.maintained"] : e.Root is not null ? Say["standing.suppressed"] : e.Flapping ? Say["standing.flapping"] : Of(e.Standing);

    /// <summary>Class of a pill.</summary>
    public static string Style(ElementStanding e) => e.Maintained || e.Root is not null ? "off" : Style(e.Standing);

    public static string Style(Standing standing) => standing switch { Standing.Up => "done", Standing.Degraded => "now", Standing.Down => "late", _ => "off" };

    /// <summary>"2 jam 5 menit"</summary>
    public static string Span(TimeSpan span) => span.TotalDays >= 1 ? Say["span.days", (int)span.TotalDays, span.Hours] : span.TotalHours >= 1 ? Say["span.hours", (int)span.TotalHours, span.Minutes] : Say["span.minutes", Math.Max(0, (int)Math.Round(span.TotalMinutes))];

    /// <summary>"99,95 %", never rounded up to a hundred.</summary>
    public static string Share(double? share) => share is not { } known ? "—" : known >= 1 ? Say["share.whole"] : Say["share", Math.Floor(known * 10000) / 100];

    /// <summary>What a probe found; a failure while this machine's own line was away is nobody's.</summary>
    public static string Finding(string code) => code == "own-line" ? Say["finding.own-line"] : ProbeFindings.InWords(code);

    /// <summary>"12,3 ms"; a dash where nothing answered.</summary>
    public static string Ms(double? ms) => ms is { } known ? Say["ms", known] : "—";
}
