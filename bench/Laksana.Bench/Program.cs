using Laksana.Bench;
using Laksana.Bench.Backups;
using Laksana.Bench.Link;

// Each measurement prints ratios against a peer or a limit of the same run; docs/benchmarks.md keeps what was seen, with the machine.
var benches = new Dictionary<string, Func<string[], Scorecard, Task>>(StringComparer.Ordinal)
{
    ["steps"] = StepsBench.RunAsync,
    ["http"] = HttpBench.RunAsync,
    ["start"] = StartBench.RunAsync,
    ["pages"] = PagesBench.RunAsync,
    ["register"] = RegisterRate.RunAsync,
    ["link"] = LinkBench.RunAsync,
    ["network-ping"] = NetworkPingBench.RunAsync,
    ["backup"] = BackupBench.RunAsync,
    ["proof"] = ProofBench.RunAsync,
    ["copy"] = CopyBench.RunAsync,
};

if (args is not [var name, .. var rest] || (!benches.ContainsKey(name) && name != "all"))
{
    Console.Error.WriteLine($"Usage: Laksana.Bench {string.Join('|', benches.Keys)}|all [NUMBER…]");
    return 2;
}
var score = new Scorecard();
foreach (var (one, bench) in benches)
{
    if (name != "all" && name != one) continue;
    Console.WriteLine($"— {one}");
    await bench(rest, score);
}
await Laksana.Testing.TestCluster.EndAsync();
score.Print();
return score.AllMet ? 0 : 1;
