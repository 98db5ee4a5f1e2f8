using System.Globalization;
using Laksana.Bench;

// Each measurement prints ratios against a peer or a limit of the same run; docs/benchmarks.md keeps what was seen, with the machine.
var benches = new Dictionary<string, Func<string[], Task>>(StringComparer.Ordinal)
{
    ["steps"] = StepsBench.RunAsync,
    ["http"] = HttpBench.RunAsync,
    ["register"] = words => RegisterRate.RunAsync(long.Parse(words[0], CultureInfo.InvariantCulture), [.. words[1..].Select(acts => int.Parse(acts, CultureInfo.InvariantCulture))]),
};

if (args is not [var name, .. var rest] || !benches.TryGetValue(name, out var bench))
{
    Console.Error.WriteLine($"Usage: Laksana.Bench {string.Join('|', benches.Keys)}");
    return 2;
}
await bench(rest);
return 0;
