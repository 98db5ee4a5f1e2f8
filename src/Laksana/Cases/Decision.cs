using Laksana.Officers;
using Laksana.Procedures;
using Laksana.WorkTime;

namespace Laksana.Cases;

/// <summary>The engine's answer to a command: events, or a refusal with its reason. Nothing in between.</summary>
public abstract record Decision
{
    public sealed record Accepted(IReadOnlyList<CaseEvent> Events) : Decision;

    public sealed record Refused(Refusal Why) : Decision;
}

/// <summary>
/// Why a command was refused. <see cref="Code"/> is stable for machines (and is the key of the words people see);
/// <see cref="Fields"/> names form fields that are at fault with the code of each fault.
/// </summary>
public sealed record Refusal(string Code, params IReadOnlyList<object?> Arguments)
{
    public IReadOnlyList<FieldFault> Fields { get; init; } = [];

    /// <summary>True when the officer lacks the right (HTTP 403) and not the case the state (409) or the form its values (422).</summary>
    public bool Forbidden { get; init; }
}

/// <summary>An officer's id among a refusal's arguments; the page puts the name there.</summary>
public sealed record OfficerName(string Officer);

/// <summary>A fault in one value of a form.</summary>
public sealed record FieldFault(string Field, string Code, params IReadOnlyList<object?> Arguments);

/// <summary>Everything outside the case that a decision rests on; the engine itself has no clock, database or chance.</summary>
public sealed record CaseContext
{
    public required DateTimeOffset Now { get; init; }
    public required WorkCalendar Calendar { get; init; }
    public required Staffing Staffing { get; init; }
    /// <summary>The officer who asks; null when the program does.</summary>
    public string? Officer { get; init; }
    /// <summary>The officer administers this office (may cancel, move, erase; may not do rows).</summary>
    public bool Administrator { get; init; }
    /// <summary>Names of actions this installation can run; others are done by hand.</summary>
    public required IReadOnlySet<string> Actions { get; init; }
    /// <summary>Ids of the office's sites.</summary>
    public required IReadOnlySet<string> Sites { get; init; }
    /// <summary>How long a row may lie before someone begins, for this office; null: no limit.</summary>
    public WorkAmount? QueueLimit { get; init; }
    /// <summary>Makes the salted digest (hex) of a personal value; the store keeps salt and value apart.</summary>
    public required Func<string, string, string> Digest { get; init; }
    /// <summary>Makes a fresh id for an action's run; drawn outside so that the engine stays repeatable.</summary>
    public required Func<Guid> NewActionRun { get; init; }
    /// <summary>The version moved to, for <see cref="MoveCase"/>; null when there is none or its day has not come.</summary>
    public Procedure? Target { get; init; }
    /// <summary>Number of the other case, for <see cref="LinkCase"/>, when there is one that the officer may see; else null.</summary>
    public string? Linkable { get; init; }
}
