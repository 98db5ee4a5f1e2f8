using Laksana.Network.Probes;

namespace Laksana.Network;

/// <summary>A target's state with its last answer, as of a checkpoint.</summary>
public sealed record TargetNow(int Target, TargetState State, long? Latency);

/// <summary>
/// The states of all targets as one body, so that a node that takes a watch over goes on counting where the other was. What it cannot read it leaves out: those
/// targets begin anew.
/// </summary>
internal static class Checkpoint
{
    private const byte Version = 1;

    public static byte[] Write(IReadOnlyCollection<TargetNow> targets)
    {
        using var body = new MemoryStream(targets.Count * 48);
        using var to = new BinaryWriter(body);
        to.Write(Version);
        to.Write(targets.Count);
        foreach (var (target, state, latency) in targets)
        {
            to.Write(target);
            to.Write((byte)state.Hard);
            to.Write((byte)state.Last);
            to.Write(state.Flapping);
            foreach (var count in new[] { state.Downs, state.Bads, state.Ups, state.Alives, state.Unknowns, state.Seen }) to.Write7BitEncodedInt(count);
            to.Write(state.Bits);
            foreach (var at in new[] { state.Since, state.HardAt, state.LastAt, state.DownSince, state.BadSince, state.UpSince, state.AliveSince, state.UnknownSince, state.FlappingSince, state.TurnedAt })
                to.Write7BitEncodedInt64(at == default ? 0 : at.ToUnixTimeMilliseconds());
            to.Write((byte)state.Changes.Count);
            foreach (var at in state.Changes) to.Write7BitEncodedInt64(at.ToUnixTimeMilliseconds());
            to.Write7BitEncodedInt64(latency is { } known ? known + 1 : 0);
        }
        to.Flush();
        return body.ToArray();
    }

    public static List<TargetNow> Read(byte[] body)
    {
        var targets = new List<TargetNow>();
        try
        {
            using var from = new BinaryReader(new MemoryStream(body, writable: false));
            if (from.ReadByte() != Version) return targets;
            for (var left = from.ReadInt32(); left > 0; left--) targets.Add(One(from));
        }
        catch (Exception damage) when (damage is EndOfStreamException or FormatException or ArgumentException)
        {
            // what was read before it stands
        }
        return targets;
    }

    private static TargetNow One(BinaryReader from)
    {
        DateTimeOffset At() => from.Read7BitEncodedInt64() is > 0 and var at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : default;
        var target = from.ReadInt32();
        var state = new TargetState { Hard = (Standing)from.ReadByte(), Last = (ProbeOutcome)from.ReadByte(), Flapping = from.ReadBoolean() };
        state = state with
        {
            Downs = from.Read7BitEncodedInt(), Bads = from.Read7BitEncodedInt(), Ups = from.Read7BitEncodedInt(), Alives = from.Read7BitEncodedInt(), Unknowns = from.Read7BitEncodedInt(), Seen = from.Read7BitEncodedInt(),
            Bits = from.ReadUInt32(),
        };
        state = state with { Since = At(), HardAt = At(), LastAt = At(), DownSince = At(), BadSince = At(), UpSince = At(), AliveSince = At(), UnknownSince = At(), FlappingSince = At(), TurnedAt = At() };
        var changes = new DateTimeOffset[from.ReadByte()];
        for (var i = 0; i < changes.Length; i++) changes[i] = At();
        return new TargetNow(target, state with { Changes = changes }, from.Read7BitEncodedInt64() is > 0 and var latency ? latency - 1 : null);
    }
}
