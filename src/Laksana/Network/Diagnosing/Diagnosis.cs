using System.Text.Json;
using System.Text.Json.Serialization;

namespace Laksana.Network;

/// <summary>One rung as it was gone.</summary>
/// <param name="Planned">Seconds that it may take.</param>
/// <param name="Actual">Seconds that it took; rungs are asked at the same time where they can be.</param>
/// <param name="Seen">What was seen, a line each.</param>
public sealed record RungWalked(LadderRung Rung, double Planned, double Actual, IReadOnlyList<string> Seen);

/// <summary>A ladder that was walked.</summary>
public sealed record Diagnosis(string Site, SiteGround Ground, NetworkMap Map, IReadOnlyList<RungWalked> Rungs, IReadOnlyList<Sighting> Sightings, Verdict Verdict, TimeSpan Took)
{
    /// <summary>The answer to "is it working?".</summary>
    public string? Proposal(string works, string broken) => Verdict.Works switch { true => works, false => broken, null => null };

    public string Summary() => VerdictTelling.Tell(Ground, Map, Verdict);

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(Told(), DiagnosisJson.Default.DiagnosisTold);

    /// <summary>As it is stored and answered.</summary>
    public DiagnosisTold Told()
    {
        var place = Verdict.Place;
        var line = Map.Element(Verdict.Call.Line) as MapLink;
        var provider = Map.Provider(line?.Provider);
        return new DiagnosisTold(Site, Verdict.Fault is { } fault ? VerdictTelling.Word(fault) : null,
            place is null ? null : new PlaceTold(place.Element, place.Element is null ? place.From : null, place.Element is null ? place.To : null, VerdictTelling.Place(Ground, Map, place)),
            VerdictTelling.Word(Verdict.Confidence), Verdict.Works, Summary(), Verdict.Next is { } next ? VerdictTelling.Next(Ground, next) : null,
            new CallTold(VerdictTelling.Word(Verdict.Call.Kind), provider?.Name, provider?.Contract, line?.ServiceNumber, provider?.Phone),
            [.. Verdict.Remaining.Select(h => new HypothesisTold(VerdictTelling.Word(h.Fault), h.At, null))],
            [.. Verdict.RuledOut.Select(r => new HypothesisTold(VerdictTelling.Word(r.What.Fault), r.What.At, SightingWords.Tell(Ground, r.By)))],
            [.. Rungs.Select(r => new RungTold(VerdictTelling.Word(r.Rung), r.Planned, Math.Round(r.Actual, 2), r.Seen))], Math.Round(Took.TotalSeconds, 2));
    }
}

/// <param name="Works">Whether people can work; left out when not known.</param>
/// <param name="Remaining">What explains everything that was seen.</param>
public sealed record DiagnosisTold(string Site, string? Fault, PlaceTold? Place, string Confidence, bool? Works, string Summary, string? Next, CallTold Call, IReadOnlyList<HypothesisTold> Remaining,
    IReadOnlyList<HypothesisTold> RuledOut, IReadOnlyList<RungTold> Rungs, double Seconds);

public sealed record PlaceTold(string? Element, string? From, string? To, string Words);

public sealed record CallTold(string Who, string? Provider, string? Contract, string? ServiceNumber, string? Phone);

/// <param name="By">What ruled it out.</param>
public sealed record HypothesisTold(string Fault, string? At, string? By);

public sealed record RungTold(string Rung, double PlannedSeconds, double ActualSeconds, IReadOnlyList<string> Seen);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DiagnosisTold))]
[JsonSerializable(typeof(SiteLook))]
[JsonSerializable(typeof(IReadOnlyList<Sighting>))]
public sealed partial class DiagnosisJson : JsonSerializerContext;
