using Laksana.Procedures;

namespace Laksana.Cases;

/// <summary>
/// The pure engine: decides commands into events and folds events into state. No clock, database or chance of its own:
/// the same procedure, state, command and context always give the same answer, and a case is nothing but its events.
/// </summary>
public static partial class CaseEngine
{
    /// <summary>Decides a command. <paramref name="state"/> is null only for <see cref="OpenCase"/>.</summary>
    public static Decision Decide(Procedure procedure, CaseState? state, CaseCommand command, CaseContext context)
    {
        try
        {
            var work = new CaseWork(procedure, state, context);
            work.Handle(command);
            return new Decision.Accepted(work.Events);
        }
        catch (RefusedException refused)
        {
            return new Decision.Refused(refused.Why);
        }
    }

    /// <summary>Why a case cannot go on under another version of its sheet; empty when it can.</summary>
    /// <param name="steps">Ids of steps that changed name: old to new.</param>
    public static IReadOnlyList<FieldFault> MoveFaults(CaseState state, Procedure from, Procedure to, IReadOnlyDictionary<string, string> steps) =>
        new MoveCheck(state, from, to, steps).Faults();

    /// <summary>The state after all events.</summary>
    public static CaseState? Replay(IEnumerable<CaseEvent> events) => events.Aggregate((CaseState?)null, Apply);
}

/// <summary>Unwinds a decision inside the engine only; becomes <see cref="Decision.Refused"/> at its edge.</summary>
internal sealed class RefusedException(Refusal why) : Exception(why.Code)
{
    public Refusal Why { get; } = why;
}
