using Laksana.Measures;
using Laksana.Procedures;
using Laksana.WorkTime;

namespace Laksana.Server.Pages.Capaian;

/// <summary>A time that a row of the sheet should have, and what speaks for it.</summary>
/// <param name="Text">As it is written in a sheet.</param>
internal sealed record TimeProposal(Step Step, string Text, long Passages, int Enough, double? OnTimeNow);

/// <summary>
/// Times that were enough for four passages of five, where there is evidence and the sheet says something clearly else. Four of five, because a limit that everything stays
/// under measures nothing, and one that half passes is no standard.
/// </summary>
internal static class TimeProposals
{
    /// <summary>Passages from which on they count as evidence.</summary>
    public const int Fewest = 20;

    private const double Wanted = 0.8;

    /// <summary>A difference from the sheet's time that is worth a revision.</summary>
    private const double Clear = 0.2;

    public static IReadOnlyList<TimeProposal> Of(Procedure sheet, IEnumerable<Measure> measures, int minutesPerDay)
    {
        var proposals = new List<TimeProposal>();
        var counted = measures.ToDictionary(m => (m.Step, m.Role));
        foreach (var step in sheet.Steps)
        {
            if (!counted.TryGetValue((step.Id, step.Role), out var measure) || measure.Passages < Fewest || measure.HandlingTimes?.Quantile(Wanted) is not { } enough || step.Waits is not null) continue;
            var text = Written(enough, minutesPerDay);
            if (!StandardTime.TryParse(text, out var time, out _)) continue;
            var (now, then) = (step.StandardTime?.Limit.InMinutes(minutesPerDay), time.Limit.InMinutes(minutesPerDay));
            if (now is null || Math.Abs(then - now.Value) >= Clear * now.Value) proposals.Add(new TimeProposal(step, text, measure.Passages, enough, measure.OnTimeShare));
        }
        return proposals;
    }

    /// <summary>Rounded up as offices write: five minutes below an hour, half hours below a day, then whole days.</summary>
    internal static string Written(int seconds, int minutesPerDay)
    {
        var minutes = Math.Max(1, (int)Math.Ceiling(seconds / 60.0));
        if (minutes > minutesPerDay) return FormattableString.Invariant($"{(int)Math.Ceiling((double)minutes / minutesPerDay)} hari");
        if (minutes <= 60) return FormattableString.Invariant($"{(minutes <= 5 ? minutes : (minutes + 4) / 5 * 5)} menit");
        var halves = (minutes + 29) / 30;
        return halves % 2 == 0 ? FormattableString.Invariant($"{halves / 2} jam") : FormattableString.Invariant($"{halves / 2} jam 30 menit");
    }
}
