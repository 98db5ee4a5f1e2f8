using System.Net;
using System.Net.Sockets;

namespace Laksana.Network.Probes.Icmp;

/// <summary>Targets of one address family to be asked in one shape, and what became of each. Filled by the pump's thread.</summary>
internal sealed class EchoWork(IReadOnlyList<IPAddress> targets, AddressFamily family, EchoShape shape, TimeSpan patience)
{
    private readonly TaskCompletionSource<EchoAnswer[]> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly EchoAnswer[] _answers = new EchoAnswer[targets.Count];
    private int _missing = targets.Count;

    public IReadOnlyList<IPAddress> Targets => targets;

    public AddressFamily Family => family;

    public EchoShape Shape => shape;

    /// <summary>In ticks of the clock that measures.</summary>
    public long Patience { get; } = (long)(patience.TotalSeconds * TimeProvider.System.TimestampFrequency);

    /// <summary>The first target that has not been asked yet.</summary>
    public int Next { get; set; }

    public bool Over => _done.Task.IsCompleted;

    public Task<EchoAnswer[]> Done => _done.Task;

    public void Settle(int index, EchoAnswer answer)
    {
        _answers[index] = answer;
        if (--_missing == 0) _done.TrySetResult(_answers);
    }

    public void Cancel(CancellationToken token) => _done.TrySetCanceled(token);

    public void Fail(Exception error) => _done.TrySetException(error);
}
