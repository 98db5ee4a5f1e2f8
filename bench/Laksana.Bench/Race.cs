using System.Globalization;
using Laksana.Database;
using Laksana.Testing;

namespace Laksana.Bench;

/// <summary>Durable steps a second beside <see cref="Pgbench"/> on the same cluster, alternating, with what each costs the processor.</summary>
/// <param name="target">The least ratio to reach with many clients; with one, the disk's flush decides.</param>
internal sealed class Race(string what, TestCluster cluster, LaksanaDatabase database, double target, Func<int, TimeSpan, Task<(double Seconds, double Rate)>> steps, Func<double> ourTime)
{
    private const int Rounds = 3;

    /// <param name="words">Seconds a round (8), then the numbers of clients (1 16 64).</param>
    /// <returns>By the number of clients: the median rates of pgbench and of ours.</returns>
    public async Task<IReadOnlyDictionary<int, (double Peer, double Ours)>> RunAsync(string[] words, Scorecard score)
    {
        var rates = new Dictionary<int, (double Peer, double Ours)>();
        var numbers = Array.ConvertAll(words, w => int.Parse(w, CultureInfo.InvariantCulture));
        var seconds = numbers is [var given, ..] ? given : 8;
        await steps(4, TimeSpan.FromSeconds(3)); // pgbench has nothing to compile or to open
        Console.WriteLine($"{"clients",8} {"round",6} {"pgbench/s",10} {"laksana/s",10} {"ratio",6}   processor time in microseconds a step: server + client");
        foreach (var clients in numbers is [_, _, ..] ? numbers[1..] : [1, 16, 64]) rates[clients] = await RunAsync(clients, seconds, score);
        return rates;
    }

    private async Task<(double Peer, double Ours)> RunAsync(int clients, int seconds, Scorecard score)
    {
        var (ratios, peers, rates) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 1; round <= Rounds; round++)
        {
            var peer = await CostedAsync(() => new Pgbench(cluster, database).RunAsync(clients, seconds), ProcessorTime.OfEndedChildren);
            var ours = await CostedAsync(() => steps(clients, TimeSpan.FromSeconds(seconds)), ourTime);
            ratios.Add(ours.Rate / peer.Rate);
            peers.Add(peer.Rate);
            rates.Add(ours.Rate);
            Print($"{clients,8} {round,6} {peer.Rate,10:F0} {ours.Rate,10:F0} {ratios[^1],6:F2}   pgbench {peer.Server:F0} + {peer.Client:F0}, laksana {ours.Server:F0} + {ours.Client:F0}");
        }
        var (median, peerRate, rate) = (Median(ratios), Median(peers), Median(rates));
        if (clients == 1) score.Note($"steps {what} / pgbench, 1 client", median, note: "no target: the disk's flush decides");
        else score.AtLeast($"steps {what} / pgbench, {clients} clients", target, median, note: FormattableString.Invariant($"{rate:F0} a second"));
        return (peerRate, rate);
    }

    private async Task<(double Rate, double Server, double Client)> CostedAsync(Func<Task<(double Seconds, double Rate)>> work, Func<double> clientTime)
    {
        var data = Path.Combine(cluster.Folder, "postgres", "data");
        var (server, client) = (ProcessorTime.OfServer(data), clientTime());
        var (time, rate) = await work();
        var microsecondsEach = 1e6 / (rate * time);
        return (rate, (ProcessorTime.OfServer(data) - server) * microsecondsEach, (clientTime() - client) * microsecondsEach);
    }

    private static double Median(List<double> numbers) => numbers.Order().ElementAt(numbers.Count / 2);

    private static void Print(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
