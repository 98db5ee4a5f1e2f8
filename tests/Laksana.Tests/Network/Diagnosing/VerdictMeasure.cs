using Laksana.Network;

namespace Laksana.Tests.Network.Diagnosing;

public enum Mark
{
    /// <summary>The fault and its place.</summary>
    Right,
    /// <summary>A stretch that holds it, or its place with another likeliest fault.</summary>
    Wider,
    /// <summary>Nothing was named.</summary>
    Open,
    /// <summary>An element or stretch that does not hold it, or another fault as sure.</summary>
    Wrong,
}

/// <summary>How a verdict stands to the truth.</summary>
internal static class VerdictMeasure
{
    /// <param name="element">The element that the fault lies at; null: nothing is wrong.</param>
    /// <param name="at">Nodes between which it lies.</param>
    public static Mark Of(SiteGround ground, Verdict verdict, FaultKind truth, string? element, (string From, string To) at)
    {
        var named = verdict.Place?.Element;
        if (truth == FaultKind.NothingWrong) return verdict.Fault == FaultKind.NothingWrong ? Mark.Right : verdict.Place is null ? Mark.Open : Mark.Wrong;
        if (verdict.Fault == truth && named == element) return Mark.Right;
        if (verdict.Place is null) return verdict is { Confidence: Confidence.Sure } ? Mark.Wrong : Mark.Open;
        if (named is not null) return named == element && verdict.Confidence != Confidence.Sure ? Mark.Wider : Mark.Wrong;
        if (verdict.Fault is { } fault && fault != truth) return Mark.Wrong;
        var way = ground.WayTo(verdict.Place.To!).Select(n => n.Id).ToList();
        var (from, to) = (way.IndexOf(verdict.Place.From!), way.Count - 1);
        return from >= 0 && way.IndexOf(at.From) >= from && way.IndexOf(at.To) is >= 0 and var end && end <= to ? Mark.Wider : Mark.Wrong;
    }
}
