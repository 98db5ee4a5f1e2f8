namespace Laksana.Backups;

/// <summary>Keeps a proof from filling the disk that it shares with others: it does not begin without the room it needs, and ends when what must stay free is touched.</summary>
internal sealed class DiskWatch : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    private readonly ProofSettings _settings;
    private readonly ScratchFolder _scratch;
    private readonly CancellationTokenSource _end;
    private readonly Task _watching;

    public DiskWatch(ProofSettings settings, ScratchFolder scratch, CancellationToken token)
    {
        (_settings, _scratch) = (settings, scratch);
        _end = CancellationTokenSource.CreateLinkedTokenSource(token);
        Token = _end.Token;
        _watching = WatchAsync();
    }

    /// <summary>Also ends when the disk runs full.</summary>
    public CancellationToken Token { get; }

    /// <summary>Whether it ended the work.</summary>
    public bool Ran { get; private set; }

    /// <exception cref="ProofStopped">There is not so much room.</exception>
    public void Require(long bytes)
    {
        var free = _scratch.FreeBytes;
        if (free < bytes + _settings.Reserve) throw ProofStopped.Open("no-space", _settings.Directory, BackupWords.Size(free), BackupWords.Size(bytes + _settings.Reserve));
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching;
        _end.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!Token.IsCancellationRequested)
        {
            await Task.Delay(Every, Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (Token.IsCancellationRequested || _scratch.FreeBytes >= _settings.Reserve) continue;
            Ran = true;
            await _end.CancelAsync();
        }
    }
}
