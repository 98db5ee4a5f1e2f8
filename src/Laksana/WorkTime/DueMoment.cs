using System.Globalization;

namespace Laksana.WorkTime;

/// <summary>When an amount of working time is used up, and the sum that leads there. The sum is worked out when it is asked for.</summary>
public sealed class DueMoment
{
    private readonly WorkCalendar _calendar;
    private readonly IReadOnlyList<Standstill> _standstills;

    internal DueMoment(WorkCalendar calendar, DateTimeOffset start, WorkAmount amount, IReadOnlyList<Standstill> standstills, DateTimeOffset? at)
    {
        _calendar = calendar;
        _standstills = standstills;
        Start = start;
        Amount = amount;
        At = at;
    }

    public DateTimeOffset Start { get; }

    public WorkAmount Amount { get; }

    /// <summary>The moment, in UTC; null while the clock stands still (<see cref="IsPaused"/>): then nobody can know it.</summary>
    public DateTimeOffset? At { get; }

    public bool IsPaused => At is null;

    /// <summary>The limit has passed: <paramref name="now"/> lies after the moment. Never while the clock stands still.</summary>
    public bool HasPassed(DateTimeOffset now) => now > At;

    /// <summary>The sum, line by line; a long one is summed up in its middle.</summary>
    public IReadOnlyList<ArithmeticLine> Arithmetic => field ??= _calendar.NoteArithmetic(this, _standstills);

    /// <summary>The sum in one sentence: <c>Mulai Jum 15.40; 20 menit terpakai Jumat; akhir pekan; batas Sen 07.50</c>.</summary>
    public string Explain(CultureInfo culture) => new ArithmeticText(culture).Explain(Arithmetic);
}
