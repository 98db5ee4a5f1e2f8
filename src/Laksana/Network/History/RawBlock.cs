using Laksana.Network.Probes;

namespace Laksana.Network;

/// <summary>The results of one target in ten minutes, growing: per result the milliseconds since the one before, and its answer. Four to seven bytes a result.</summary>
internal sealed class RawBlock(DateTimeOffset begins)
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(10);

    private byte[] _bytes = new byte[64];
    private int _length;
    private long _last = begins.ToUnixTimeMilliseconds();

    public DateTimeOffset Begins { get; } = begins;

    public int Count { get; private set; }

    public static DateTimeOffset BeginOf(DateTimeOffset at) => new(at.UtcTicks - at.UtcTicks % Length.Ticks, TimeSpan.Zero);

    public void Add(DateTimeOffset at, ProbeOutcome outcome, long? latency)
    {
        if (_bytes.Length - _length < 20) Array.Resize(ref _bytes, _bytes.Length * 2);
        var pack = new PackWriter(_bytes.AsSpan(_length));
        var moment = at.ToUnixTimeMilliseconds();
        pack.AddSigned(moment - _last);
        pack.Add(Answer.Write(outcome, latency));
        (_length, _last) = (_length + pack.Length, moment);
        Count++;
    }

    public byte[] ToArray() => _bytes[.._length];

    /// <summary>What can be read of a block; a damaged end is left out.</summary>
    public static IEnumerable<PackedResult> Read(int target, DateTimeOffset begins, byte[] body)
    {
        var results = new List<PackedResult>();
        var pack = new PackReader(body);
        for (var moment = begins.ToUnixTimeMilliseconds(); !pack.AtEnd && pack.TryReadSigned(out var later) && pack.TryRead(out var answer);)
        {
            if (!PackedMoment.TryStep(ref moment, later, out var at)) break;
            var (outcome, latency) = Answer.Read(answer);
            results.Add(new PackedResult(target, at, outcome, latency));
        }
        return results;
    }
}
