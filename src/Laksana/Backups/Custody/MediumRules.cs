namespace Laksana.Backups;

/// <summary>What may be done with a medium in its state. Pure.</summary>
public enum MediumAct { Lose, Find, Retire, Return, AskDestruction, Destroy, KeepIt }

/// <summary>The rules of the inventory: which acts are open, and why one is not.</summary>
public static class MediumRules
{
    /// <param name="by">Who would do it.</param>
    public static IReadOnlyList<MediumAct> Open(Medium medium, string by) => [.. Enum.GetValues<MediumAct>().Where(a => Against(medium, a, by) is null)];

    /// <summary>Why the act is not open; null when it is.</summary>
    public static CustodyAnswer.Refused? Against(Medium medium, MediumAct act, string by) => act switch
    {
        _ when medium.State == MediumState.Destroyed => new("destroyed", medium.Label),
        MediumAct.Lose when medium.State == MediumState.Lost => new("lost-already", medium.Label),
        MediumAct.Find when medium.State != MediumState.Lost => new("not-lost", medium.Label),
        MediumAct.Retire when medium.State != MediumState.InUse => new("not-in-use", medium.Label),
        MediumAct.Return when medium.State != MediumState.Retired => new("not-retired", medium.Label),
        // What is lost cannot be seen being destroyed.
        MediumAct.AskDestruction when medium.State == MediumState.Lost => new("lost", medium.Label),
        MediumAct.AskDestruction when medium.Destruction is not null => new("destruction-asked", medium.Label),
        MediumAct.Destroy or MediumAct.KeepIt when medium.Destruction is null => new("destruction-not-asked", medium.Label),
        MediumAct.Destroy when medium.Destruction!.By == by => new("second-officer"),
        MediumAct.Destroy when medium.State == MediumState.Lost => new("lost", medium.Label),
        _ => null,
    };

    public static MediumState After(MediumAct act, MediumState before) => act switch
    {
        MediumAct.Lose => MediumState.Lost,
        MediumAct.Find or MediumAct.Return => MediumState.InUse,
        MediumAct.Retire => MediumState.Retired,
        MediumAct.Destroy => MediumState.Destroyed,
        _ => before,
    };
}
