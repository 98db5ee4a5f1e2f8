using System.Security.Cryptography;

namespace Laksana.Network.Probes.Icmp;

/// <summary>
/// The requests under way of one socket by identifier and sequence number. Identifiers are drawn by chance and given up after some thousands of
/// requests, so that a late or a forged answer finds nothing. Used by one thread.
/// </summary>
internal sealed class EchoTable
{
    private const int PerIdentifier = 16_384;
    private const int MostIdentifiers = 8;

    private readonly Dictionary<uint, Asked> _asked = [];
    private readonly Dictionary<ushort, int> _open = [];
    private readonly Dictionary<long, Queue<(uint Key, long Deadline)>> _deadlines = [];
    private readonly ushort? _fixed;
    private ushort _identifier, _sequence;
    private int _left;

    /// <param name="identifier">The one that the kernel gives a datagram socket; null draws.</param>
    public EchoTable(ushort? identifier)
    {
        _fixed = identifier;
        if (identifier is { } given) _open[given] = 0;
    }

    public IEnumerable<Asked> UnderWay => _asked.Values;

    public IReadOnlyCollection<ushort> Identifiers => _open.Keys;

    /// <summary>A free identifier and sequence number.</summary>
    /// <param name="same">Only with the identifier of before, whose requests are not under way yet.</param>
    /// <param name="renewed">The set of identifiers changed: the filter must follow before anything is sent.</param>
    /// <returns>False while too many are under way, or when another identifier would be needed.</returns>
    public bool TryNext(bool same, out ushort identifier, out ushort sequence, out bool renewed)
    {
        renewed = false;
        (identifier, sequence) = (0, 0);
        if (_fixed is { } given)
        {
            if (_asked.Count > short.MaxValue) return false;
            do _sequence++; while (_asked.ContainsKey(Key(given, _sequence))); // a batch is far smaller than the numbers left
            (identifier, sequence) = (given, _sequence);
            return true;
        }
        if (_left == 0)
        {
            if (same || !Rotate()) return false;
            renewed = true;
        }
        _left--;
        (identifier, sequence) = (_identifier, ++_sequence);
        return true;
    }

    public void Add(ushort identifier, ushort sequence, Asked asked)
    {
        var key = Key(identifier, sequence);
        _asked[key] = asked;
        _open[identifier]++;
        if (!_deadlines.TryGetValue(asked.Work.Patience, out var queue)) _deadlines[asked.Work.Patience] = queue = new Queue<(uint, long)>();
        queue.Enqueue((key, asked.Deadline)); // sent one after the other with the same patience: in the order of their deadlines
    }

    public bool TryFind(ushort identifier, ushort sequence, out Asked asked) => _asked.TryGetValue(Key(identifier, sequence), out asked);

    public void Remove(ushort identifier, ushort sequence)
    {
        if (_asked.Remove(Key(identifier, sequence))) _open[identifier]--;
    }

    /// <summary>Takes out one whose deadline has passed.</summary>
    public bool TryExpire(long now, out Asked asked)
    {
        foreach (var (patience, queue) in _deadlines)
        {
            while (queue.TryPeek(out var first))
            {
                if (Stands(first) && first.Deadline > now) break;
                queue.Dequeue();
                if (!Stands(first)) continue; // answered meanwhile
                asked = _asked[first.Key];
                Remove((ushort)(first.Key >> 16), (ushort)first.Key);
                return true;
            }
            if (queue.Count == 0) _deadlines.Remove(patience);
        }
        asked = default;
        return false;
    }

    /// <summary>When the next deadline passes; <see cref="long.MaxValue"/> when nothing is under way.</summary>
    public long NextDeadline()
    {
        var next = long.MaxValue;
        foreach (var queue in _deadlines.Values)
        {
            while (queue.TryPeek(out var first) && !Stands(first)) queue.Dequeue();
            if (queue.TryPeek(out var standing)) next = Math.Min(next, standing.Deadline);
        }
        return next;
    }

    private bool Stands((uint Key, long Deadline) entry) => _asked.TryGetValue(entry.Key, out var asked) && asked.Deadline == entry.Deadline;

    private bool Rotate()
    {
        foreach (var done in _open.Where(o => o.Value == 0).Select(o => o.Key).ToList()) _open.Remove(done);
        if (_open.Count >= MostIdentifiers) return false;
        do _identifier = (ushort)RandomNumberGenerator.GetInt32(1, ushort.MaxValue); while (_open.ContainsKey(_identifier));
        _open[_identifier] = 0;
        _sequence = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue);
        _left = PerIdentifier;
        return true;
    }

    private static uint Key(ushort identifier, ushort sequence) => (uint)identifier << 16 | sequence;
}

/// <summary>A request under way.</summary>
/// <param name="Nonce">What only this one carries.</param>
internal readonly record struct Asked(EchoWork Work, int Index, ulong Nonce, long Sent, long Deadline);
