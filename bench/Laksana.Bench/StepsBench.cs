using System.Diagnostics;
using System.Globalization;
using Laksana.Cases;
using Laksana.Testing;

namespace Laksana.Bench;

/// <summary>
/// Durable steps a second, in-process, beside <c>pgbench -M prepared -j 2</c> doing the same writes on the same cluster, alternating. Target: at
/// least 0.8 of pgbench at 16 and 64 clients.
/// </summary>
internal static class StepsBench
{
    private const int Rows = 60;

    public static async Task RunAsync(string[] arguments)
    {
        var seconds = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 8;
        await using var cluster = await TestCluster.GetAsync();
        await using var database = await TestDatabase.NewAsync();
        var office = await TrialOffice.NewAsync(database, "bench");
        await office.Sheets.PublishAsync("bench", LongSheet(), new DateOnly(2020, 1, 1), "installation", "bench", default);

        await StepsAsync(office, 4, TimeSpan.FromSeconds(3)); // pgbench has nothing to compile
        Console.WriteLine($"{"clients",8} {"round",6} {"pgbench/s",10} {"laksana/s",10} {"ratio",6}   processor us a step, server + client");
        foreach (var clients in arguments.Length > 1 ? [.. arguments[1..].Select(c => int.Parse(c, CultureInfo.InvariantCulture))] : new[] { 1, 16, 64 })
        {
            var ratios = new List<double>();
            for (var round = 1; round <= 3; round++)
            {
                var peer = await CostedAsync(cluster, () => new Pgbench(cluster, database).RunAsync(clients, seconds), ProcessorTime.OfEndedChildren);
                var ours = await CostedAsync(cluster, () => StepsAsync(office, clients, TimeSpan.FromSeconds(seconds)), ProcessorTime.OfThisProcess);
                ratios.Add(ours.Rate / peer.Rate);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{clients,8} {round,6} {peer.Rate,10:F0} {ours.Rate,10:F0} {ours.Rate / peer.Rate,6:F2}   pgbench {peer.Server:F0} + {peer.Client:F0}, laksana {ours.Server:F0} + {ours.Client:F0}"));
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clients,8} median {"",20} {ratios.Order().ElementAt(1),7:F2}"));
        }
    }

    private static async Task<(double Rate, double Server, double Client)> CostedAsync(TestCluster cluster, Func<Task<(double Seconds, double Rate)>> work, Func<double> client)
    {
        var data = Path.Combine(cluster.Folder, "postgres", "data");
        var (serverBefore, clientBefore) = (ProcessorTime.OfServer(data), client());
        var (time, rate) = await work();
        var steps = rate * time / 1e6;
        return (rate, (ProcessorTime.OfServer(data) - serverBefore) / steps, (client() - clientBefore) / steps);
    }

    private static async Task<(double Seconds, double Rate)> StepsAsync(TrialOffice office, int clients, TimeSpan time)
    {
        var steps = 0;
        using var stop = new CancellationTokenSource();
        var opened = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => OpenAsync(office)));
        var watch = Stopwatch.StartNew();
        stop.CancelAfter(time);
        await Task.WhenAll(opened.Select(number => Task.Run(async () =>
        {
            for (var run = 1; !stop.IsCancellationRequested; run++)
            {
                if (run > Rows) (number, run) = (await OpenAsync(office), 1);
                await office.DoAsync("jfu1", number, new CompleteStep(run, new Dictionary<string, string>()), Guid.NewGuid().ToString("N"));
                Interlocked.Increment(ref steps);
            }
        })));
        return (watch.Elapsed.TotalSeconds, steps / watch.Elapsed.TotalSeconds);
    }

    private static async Task<string> OpenAsync(TrialOffice office) => (await office.Desk.HandleAsync(new CaseRequest
    {
        Office = "bench", Officer = "jfu1", Procedure = "bench", Command = new OpenCase("", 0, new Dictionary<string, string>()),
    }, default) as CaseAnswer.Done)!.Number;

    private static string LongSheet() => """
        sop: bench
        nama: Bench
        unit: Bidang Uji
        kode-berkas: BEN
        perihal: "Bench"
        pelaksana: {jfu: JFU}
        kegiatan:

        """ + string.Concat(Enumerable.Range(1, Rows).Select(i => $"  - {{id: baris-{i}, kegiatan: Mengerjakan baris {i}, pelaksana: jfu, waktu: 5 menit}}\n"))
        + "  - {id: akhir, kegiatan: Mengarsip, pelaksana: jfu, selesai: ya}\n";
}
