namespace Laksana.Backups;

/// <summary>One taking of a source.</summary>
/// <param name="Run">The action's or the job's id: the same in every attempt.</param>
/// <param name="AskedAt">By the office's clock; it names the folder.</param>
/// <param name="Officer">Who asked; null when a schedule did.</param>
/// <param name="Rate">Bytes a second, instead of what the source's settings say.</param>
public sealed record TakeOrder(string Office, string Source, Guid Run, int Attempt, DateTimeOffset AskedAt, string? CaseNumber, string? Officer, long? Rate = null);
