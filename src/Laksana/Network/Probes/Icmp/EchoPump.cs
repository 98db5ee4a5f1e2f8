using System.Collections.Concurrent;
using System.Net.Sockets;
using static Laksana.Network.Probes.Icmp.Libc;

namespace Laksana.Network.Probes.Icmp;

/// <summary>
/// The one thread that sends, receives and lets time run out: no locks, and no task per ping. It sleeps in the kernel while there is nothing to do.
/// </summary>
internal sealed unsafe class EchoPump : IDisposable
{
    private const int NonBlocking = 0x800, CloseOnExec = 0x80000;
    private static readonly long Frequency = TimeProvider.System.TimestampFrequency;

    private readonly ConcurrentQueue<EchoWork> _arriving = new();
    private readonly Queue<EchoWork> _works = new();
    private readonly EchoWire? _four, _six;
    private readonly double _perSecond;
    private readonly int _bell;
    private readonly Thread _thread;
    private readonly Lock _closing = new();
    private double _credit = RequestBuffer.Most;
    private long _counted = TimeProvider.System.GetTimestamp();
    private int _rung;
    private volatile bool _ending;
    private bool _closed;

    public EchoPump(EchoWire? four, EchoWire? six, int mostPerSecond)
    {
        (_four, _six, _perSecond) = (four, six, mostPerSecond);
        _bell = EventDescriptor(0, NonBlocking | CloseOnExec);
        if (_bell < 0) throw new InvalidOperationException("No event descriptor.");
        _thread = new Thread(Run) { IsBackground = true, Name = "echo" };
        _thread.Start();
    }

    public EchoWire? For(AddressFamily family) => family == AddressFamily.InterNetworkV6 ? _six : _four;

    public void Begin(EchoWork work)
    {
        _arriving.Enqueue(work);
        Ring();
        if (_ending) Abandon(new ObjectDisposedException(nameof(EchoEngine)));
    }

    /// <summary>Wakes the thread.</summary>
    public void Ring()
    {
        if (Interlocked.Exchange(ref _rung, 1) == 0) WriteBell();
    }

    public void Dispose()
    {
        if (_closed) return;
        _ending = true;
        WriteBell();
        _thread.Join();
        lock (_closing)
        {
            _closed = true;
            _ = Close(_bell);
        }
        _four?.Dispose();
        _six?.Dispose();
    }

    /// <summary>Never into a descriptor that may be another's by now.</summary>
    private void WriteBell()
    {
        lock (_closing)
        {
            if (_closed) return;
            var one = 1UL;
            _ = Write(_bell, &one, 8);
        }
    }

    private void Abandon(Exception why)
    {
        while (_arriving.TryDequeue(out var work)) work.Fail(why);
    }

    private void Run()
    {
        try
        {
            while (!_ending) Turn();
            End(new ObjectDisposedException(nameof(EchoEngine)));
        }
        catch (Exception error) // a bug: whoever waits must hear of it
        {
            _ending = true;
            End(error);
        }
    }

    private void End(Exception why)
    {
        foreach (var work in _works) work.Fail(why);
        foreach (var asked in (_four?.UnderWay ?? []).Concat(_six?.UnderWay ?? [])) asked.Work.Fail(why);
        Abandon(why);
    }

    private void Turn()
    {
        while (_arriving.TryDequeue(out var work)) _works.Enqueue(work);
        _four?.Receive();
        _six?.Receive();
        var now = TimeProvider.System.GetTimestamp();
        _four?.Expire(now);
        _six?.Expire(now);
        if (!SendSome(now)) Sleep();
    }

    /// <summary>A batch of the first work, which then queues again behind the others.</summary>
    private bool SendSome(long now)
    {
        var may = Earned(now);
        for (var looked = _works.Count; looked > 0 && may > 0; looked--)
        {
            var work = _works.Dequeue();
            if (work.Over) continue;
            var sent = For(work.Family)!.Send(work, may);
            _credit -= sent;
            if (work.Next < work.Targets.Count) _works.Enqueue(work);
            if (sent > 0) return true;
        }
        return false;
    }

    private int Earned(long now)
    {
        if (_perSecond == 0) return RequestBuffer.Most;
        _credit = Math.Min(RequestBuffer.Most, _credit + (now - _counted) * _perSecond / Frequency);
        _counted = now;
        return (int)_credit;
    }

    private void Sleep()
    {
        var now = TimeProvider.System.GetTimestamp();
        var until = Math.Min(_four?.NextDeadline() ?? long.MaxValue, _six?.NextDeadline() ?? long.MaxValue);
        var blocked = _four is { Blocked: true } || _six is { Blocked: true };
        if (_works.Count > 0)
        {
            var wanted = Math.Min(RequestBuffer.Most / 2, _works.Sum(w => w.Targets.Count - w.Next));
            var pause = _perSecond > 0 && _credit < wanted ? (wanted - _credit) / _perSecond : 0.001; // nothing could be sent: the kernel is full, or too many are under way
            until = Math.Min(until, now + (long)(pause * Frequency));
        }
        Wait(until, now, blocked);
        // In this order: whoever rings between the two has put his work there already, and a ring that was taken with the others must not leave the bell muted.
        ulong rung;
        _ = Read(_bell, &rung, 8);
        Interlocked.Exchange(ref _rung, 0);
    }

    private void Wait(long until, long now, bool blocked)
    {
        var descriptors = stackalloc PollFd[3];
        var count = 0;
        descriptors[count++] = new PollFd { Descriptor = _bell, Events = PollIn };
        if (_four is not null) descriptors[count++] = new PollFd { Descriptor = _four.Descriptor, Events = (short)(PollIn | (blocked ? PollOut : 0)) };
        if (_six is not null) descriptors[count++] = new PollFd { Descriptor = _six.Descriptor, Events = PollIn };
        if (until == long.MaxValue)
        {
            _ = Poll(descriptors, (nuint)count, null, null);
            return;
        }
        var left = Math.Max(0, (until - now) / (double)Frequency);
        var patience = new TimeSpec { Seconds = (long)left, Nanoseconds = (long)((left - (long)left) * 1e9) };
        _ = Poll(descriptors, (nuint)count, &patience, null);
    }
}
