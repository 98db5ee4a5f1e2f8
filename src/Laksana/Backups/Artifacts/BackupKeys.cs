using System.Text.RegularExpressions;
using Laksana.Database;
using Laksana.Officers;
using static Laksana.Backups.BackupWords;

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
public sealed partial class BackupKeys(LaksanaDatabase database, string dataDirectory, TimeProvider clock)
{
    /// <summary>The name of the office's own key.</summary>
    public const string OfficeKey = "kunci-kantor";

    /// <summary>The office's own key first, then the others, also those withdrawn.</summary>
    public async Task<IReadOnlyList<BackupRecipient>> AllAsync(string office, CancellationToken token)
    {
        var own = await OwnKeyAsync(office, token);
        var made = File.GetCreationTimeUtc(FileOf(office));
        var all = new List<BackupRecipient> { new(OfficeKey, RecipientKind.Office, own, AdministrationLog.Installation, new DateTimeOffset(made, TimeSpan.Zero), null) };
        await using var batch = database.Batch(office);
        batch.Add("select name, kind, public_key, added_by, added_at, withdrawn_at from backup_recipient where office = $1 order by added_at, name", office);
        await using var reader = await batch.ReadAsync(token);
        while (await reader.ReadAsync(token))
            all.Add(new BackupRecipient(reader.GetString(0), (RecipientKind)reader.GetInt16(1), reader.GetString(2), reader.GetString(3), reader.GetFieldValue<DateTimeOffset>(4),
                reader.IsDBNull(5) ? null : reader.GetFieldValue<DateTimeOffset>(5)));
        return all;
    }

    /// <summary>The office's own key first, then the others that are in force: for whom the next backup is encrypted.</summary>
    public async Task<IReadOnlyList<BackupRecipient>> RecipientsAsync(string office, CancellationToken token) =>
        [.. (await AllAsync(office, token)).Where(r => r.WithdrawnAt is null)];

    /// <summary>What this installation opens the office's backups with.</summary>
    public async Task<BackupIdentities> IdentitiesAsync(string office, CancellationToken token)
    {
        await OwnKeyAsync(office, token);
        return new BackupIdentities([FileOf(office)]);
    }

    /// <summary>Adds a recipient; written into the administration's log.</summary>
    /// <exception cref="OperatorException">The key is none of age's, or the name is taken.</exception>
    public async Task AddAsync(string office, string name, RecipientKind kind, string publicKey, string by, CancellationToken token)
    {
        if (!RecipientName().IsMatch(name) || name == OfficeKey) throw Refuse("recipient-name", name);
        if (!await AgeProgram.IsPublicKeyAsync(publicKey, token)) throw Refuse("recipient-key", name);
        await using var transaction = await database.BeginAsync(office, token);
        await using var insert = transaction.Command("""
            insert into backup_recipient (office, name, kind, public_key, added_by, added_at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing
            """, office, name, (short)kind, publicKey, by, clock.GetUtcNow());
        if (await insert.ExecuteNonQueryAsync(token) == 0) throw Refuse("recipient-taken", name);
        await AdministrationLog.AddAsync(transaction, office, by, AdministrationActs.BackupKeyAdded, name, [("kunci", publicKey), ("jenis", KindName(kind))], clock.GetUtcNow(), token);
        await transaction.CommitAsync(token);
    }

    /// <summary>Further backups are not encrypted for it; those that are there still open with it.</summary>
    /// <exception cref="OperatorException">There is none of that name in force.</exception>
    public async Task WithdrawAsync(string office, string name, string by, CancellationToken token)
    {
        await using var transaction = await database.BeginAsync(office, token);
        await using var update = transaction.Command("update backup_recipient set withdrawn_at = $3 where office = $1 and name = $2 and withdrawn_at is null", office, name, clock.GetUtcNow());
        if (await update.ExecuteNonQueryAsync(token) == 0) throw Refuse(ExitCode.NotFound, null, "recipient-unknown", name);
        await AdministrationLog.AddAsync(transaction, office, by, AdministrationActs.BackupKeyWithdrawn, name, [], clock.GetUtcNow(), token);
        await transaction.CommitAsync(token);
    }

    /// <summary>Makes a key for paper and adds its public half as a recipient.</summary>
    /// <returns>The secret half (<c>AGE-SECRET-KEY-1…</c>): to be shown and printed this once; it is stored nowhere.</returns>
    public async Task<string> NewPaperKeyAsync(string office, string name, string by, CancellationToken token)
    {
        var (secret, open) = await AgeProgram.NewKeyAsync(token);
        await AddAsync(office, name, RecipientKind.Paper, open, by, token);
        return secret;
    }

    public static string KindName(RecipientKind kind) => Say["recipient." + kind];

    private string FileOf(string office) => Path.Combine(dataDirectory, "keys", $"backup-{office}.age");

    /// <summary>The public half of the office's own key, which is made when it is not there yet.</summary>
    private async Task<string> OwnKeyAsync(string office, CancellationToken token)
    {
        if (!OfficeName().IsMatch(office)) throw new ArgumentException(office, nameof(office));
        var path = FileOf(office);
        try
        {
            if (!File.Exists(path)) await MakeAsync(path, office, token);
            foreach (var line in await File.ReadAllLinesAsync(path, token))
                if (PublicLine().Match(line) is { Success: true } match) return match.Groups["key"].Value;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Refuse(ExitCode.Storage, failure, "office-key-unusable", path, failure.Message);
        }
        throw Refuse(ExitCode.DataDirectory, null, "office-key-damaged", path);
    }

    /// <summary>Several nodes of one data directory, or a command beside a node: the name is given by a move that fails when another was first.</summary>
    private static async Task MakeAsync(string path, string office, CancellationToken token)
    {
        const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var (secret, open) = await AgeProgram.NewKeyAsync(token);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!, Mine | UnixFileMode.UserExecute);
        var temporary = Path.Combine(Path.GetDirectoryName(path)!, Path.GetRandomFileName());
        try
        {
            await using (var file = new FileStream(temporary, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = Mine }))
            {
                await file.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"# laksana backup {office}\n# public key: {open}\n{secret}\n"), token);
                file.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // another made it in the meantime; its key is the one
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    [GeneratedRegex("^# public key: (?<key>age1[0-9a-z]+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PublicLine();

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.NonBacktracking)]
    private static partial Regex RecipientName();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,80}$", RegexOptions.NonBacktracking)]
    private static partial Regex OfficeName();
}
