using System.Buffers.Binary;
using Laksana.Network.Probes;

namespace Laksana.Network;

/// <summary>
/// What a target's results of five minutes, or of an hour, add up to: how many by outcome, and the least, mean and greatest latency. Fourteen bytes: four counts of
/// 16 bits (up, degraded, down, unknown), three latencies of 16 bits on a logarithmic scale (a twentieth of a percent fine, from 1 µs to 70 minutes; 0: none).
/// </summary>
public struct RollBucket
{
    public const int Size = 14;

    public static readonly TimeSpan Short = TimeSpan.FromMinutes(5), Long = TimeSpan.FromHours(1);

    private const double Scale = 2048;

    private int _up, _degraded, _down, _unknown, _answered;
    private long _least, _greatest;
    private double _sum;

    public readonly int Up => _up;
    public readonly int Degraded => _degraded;
    public readonly int Down => _down;
    public readonly int Unknown => _unknown;
    public readonly int Count => _up + _degraded + _down + _unknown;
    public readonly double? LeastMs => _answered == 0 ? null : _least / 1000.0;
    public readonly double? MeanMs => _answered == 0 ? null : _sum / _answered / 1000;
    public readonly double? GreatestMs => _answered == 0 ? null : _greatest / 1000.0;

    /// <summary>Of what is known, the share that answered; null when nothing is.</summary>
    public readonly double? Answered => Count - _unknown is > 0 and var known ? (double)(_up + _degraded) / known : null;

    public void Add(ProbeOutcome outcome, long? latency)
    {
        switch (outcome)
        {
            case ProbeOutcome.Up: _up++; break;
            case ProbeOutcome.Degraded: _degraded++; break;
            case ProbeOutcome.Down: _down++; break;
            default: _unknown++; break;
        }
        if (latency is not { } took) return;
        (_least, _greatest) = _answered == 0 ? (took, took) : (Math.Min(_least, took), Math.Max(_greatest, took));
        _sum += took;
        _answered++;
    }

    public void Add(RollBucket other)
    {
        (_up, _degraded, _down, _unknown) = (_up + other._up, _degraded + other._degraded, _down + other._down, _unknown + other._unknown);
        if (other._answered == 0) return;
        (_least, _greatest) = _answered == 0 ? (other._least, other._greatest) : (Math.Min(_least, other._least), Math.Max(_greatest, other._greatest));
        _sum += other._sum;
        _answered += other._answered;
    }

    public readonly void Write(Span<byte> to)
    {
        Put(to, 0, _up);
        Put(to, 2, _degraded);
        Put(to, 4, _down);
        Put(to, 6, _unknown);
        Put(to, 8, _answered == 0 ? 0 : Code(_least));
        Put(to, 10, _answered == 0 ? 0 : Code(_sum / _answered));
        Put(to, 12, _answered == 0 ? 0 : Code(_greatest));
    }

    public static RollBucket Read(ReadOnlySpan<byte> from)
    {
        var bucket = new RollBucket
        {
            _up = BinaryPrimitives.ReadUInt16BigEndian(from), _degraded = BinaryPrimitives.ReadUInt16BigEndian(from[2..]),
            _down = BinaryPrimitives.ReadUInt16BigEndian(from[4..]), _unknown = BinaryPrimitives.ReadUInt16BigEndian(from[6..]),
        };
        var mean = BinaryPrimitives.ReadUInt16BigEndian(from[10..]);
        if (mean == 0) return bucket;
        bucket._answered = Math.Max(1, bucket._up + bucket._degraded);
        bucket._least = (long)Value(BinaryPrimitives.ReadUInt16BigEndian(from[8..]));
        bucket._sum = Value(mean) * bucket._answered;
        bucket._greatest = (long)Value(BinaryPrimitives.ReadUInt16BigEndian(from[12..]));
        return bucket;
    }

    private static void Put(Span<byte> to, int place, int value) => BinaryPrimitives.WriteUInt16BigEndian(to[place..], (ushort)Math.Min(value, ushort.MaxValue));

    private static int Code(double microseconds) => (int)Math.Clamp(Math.Round(Scale * Math.Log2(Math.Max(1, microseconds) + 1)), 1, ushort.MaxValue);

    private static double Value(int code) => Math.Round(Math.Pow(2, code / Scale) - 1);
}
