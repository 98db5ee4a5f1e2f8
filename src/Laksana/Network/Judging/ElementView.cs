namespace Laksana.Network;

/// <summary>An element as its targets show it.</summary>
/// <param name="Since">Since when it stands so.</param>
/// <param name="Suspect">It is beginning to fail, which is not believed yet.</param>
/// <param name="FreshAt">Each of its deciding targets has been asked at or after this moment.</param>
/// <param name="HardAt">When it was believed to be down; meaningless while it is not.</param>
public sealed record ElementView(Standing Standing, DateTimeOffset Since, bool Flapping, bool Suspect, DateTimeOffset FreshAt, DateTimeOffset HardAt)
{
    /// <summary>Nothing looks at it.</summary>
    public static readonly ElementView Unmeasured = new(Standing.Pending, DateTimeOffset.MinValue, false, false, DateTimeOffset.MaxValue, DateTimeOffset.MinValue);

    public bool IsMeasured => !ReferenceEquals(this, Unmeasured);

    /// <summary>Away, or so unsteady that it is of no use.</summary>
    public bool IsBroken => Standing == Standing.Down || Flapping;

    public bool Answers => Standing is Standing.Up or Standing.Degraded && !Flapping;

    /// <summary>
    /// The view of an element from its targets. It is down when at least one of its deciding targets is down and none answers; degraded when some of them do not
    /// answer or a quality target fails; unknown when of its deciding targets nothing is known.
    /// </summary>
    public static ElementView Of(IReadOnlyList<(TargetState State, TargetMeaning Meaning)> targets)
    {
        var deciding = targets.Where(t => t.Meaning == TargetMeaning.Decides).Select(t => t.State).ToList();
        var quality = targets.Where(t => t.Meaning == TargetMeaning.Quality).Select(t => t.State).ToList();
        return deciding.Count > 0 ? Decided(deciding, quality) : quality.Count > 0 ? OfQuality(quality) : Unmeasured;
    }

    private static ElementView Decided(List<TargetState> deciding, List<TargetState> quality)
    {
        var known = deciding.FindAll(IsKnown);
        var down = known.FindAll(s => s.Standing == Standing.Down);
        var (fresh, suspect) = (deciding.Min(s => s.LastAt), deciding.TrueForAll(s => s.Suspect || s.Hard == Standing.Down) && deciding.Exists(s => s.Suspect));
        var flapping = known.Count > 0 && known.TrueForAll(s => s.Flapping);
        if (known.Count == 0)
        {
            var unknown = deciding.FindAll(s => s.Standing == Standing.Unknown);
            return unknown.Count > 0 ? new(Standing.Unknown, unknown.Max(s => s.UnknownSince), false, false, fresh, fresh) : new(Standing.Pending, fresh, false, suspect, fresh, fresh);
        }
        // Away since the last of its targets fell silent.
        if (down.Count == known.Count) return new(Standing.Down, down.Max(s => s.Since), flapping, false, fresh, down.Max(s => s.HardAt));
        if (flapping) return new(Standing.Degraded, known.Min(s => s.FlappingSince), true, suspect, fresh, known.Max(s => s.FlappingSince));
        var ill = known.Concat(quality.Where(IsKnown)).Where(s => s.Standing != Standing.Up).ToList();
        return ill.Count > 0
            ? new(Standing.Degraded, ill.Min(IllSince), false, suspect, fresh, fresh)
            : new(Standing.Up, known.Max(s => s.Since), false, suspect, fresh, fresh);
    }

    /// <summary>Without a deciding target it can be ill, but not away.</summary>
    private static ElementView OfQuality(List<TargetState> quality)
    {
        var (fresh, known) = (quality.Min(s => s.LastAt), quality.FindAll(IsKnown));
        if (known.Count == 0) return new(quality.Exists(s => s.Standing == Standing.Unknown) ? Standing.Unknown : Standing.Pending, fresh, false, false, fresh, fresh);
        var ill = known.FindAll(s => s.Standing != Standing.Up);
        return ill.Count > 0 ? new(Standing.Degraded, ill.Min(IllSince), false, false, fresh, fresh) : new(Standing.Up, known.Max(s => s.Since), false, false, fresh, fresh);
    }

    private static DateTimeOffset IllSince(TargetState s) => s.Flapping && s.Hard == Standing.Up ? s.FlappingSince : s.Since;

    private static bool IsKnown(TargetState s) => s.Standing is not (Standing.Unknown or Standing.Pending);
}
