using Laksana.Officers;
using Laksana.Procedures;

namespace Laksana.Cases;

/// <summary>What an officer is about to do to a row; decided, and not yet durable.</summary>
/// <param name="Before">The case as it was.</param>
/// <param name="After">The case once this is written.</param>
/// <param name="Run">The row's passage, as it was.</param>
/// <param name="Happened"><see cref="StepCompleted"/> or <see cref="StepReturned"/>.</param>
public sealed record WitnessedAct(OfficeAtWork Office, Procedure Sheet, CaseState Before, CaseState After, StepRun Run, CaseEvent Happened)
{
    public Step Step => Sheet.Step(Run.Step);

    /// <summary>Of the row's action, with the form's values filled in.</summary>
    public IReadOnlyDictionary<string, string> Arguments => CaseFields.Arguments(Step.Action!, Step, After, Run.Site);

    /// <summary>Whose act it is: the superior whose decision is recorded, otherwise whoever does it.</summary>
    public string Officer => Happened.By?.OnBehalf?.Officer ?? Happened.By?.Officer ?? "";

    /// <summary>Staff who record it for him; null when he does it himself.</summary>
    public string? RecordedBy => Happened.By?.OnBehalf is null ? null : Happened.By.Officer;
}

/// <summary>A statement with positional parameters, for the transaction of the act.</summary>
public sealed record WitnessStatement(string Sql, params IReadOnlyList<object?> Values);

/// <summary>What a witness says: it refuses with a reason, or adds statements of its own.</summary>
public abstract record Testimony
{
    public static readonly Testimony Nothing = new Agrees([]);

    public sealed record Agrees(IReadOnlyList<WitnessStatement> Statements) : Testimony;

    public sealed record Refuses(Refusal Why) : Testimony;

    /// <summary>The form's value of a field is at fault, in words for people.</summary>
    public static Testimony At(string field, string words) => new Refuses(new Refusal("form.faults", 1) { Fields = [new FieldFault(field, "field.witness", words)] });
}

/// <summary>
/// An action that has a word in the acts of officers on its rows: what they say there must fit what the capability knows, and what it knows changes with the act, in one
/// transaction. Whichever way the act comes (page, API, recorded for a superior, entered afterwards), it is asked.
/// </summary>
public interface IRowWitness
{
    /// <summary>The action whose rows it attends, as sheets name it.</summary>
    string Name { get; }

    /// <summary>
    /// Asked after the engine has agreed. Its statements fail the transaction by a unique key or an error of class LK when what they rest on has changed; then all is decided anew.
    /// </summary>
    Task<Testimony> AttendAsync(WitnessedAct act, CancellationToken token);
}
