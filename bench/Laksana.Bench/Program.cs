using System.Globalization;
using Laksana.Bench;

switch (args)
{
    case ["register", var events, .. var actsPerSeal]:
        await RegisterRate.RunAsync(long.Parse(events, CultureInfo.InvariantCulture), [.. actsPerSeal.Select(a => int.Parse(a, CultureInfo.InvariantCulture))]);
        return 0;
    default:
        Console.Error.WriteLine("register EVENTS ACTS-PER-SEAL…");
        return 2;
}
