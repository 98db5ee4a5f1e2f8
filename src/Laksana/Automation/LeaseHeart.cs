using Microsoft.Extensions.Logging;

namespace Laksana.Automation;

/// <summary>Writes what a lease's work has said, and prolongs the lease. False when it is no longer this node's.</summary>
internal delegate Task<bool> LeaseRenewal(ProgressText? progress, CancellationToken token);

/// <summary>
/// Says regularly that this node works on something it holds under a lease, and what that work has to tell. When the lease is lost, taken over by another node or
/// cancelled, <see cref="Lost"/> stops the work.
/// </summary>
internal sealed partial class LeaseHeart(Guid run, LeaseRenewal renew, RunnerSettings settings, ILogger log) : IActionProgress, IDisposable
{
    private readonly ProgressLines _lines = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly Bell _look = new();

    public CancellationToken Lost => _lost.Token;

    public void Dispose() => _lost.Dispose();

    /// <summary>Something was announced: see now whether the run is still this node's.</summary>
    public void Look() => _look.Ring();

    /// <summary>What was said so far, to be written with the outcome.</summary>
    public ProgressText Said => _lines.Take();

    public void Add(string line, double? fraction = null) => _lines.Add(line, fraction);

    public ValueTask ReportAsync(string line, double? fraction, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        _lines.Add(line, fraction);
        return ValueTask.CompletedTask;
    }

    public ValueTask CountAsync(WorkCount count, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        _lines.Count(count);
        return ValueTask.CompletedTask;
    }

    public async Task StillMineAsync(CancellationToken token)
    {
        if (!await renew(null, token)) await _lost.CancelAsync();
        token.ThrowIfCancellationRequested();
        _lost.Token.ThrowIfCancellationRequested();
    }

    /// <summary>Prolongs the lease and writes what is new. Ends when the work is done, or with the run lost.</summary>
    public async Task BeatAsync(CancellationToken worked)
    {
        var confirmed = TimeProvider.System.GetTimestamp();
        while (!worked.IsCancellationRequested)
        {
            try
            {
                var announced = await _look.WaitAsync(settings.ProgressEvery, worked);
                if (!announced && !_lines.HasNews && TimeProvider.System.GetElapsedTime(confirmed) < settings.Heartbeat) continue;
                var now = TimeProvider.System.GetTimestamp();
                if (await SayAsync(worked)) confirmed = now;
                else await _lost.CancelAsync();
            }
            catch (Exception error) when (!worked.IsCancellationRequested)
            {
                _lines.Unsay();
                LogNoHeartbeat(log, run, error.Message);
                // By now another node may have it.
                if (TimeProvider.System.GetElapsedTime(confirmed) > settings.Lease) await _lost.CancelAsync();
            }
            catch (OperationCanceledException)
            {
                return; // the work is done
            }
            if (_lost.IsCancellationRequested) return;
        }
    }

    private async Task<bool> SayAsync(CancellationToken worked)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(worked);
        patience.CancelAfter(settings.Lease / 2); // time enough for a second attempt
        return await renew(_lines.Take(), patience.Token);
    }

    [LoggerMessage(503, LogLevel.Warning, "Run {Run} cannot be prolonged: {Reason}")]
    private static partial void LogNoHeartbeat(ILogger log, Guid run, string reason);
}
