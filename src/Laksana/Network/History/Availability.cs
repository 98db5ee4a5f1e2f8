using Laksana.WorkTime;

namespace Laksana.Network;

/// <summary>How much of a time something was there. Times without knowledge and of planned maintenance count neither way.</summary>
/// <param name="Known">Measured, without what is unknown or maintained.</param>
/// <param name="Outages">How often it went away.</param>
public sealed record Availability(TimeSpan Known, TimeSpan Down, TimeSpan Unknown, TimeSpan Maintained, int Outages)
{
    public static readonly Availability Nothing = new(default, default, default, default, 0);

    /// <summary>From 0 to 1; null when nothing is known.</summary>
    public double? Share => Known > TimeSpan.Zero ? 1 - Down / Known : null;
}

/// <summary>The same around the clock and in the office's working hours.</summary>
public sealed record AvailabilityPair(Availability RoundTheClock, Availability Working);

/// <summary>A time in which an element was not up, as it is kept.</summary>
public sealed record Span(string Element, DateTimeOffset Since, DateTimeOffset? Until, Standing Standing, string? Root);

/// <summary>Reckons availability from what is kept. Pure.</summary>
public static class AvailabilityReckoning
{
    /// <param name="watched">When it was measured at all.</param>
    /// <param name="spans">When it was not up, and the office's own gaps (element <c>*</c>).</param>
    /// <param name="maintained">Planned maintenance of it, or of what it stands behind.</param>
    public static AvailabilityPair Of(DateTimeOffset from, DateTimeOffset until, DateTimeOffset now, Stretches watched, IReadOnlyCollection<Span> spans, Stretches maintained, WorkCalendar calendar)
    {
        var end = until < now ? until : now;
        Stretches Within(IEnumerable<Span> some) => Stretches.Of(some.Select(s => (s.Since, s.Until ?? end)));
        var measured = Stretches.Of([(from, end)]).And(watched);
        var unknown = measured.And(Within(spans.Where(s => s.Standing == Standing.Unknown)));
        var planned = measured.Without(unknown).And(maintained);
        var known = measured.Without(unknown).Without(maintained);
        var down = known.And(Within(spans.Where(s => s.Standing == Standing.Down)));
        var outages = spans.Count(s => s.Standing == Standing.Down && s.Since < end && (s.Until ?? end) > from);
        return new(new(known.Length, down.Length, unknown.Length, planned.Length, outages),
            new(known.Working(calendar), down.Working(calendar), unknown.Working(calendar), planned.Working(calendar), down.All.Count(d => calendar.Worked(d.From, d.Until, []) > TimeSpan.Zero)));
    }
}
