using System.Numerics;

namespace Laksana.WorkTime;

/// <summary>
/// What is still to be worked of an amount: first days, as a whole number and an exact fraction (a day of 7 hours of which 5 were worked
/// leaves 2/7, whatever the length of the next day), then minutes.
/// </summary>
internal sealed class AmountLeft(WorkAmount amount)
{
    private int _days = amount.Days;
    private BigInteger _part = BigInteger.Zero;
    private BigInteger _of = BigInteger.One;
    private long _ticks = amount.Minutes * TimeSpan.TicksPerMinute;

    internal bool CountsDays => _days > 0 || !_part.IsZero;

    internal bool IsNothing => !CountsDays && _ticks == 0;

    /// <summary>Takes an untouched day of this length, unless less than it is left.</summary>
    internal bool TryTakeWholeDay(long length)
    {
        if (_days > 0)
            _days--;
        else if (_part.IsZero && _ticks >= length)
            _ticks -= length;
        else
            return false;
        return true;
    }

    /// <summary>
    /// Takes from part of a day and returns the ticks used, at most <paramref name="available"/>. Never mixes days and minutes in one call.
    /// The end of a fraction is rounded up to a whole second.
    /// </summary>
    internal long Take(long available, long dayLength)
    {
        if (!CountsDays)
        {
            var used = Math.Min(available, _ticks);
            _ticks -= used;
            return used;
        }
        var needed = (_days * _of + _part) * dayLength;
        var had = available * _of;
        if (needed > had)
        {
            Keep(needed - had, _of * dayLength);
            return available;
        }
        var ticks = (long)((needed + _of - 1) / _of);
        (_days, _part, _of) = (0, BigInteger.Zero, BigInteger.One);
        return Math.Min(available, RoundUp(ticks));
    }

    private void Keep(BigInteger part, BigInteger of)
    {
        _days = (int)BigInteger.DivRem(part, of, out var rest);
        var divisor = BigInteger.GreatestCommonDivisor(rest, of);
        (_part, _of) = (rest / divisor, of / divisor);
    }

    private static long RoundUp(long ticks) =>
        (ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond;
}
