using System.Globalization;
using static Laksana.Network.DiagnosisWords;

namespace Laksana.Network;

/// <summary>A verdict in plain sentences: what and where, how sure, what it is not, what to look at next, whom to call.</summary>
public static class VerdictTelling
{
    /// <summary>What it is not, told at most so often; all of it stands in the result.</summary>
    private const int MostRuledOut = 3;

    private static readonly FaultKind[] Common = [FaultKind.ModemOff, FaultKind.PcOff, FaultKind.CableCut, FaultKind.LineDead, FaultKind.DnsStopped, FaultKind.ServiceStopped, FaultKind.WrongAddress, FaultKind.InterfaceShut];

    public static string Tell(SiteGround ground, NetworkMap map, Verdict verdict)
    {
        var sentences = new List<string> { Finding(ground, map, verdict) };
        if (verdict.Beside is { } beside) sentences.Add(Say["beside", Finding(ground, map, beside)]);
        if (verdict.Confidence is Confidence.Likely or Confidence.Stretch && verdict.Works != true && Others(verdict) is { Length: > 0 } others) sentences.Add(Say["possible", others]);
        if (verdict.Works != true && Excluded(ground, verdict) is { Length: > 0 } excluded) sentences.Add(Say["not", excluded]);
        if (Next(ground, verdict) is { } next) sentences.Add(next);
        if (Call(map, verdict) is { } call) sentences.Add(call);
        return string.Join(' ', sentences);
    }

    /// <summary>"Modem mati: Modem Kecamatan A. Keyakinan: pasti."</summary>
    public static string Finding(SiteGround ground, NetworkMap map, Verdict verdict)
    {
        if (verdict.Remaining.Count == 0) return Say["several"];
        if (verdict.Fault == FaultKind.NothingWrong) return Say["nothing"];
        if (verdict.Place is not { } place) return Say[verdict.Works == false ? "unknown.broken" : "unknown"];
        var where = Place(ground, map, place);
        var what = verdict.Fault is { } fault ? Say["fault." + Word(fault)] : Say["fault.some"];
        return Say["finding", what, where, Say["confidence." + Word(verdict.Confidence)]];
    }

    public static string Place(SiteGround ground, NetworkMap map, FaultPlace place) => place.Element switch
    {
        SiteGround.Here => Say["place.here"],
        { } element when ground.Find(element) is null && map.Element(element) is MapLink && place.From is not null => Say["place.line", map.NameOf(element), ground.NameOf(place.From), ground.NameOf(place.To!)],
        { } element => ground.NameOf(element),
        _ when place.To is { } to && place.From != to => Say["place.between", ground.NameOf(place.From!), ground.NameOf(to)],
        _ => ground.NameOf(place.From!),
    };

    public static string Next(SiteGround ground, NextLook look) => Say["look." + Word(look.Kind), ground.NameOf(look.At), look.Kind is LookKind.Port or LookKind.FarSide && ground.Find(look.At)?.Behind is { } near ? ground.NameOf(near) : ""];

    /// <summary>How a fault is called in stored results.</summary>
    public static string Word<T>(T value) where T : struct, Enum
    {
        var text = value.ToString();
        return string.Concat(text.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString(CultureInfo.InvariantCulture)));
    }

    private static string? Next(SiteGround ground, Verdict verdict) => verdict.Next is not { } look ? null : verdict.Works == true ? Say["next.still", Next(ground, look)] : Say["next", Next(ground, look)];

    private static string Others(Verdict verdict) =>
        string.Join(", ", verdict.Remaining.Where(h => h.Fault != verdict.Fault).Select(h => h.Fault).Distinct().Take(5).Select(f => Inside(f)));

    /// <summary>One of each of the faults that people think of first, with the sighting that ruled it out; those of the verdict's own place first.</summary>
    private static string Excluded(SiteGround ground, Verdict verdict)
    {
        var remaining = verdict.Remaining.Select(h => h.Fault).ToHashSet();
        var told = verdict.RuledOut.Where(r => Common.Contains(r.What.Fault) && !remaining.Contains(r.What.Fault))
            .OrderByDescending(r => IsNear(verdict, r.What)).ThenBy(r => Array.IndexOf(Common, r.What.Fault)).DistinctBy(r => r.What.Fault).DistinctBy(r => r.By).Take(MostRuledOut);
        return string.Join("; ", told.Select(r => Say["not.one", Inside(r.What.Fault), SightingWords.Tell(ground, r.By)]));
    }

    /// <summary>The fault within a sentence.</summary>
    private static string Inside(FaultKind fault)
    {
        var text = Say["fault." + Word(fault)];
        return char.ToLower(text[0], CultureInfo.CurrentCulture) + text[1..];
    }

    private static bool IsNear(Verdict verdict, Hypothesis h) => verdict.Place is { } place && h.At is not null && (h.At == place.Element || h.At == place.To);

    private static string? Call(NetworkMap map, Verdict verdict)
    {
        if (verdict.Call.Kind == CallKind.GeneralAffairs) return Say["call.general"];
        if (verdict.Call.Kind != CallKind.Provider || map.Element(verdict.Call.Line) is not MapLink line || map.Provider(line.Provider) is not { } provider) return null;
        var numbers = new[] { provider.Contract is { } c ? Say["call.contract", c] : null, line.ServiceNumber is { } n ? Say["call.service-number", n] : null, provider.Phone is { } p ? Say["call.phone", p] : null }.OfType<string>().ToList();
        return numbers.Count == 0 ? Say["call.provider", provider.Name] : Say["call.provider.numbers", provider.Name, string.Join(", ", numbers)];
    }
}
