using Laksana.Database;

namespace Laksana.Backups;

/// <summary>Whose a recipient's key is; the numbers are those of <c>backup_recipient.kind</c>.</summary>
public enum RecipientKind
{
    /// <summary>The office's own key, made by Laksana, in its data directory.</summary>
    Office,
    /// <summary>An officer's, such as the head of division's, on a device of his own.</summary>
    Officer,
    /// <summary>Printed once and kept in a safe.</summary>
    Paper,
}

/// <summary>For whom a backup is encrypted. <paramref name="PublicKey"/> in age's form (<c>age1…</c>).</summary>
public sealed record BackupRecipient(string Name, RecipientKind Kind, string PublicKey, string AddedBy, DateTimeOffset AddedAt, DateTimeOffset? WithdrawnAt);

/// <summary>Files with age identities (private keys) that an artifact is tried with.</summary>
public sealed record BackupIdentities(IReadOnlyList<string> Files);

/// <summary>
/// An installation's keys for backups: each office's own identity (<c>keys/backup-OFFICE.age</c> in the data directory, 0600, made at first use) and the public keys of
/// its further recipients (table <c>backup_recipient</c>). What is encrypted for several opens with any one of them.
/// </summary>
public sealed class BackupKeys(LaksanaDatabase database, string dataDirectory, TimeProvider clock)
{
    /// <summary>The office's own key first, then the others that are in force.</summary>
    public Task<IReadOnlyList<BackupRecipient>> RecipientsAsync(string office, CancellationToken token) => throw new NotSupportedException($"in work {database.ApplicationConnectionString.Length} {dataDirectory} {clock.GetUtcNow()}");

    /// <summary>What this installation opens the office's backups with.</summary>
    public Task<BackupIdentities> IdentitiesAsync(string office, CancellationToken token) => throw new NotSupportedException("in work");

    /// <summary>Adds a recipient; written into the administration's log.</summary>
    /// <exception cref="OperatorException">The key is none of age's, or the name is taken.</exception>
    public Task AddAsync(string office, string name, RecipientKind kind, string publicKey, string by, CancellationToken token) => throw new NotSupportedException("in work");

    /// <summary>Further backups are not encrypted for it; those that are there still open with it.</summary>
    public Task WithdrawAsync(string office, string name, string by, CancellationToken token) => throw new NotSupportedException("in work");

    /// <summary>Makes a key for paper and adds its public half as a recipient.</summary>
    /// <returns>The secret half (<c>AGE-SECRET-KEY-1…</c>): to be shown and printed this once; it is stored nowhere.</returns>
    public Task<string> NewPaperKeyAsync(string office, string name, string by, CancellationToken token) => throw new NotSupportedException("in work");
}
