using Laksana.Procedures;

namespace Laksana.Cases;

/// <summary>The pure engine: decides commands into events and folds events into state.</summary>
public static partial class CaseEngine
{
    /// <summary>Decides a command. <paramref name="state"/> is null only for <see cref="OpenCase"/>.</summary>
    public static Decision Decide(Procedure procedure, CaseState? state, CaseCommand command, CaseContext context) =>
        throw new NotSupportedException();

    /// <summary>The state after an event.</summary>
    public static CaseState Apply(CaseState? state, CaseEvent happened) => throw new NotSupportedException();
}
