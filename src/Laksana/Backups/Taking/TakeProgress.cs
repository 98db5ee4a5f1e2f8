using Laksana.Automation;
using static Laksana.Backups.BackupWords;

namespace Laksana.Backups;

/// <summary>How far a taking is, told twice a second: in bytes, pieces and remaining time.</summary>
internal sealed class TakeProgress(IActionProgress progress) : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    /// <summary>Before that nothing is said of what is left: it would only jump about.</summary>
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _ended = new();
    private readonly long _begun = TimeProvider.System.GetTimestamp();
    private Func<(WorkCount Count, double Fraction)>? _look;
    private Task _telling = Task.CompletedTask;

    /// <summary>A line for the people who watch.</summary>
    public ValueTask SayAsync(string line, CancellationToken token) => progress.ReportAsync(line, null, token);

    /// <summary>From now on that is asked how far it is.</summary>
    public void Follow(Func<(WorkCount Count, double Fraction)> look)
    {
        _look = look;
        if (_telling.IsCompleted) _telling = TellAsync();
    }

    public Task StillMineAsync(CancellationToken token) => progress.StillMineAsync(token);

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ended.Dispose();
    }

    private async Task TellAsync()
    {
        while (!_ended.IsCancellationRequested)
        {
            await Task.Delay(Every, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var (count, fraction) = _look!();
            var elapsed = TimeProvider.System.GetElapsedTime(_begun);
            var left = elapsed > Soonest && fraction > 0.02 ? Math.Round(elapsed.TotalSeconds * (1 - fraction) / fraction) : (double?)null;
            await progress.CountAsync(count with { SecondsLeft = left }, CancellationToken.None);
            await progress.ReportAsync("", fraction, CancellationToken.None);
        }
    }

    /// <summary>What is left, as people say it.</summary>
    public static string Left(double seconds) => seconds < 90 ? Say["left.seconds", Math.Max(1, Math.Round(seconds))] : Say["left.minutes", Math.Round(seconds / 60)];
}
