using System.Net;

namespace Laksana.Network.Probes.Icmp;

/// <param name="Router">Who said that the packet's time was over there, or the target itself; null when nobody did.</param>
/// <param name="Refusal">What it said when it was neither: unreachable, forbidden.</param>
public sealed record PathHop(int Distance, IPAddress? Router, TimeSpan? Took, EchoVerdict? Refusal = null);

/// <param name="Hops">Up to the target, or to the last that said anything.</param>
/// <param name="Loops">The same router was passed again further on.</param>
public sealed record EchoPath(IReadOnlyList<PathHop> Hops, bool Reached, bool Loops);

/// <summary>The way to a target, from packets that may pass only so many routers. All distances are asked at once, the silent ones once more.</summary>
public static class PathTrace
{
    public static async Task<EchoPath> AlongAsync(this EchoEngine engine, IPAddress target, int mostHops, TimeSpan timeout, CancellationToken token)
    {
        var answers = new EchoAnswer[mostHops];
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var reached = Array.FindIndex(answers, a => a.Verdict == EchoVerdict.Answered);
            var open = Enumerable.Range(0, mostHops).Where(i => answers[i].Verdict == EchoVerdict.Silent && (reached < 0 || i < reached)).ToArray();
            var found = await Task.WhenAll(open.Select(i => engine.AskAsync(target, new EchoShape(EchoShape.UsualPayload, i + 1), timeout / 2, token)));
            for (var i = 0; i < open.Length; i++) answers[open[i]] = found[i];
        }
        return Read(target, answers);
    }

    private static EchoPath Read(IPAddress target, EchoAnswer[] answers)
    {
        var end = Array.FindIndex(answers, a => a.Verdict is not (EchoVerdict.TimeExceeded or EchoVerdict.Silent));
        var last = end >= 0 ? end : Array.FindLastIndex(answers, a => a.Verdict == EchoVerdict.TimeExceeded);
        var hops = new List<PathHop>();
        for (var i = 0; i <= last; i++)
        {
            var answer = answers[i];
            hops.Add(answer.Verdict switch
            {
                EchoVerdict.Answered => new PathHop(i + 1, target, answer.Took),
                EchoVerdict.Silent => new PathHop(i + 1, null, null),
                EchoVerdict.TimeExceeded => new PathHop(i + 1, answer.From, answer.Took),
                var refusal => new PathHop(i + 1, answer.From, null, refusal),
            });
        }
        // The same router at the end of the range, beyond another one: a circle. Twice in a row is a router that counts twice.
        var loops = end < 0 && hops.Where(h => h.Router is not null).GroupBy(h => h.Router!).Any(g => g.Max(h => h.Distance) - g.Min(h => h.Distance) >= 2);
        return new EchoPath(hops, end >= 0 && answers[end].Verdict == EchoVerdict.Answered, loops);
    }
}
