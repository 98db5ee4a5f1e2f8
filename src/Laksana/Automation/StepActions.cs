using System.Text.Json;

namespace Laksana.Automation;

/// <summary>
/// Machine work that a sheet's row may name (<c>tindakan: {nama: …}</c>). A capability joins by registering its actions.
/// It may be run again after a crash with the same <see cref="ActionRun.Id"/>: every effect must carry that id
/// (a partial directory's name, a unique key) so that nothing happens twice.
/// </summary>
public interface IStepAction
{
    /// <summary>Capability and verb, e.g. <c>database.dump</c>.</summary>
    string Name { get; }

    /// <summary>Does the work.</summary>
    /// <exception cref="ActionFailedException">An expected failure; <see cref="ActionFailedException.MayRetry"/> says whether another try may help.</exception>
    Task<ActionResult> RunAsync(ActionRun run, IActionProgress progress, CancellationToken token);

    /// <summary>Clears away what lost attempts left behind at this node; asked when it starts and now and then.</summary>
    /// <param name="alive">Runs that a node works on now, with their attempt.</param>
    Task TidyAsync(string office, IReadOnlyDictionary<Guid, int> alive, CancellationToken token) => Task.CompletedTask;
}

/// <summary>One run of an action. <paramref name="Arguments"/> have their placeholders filled in.</summary>
/// <param name="Attempt">Counts the takings of this run from 1: also a taking after a node was lost. Grows, so it may name what one attempt leaves unfinished.</param>
/// <param name="AskedAt">When the step asked for it, by the office's clock; the same in every attempt.</param>
public sealed record ActionRun(string Office, Guid Id, string CaseNumber, int StepRun, string Action, int Attempt, IReadOnlyDictionary<string, string> Arguments,
    DateTimeOffset AskedAt);

/// <summary>What an action found. <paramref name="Result"/> is a JSON object kept in the register; no secrets, no personal data.</summary>
public sealed record ActionResult(string Summary, JsonElement Result, string? ProposedOutcome = null);

/// <summary>Live progress, shown on the page; not part of the register.</summary>
public interface IActionProgress
{
    /// <param name="line">What is going on; empty when only the fraction has moved.</param>
    /// <param name="fraction">0 to 1; null when it has not changed or cannot be known.</param>
    ValueTask ReportAsync(string line, double? fraction, CancellationToken token);

    /// <summary>How much is done, for whoever can show it as a number.</summary>
    ValueTask CountAsync(WorkCount count, CancellationToken token) => ValueTask.CompletedTask;

    /// <summary>Returns only while this node still holds the run. Ask right before an effect that cannot be taken back.</summary>
    /// <exception cref="OperationCanceledException">Another node has taken the run over, or it was cancelled.</exception>
    Task StillMineAsync(CancellationToken token);
}

/// <summary>An expected failure with its cause and what to do.</summary>
public sealed class ActionFailedException(string reason, string? hint, bool mayRetry, Exception? inner = null) : Exception(reason, inner)
{
    public string? Hint { get; } = hint;

    public bool MayRetry { get; } = mayRetry;
}
