using System.Collections.Concurrent;
using Laksana.Database;
using Microsoft.Extensions.Logging;

namespace Laksana.Register;

/// <summary>
/// Gathers the heads of the cases that moved on since the last seal into the next seal of their office. Any number of nodes may ask;
/// per office one works at a time.
/// </summary>
/// <param name="heads">Where heads are kept outside; null when the installation has no such place.</param>
public sealed partial class Sealer(LaksanaDatabase database, SealKey key, TimeProvider clock, HeadFile? heads, ILogger<Sealer> log)
{
    /// <summary>Rows of one seal: bounds the memory of a seal after a long standstill.</summary>
    internal const int LargestBatch = 50_000;

    private readonly HashSet<string> _conflicting = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _refusing = new(StringComparer.Ordinal);

    /// <summary>Register this key beside those of the offices: theirs is lost, and an operator says so. Else a node with another key does not seal.</summary>
    public bool IntroduceKey { get; init; }

    /// <summary>Offices that this node does not seal, since its key is none of theirs.</summary>
    public IReadOnlyCollection<string> Refusing => [.. _refusing.Keys];

    /// <summary>Seals everything committed so far in every office. A failing office does not keep the others waiting; its failure is thrown at the end.</summary>
    /// <returns>The seals made.</returns>
    public async Task<IReadOnlyList<Seal>> SealAllAsync(CancellationToken token = default)
    {
        var made = new List<Seal>();
        var failures = new List<Exception>();
        foreach (var office in await database.OfficesAsync(token))
        {
            try
            {
                while (await SealAsync(office, token) is { } seal) made.Add(seal);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                SealingFailed(failure, office);
                failures.Add(failure);
            }
        }
        return failures.Count switch
        {
            0 => made,
            1 => throw failures[0],
            _ => throw new AggregateException(failures),
        };
    }

    /// <summary>Makes the office's next seal; null when nothing waits. Waits for another node that seals the same office.</summary>
    public async Task<Seal?> SealAsync(string office, CancellationToken token = default)
    {
        // Asked without the lock first: most of the time there is nothing to do.
        var made = await AnythingWaitsAsync(office, token) ? await SealWaitingAsync(office, token) : null;
        // Only now, when the seal is committed, does its head go outside. The last head is offered each time, since a crash may have kept it back.
        if (heads is not null && (made ?? await LastAsync(office, token)) is { } last && !await heads.AppendAsync(last.Head, token))
            SayConflict(last);
        return made;
    }

    private async Task<bool> AnythingWaitsAsync(string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select exists (select from seal_pending where office = $1)", office);
        await using var reader = await batch.ReadAsync(token);
        return await reader.ReadAsync(token) && reader.GetBoolean(0);
    }

    private async Task<Seal?> LastAsync(string office, CancellationToken token)
    {
        await using var transaction = await database.BeginAsync(office, token);
        return await SealTable.LastAsync(transaction, office, token);
    }

    // The rows that wait are deleted in the transaction that writes the seal: whatever happens in between, all of it stands or none.
    private async Task<Seal?> SealWaitingAsync(string office, CancellationToken token)
    {
        await using var transaction = await database.BeginAsync(office, token);
        await SealTable.LockAsync(transaction, office, token);
        if (!await SealTable.KnowKeyAsync(transaction, office, key, IntroduceKey, clock.GetUtcNow(), token))
        {
            if (_refusing.TryAdd(office, true)) OtherKey(office);
            return null;
        }
        _refusing.TryRemove(office, out _);
        // From here on statements see what the seal before has left.
        var leaves = await SealTable.TakeWaitingAsync(transaction, office, LargestBatch, token);
        if (leaves.Count == 0) return null;
        var now = clock.GetUtcNow();
        var before = await SealTable.LastAsync(transaction, office, token);
        var seal = Seal.After(before, office, now, leaves.Count, MerkleTree.Root([.. leaves.Select(l => l.LeafHash())]), key);
        await SealTable.WriteAsync(transaction, seal, leaves, token);
        await transaction.CommitAsync(token);
        Sealed(seal.Number, office, seal.Leaves);
        return seal;
    }

    private void SayConflict(Seal last)
    {
        if (_conflicting.Add(last.Office)) HeadConflict(last.Number, last.Office, heads!.Path);
    }

    [LoggerMessage(300, LogLevel.Debug, "Seal {Number} of {Office}: {Leaves} cases")]
    private partial void Sealed(long number, string office, int leaves);

    [LoggerMessage(301, LogLevel.Error, "Sealing {Office} failed; it is tried again")]
    private partial void SealingFailed(Exception failure, string office);

    [LoggerMessage(303, LogLevel.Critical,
        "This node's seal key is none of {Office}'s, so it does not seal there. Give it the keys folder of the node that does, or introduce its key with laksana register seal --new-key")]
    private partial void OtherKey(string office);

    [LoggerMessage(302, LogLevel.Critical,
        "Seal {Number} of {Office} does not follow the heads in {File}: the database was set back or its seals were rewritten. Run laksana register verify")]
    private partial void HeadConflict(long number, string office, string file);
}
