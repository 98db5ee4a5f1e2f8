using System.Diagnostics;

namespace Laksana.Bench;

/// <summary>Officers who complete rows over HTTP, each on his own connection in his own case.</summary>
internal sealed class HttpSteps(BenchOffice office, Uri address, string bearer)
{
    /// <param name="pause">On average between two steps of one officer, spread as arrivals at a counter are (exponentially).</param>
    /// <returns>How long it took, and what each step took.</returns>
    public async Task<(double Seconds, List<TimeSpan> Times)> RunAsync(int officers, TimeSpan time, TimeSpan pause)
    {
        using var stop = new CancellationTokenSource();
        var opened = await Task.WhenAll(Enumerable.Range(0, officers).Select(_ => office.OpenAsync()));
        var watch = Stopwatch.StartNew();
        stop.CancelAfter(time);
        var times = await Task.WhenAll(opened.Select(number => Task.Run(() => WorkAsync(number, pause, stop.Token))));
        return (watch.Elapsed.TotalSeconds, [.. times.SelectMany(t => t)]);
    }

    private async Task<List<TimeSpan>> WorkAsync(string number, TimeSpan pause, CancellationToken stop)
    {
        var times = new List<TimeSpan>();
        using var caller = new HttpCaller(address, bearer);
        for (var run = 1; !stop.IsCancellationRequested; run++)
        {
            if (pause > TimeSpan.Zero) await Task.Delay(pause * -Math.Log(1 - Random.Shared.NextDouble()), CancellationToken.None);
            if (run > BenchOffice.Rows) (number, run) = (await office.OpenAsync(), 1);
            var started = Stopwatch.GetTimestamp();
            var status = await caller.PostAsync($"/api/v1/cases/{number}/runs/{run}/complete", Guid.NewGuid().ToString("N"));
            times.Add(Stopwatch.GetElapsedTime(started));
            if (status != 200) throw new InvalidOperationException(caller.Text);
        }
        return times;
    }
}
