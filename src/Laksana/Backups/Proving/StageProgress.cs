using Laksana.Automation;

namespace Laksana.Backups;

/// <summary>A work's progress where each stage is a share of the whole. What counts bytes tells it often; what comes too often is dropped, and nobody waits for it.</summary>
internal sealed class StageProgress(IActionProgress progress)
{
    private double _from;
    private double _share = 1;

    /// <summary>Says what comes now, from which point of the whole and which share of it.</summary>
    public ValueTask BeginAsync(string line, double from, double share, CancellationToken token)
    {
        (_from, _share) = (from, share);
        return progress.ReportAsync(line, from, token);
    }

    public ValueTask SayAsync(string line, CancellationToken token) => progress.ReportAsync(line, null, token);

    /// <summary>How far the stage is that was begun last, 0 to 1.</summary>
    public ValueTask ReachedAsync(double part, CancellationToken token) => progress.ReportAsync("", _from + _share * Math.Clamp(part, 0, 1), token);

    public IProgress<long> Bytes(long of, CancellationToken token) => new ByteProgress(this, of, token);

    private sealed class ByteProgress(StageProgress stage, long of, CancellationToken token) : IProgress<long>
    {
        private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(300);

        private readonly long _begun = TimeProvider.System.GetTimestamp();
        private long _told;

        public void Report(long value)
        {
            var last = Volatile.Read(ref _told);
            if (last != 0 && TimeProvider.System.GetElapsedTime(last) < Every) return;
            if (Interlocked.CompareExchange(ref _told, TimeProvider.System.GetTimestamp(), last) == last) _ = TellAsync(value);
        }

        private async Task TellAsync(long value)
        {
            var took = TimeProvider.System.GetElapsedTime(_begun).TotalSeconds;
            var left = took > 2 && value > 0 && of > value ? took * (of - value) / value : (double?)null;
            try
            {
                await stage.ReachedAsync(of > 0 ? (double)value / of : 0, token);
                await stage.Progress.CountAsync(new WorkCount(value, of, SecondsLeft: left), token);
            }
            catch (Exception error) when (error is OperationCanceledException or Npgsql.NpgsqlException)
            {
                // What this was about ends by itself.
            }
        }
    }

    private IActionProgress Progress => progress;
}
