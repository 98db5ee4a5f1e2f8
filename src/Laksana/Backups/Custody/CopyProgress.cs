using Laksana.Automation;
using static Laksana.Backups.CustodyWords;

namespace Laksana.Backups;

/// <summary>Says how far a copy or a measurement is: bytes, share and the seconds that are left at the pace so far.</summary>
internal sealed class CopyProgress(IActionProgress progress, string label, bool writes) : ICopyProgress, IProgress<long>
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);

    private long _done, _all, _before;
    private bool _reading;
    private long _begun = TimeProvider.System.GetTimestamp(), _said;

    public IProgress<long> Passed => this;

    public async Task BeginAsync(bool reading, long bytes, CancellationToken token)
    {
        (_reading, _before, _done, _all, _begun) = (reading, reading && writes ? 1 : 0, 0, bytes, TimeProvider.System.GetTimestamp());
        await progress.ReportAsync(Say[reading ? "copy.reading" : "copy.writing", BackupWords.Size(bytes), label], Fraction, token);
    }

    public void Report(long value)
    {
        _done += value;
        if (TimeProvider.System.GetElapsedTime(_said) < Every) return;
        _said = TimeProvider.System.GetTimestamp();
        Now(progress.ReportAsync("", Fraction, CancellationToken.None));
        Now(progress.CountAsync(new WorkCount(_done, _all, SecondsLeft: SecondsLeft), CancellationToken.None));
    }

    public Task StillMineAsync(CancellationToken token) => progress.StillMineAsync(token);

    /// <summary>Writing is the first half of a copy, reading back the second.</summary>
    private double Fraction => (_before + (_all == 0 ? 1 : Math.Min(1, (double)_done / _all))) / (writes ? 2 : 1);

    private double? SecondsLeft => _done < _all / 50 ? null : TimeProvider.System.GetElapsedTime(_begun).TotalSeconds / _done * (_all - _done + (writes && !_reading ? _all : 0));

    private static void Now(ValueTask saying)
    {
        if (!saying.IsCompletedSuccessfully) saying.AsTask().GetAwaiter().GetResult();
    }
}
