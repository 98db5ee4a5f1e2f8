using System.Text.Json.Serialization;

namespace Laksana.Backups;

/// <summary>The numbers are those of <c>backup_expiry_item.state</c>.</summary>
public enum ExpiryState
{
    /// <summary>Nothing has happened to it yet.</summary>
    Planned,
    /// <summary>It is expired in the book; its files are put aside and being removed.</summary>
    Expired,
    Removed,
    /// <summary>Something spoke against it: it stays.</summary>
    Kept,
}

/// <summary>A backup on a list.</summary>
/// <param name="Why">As it was planned.</param>
/// <param name="Outcome">Once it was kept: key of the reason, under <c>outcome.</c> in this folder's resources.</param>
public sealed record ExpiryItem(string Backup, string Source, DateTimeOffset TakenAt, string Machine, long Bytes, IReadOnlyList<Reason> Why, ExpiryState State, string? Outcome, DateTimeOffset ChangedAt);

/// <summary>A list of backups to expire.</summary>
/// <param name="ByHand">Not under the policy: it needs a second officer.</param>
/// <param name="DueAt">Not carried out before; null while nobody approved it.</param>
/// <param name="EndedAt">Carried out, or refused.</param>
public sealed record ExpiryList(int Number, bool ByHand, string Reason, string AskedBy, DateTimeOffset AskedAt, string? ApprovedBy, DateTimeOffset? ApprovedAt, DateTimeOffset? DueAt,
    string? RefusedBy, DateTimeOffset? RefusedAt, string? Refusal, DateTimeOffset? EndedAt, IReadOnlyList<ExpiryItem> Items)
{
    public bool Waits => DueAt is null && EndedAt is null;

    public long Bytes => Items.Where(i => i.State != ExpiryState.Kept).Sum(i => i.Bytes);
}

/// <summary>What carrying out came to for one backup.</summary>
/// <param name="Outcome">Key under <c>outcome.</c>: <c>removed</c>, or why not.</param>
public sealed record ExpiryOutcome(int List, string Backup, string Outcome)
{
    public const string Removed = "removed";

    public string Words => KeepingWords.Say["outcome." + Outcome];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(IReadOnlyList<Reason>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, Redundancy>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(WatchSettings))]
internal sealed partial class KeepingJson : JsonSerializerContext;
