namespace Laksana.Automation;

/// <summary>Wakes its one waiter. A ring that nobody waits for is remembered; several count as one.</summary>
internal sealed class Bell
{
    private TaskCompletionSource _ring = New();

    public void Ring() => Volatile.Read(ref _ring).TrySetResult();

    /// <summary>Waits for a ring. False when the time passed first, or the token ended the waiting.</summary>
    public async Task<bool> WaitAsync(TimeSpan atMost, CancellationToken token)
    {
        var ring = _ring;
        await ring.Task.WaitAsync(atMost, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!ring.Task.IsCompleted) return false;
        Volatile.Write(ref _ring, New());
        return true;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
