using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Laksana.Database;
using Laksana.Officers;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Npgsql;
using static Laksana.Server.Pages.PageWords;

namespace Laksana.Server.Accounts;

/// <summary>Gives officers their accounts and helps them when they cannot sign in. Its refusals are <see cref="OperatorException"/>s.</summary>
internal sealed partial class AccountDesk(LaksanaDatabase database)
{
    /// <summary>
    /// OWASP's count for PBKDF2 with SHA-512; about a tenth of a second. One hasher for all, so that every hash costs the same.
    /// </summary>
    internal static readonly PasswordHasher<Account> Hasher =
        new(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));

    private const string Insert = """
        insert into account (office, account, officer, user_name, normalized_user_name, password_hash, security_stamp, concurrency_stamp, must_change_password)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    /// <summary>An account's name is never longer.</summary>
    internal const int LongestUserName = 60;

    /// <summary>Opens an account for an officer.</summary>
    /// <param name="mustChange">The officer replaces the password before he can do anything else.</param>
    /// <exception cref="OperatorException">Unknown officer, a user name that is taken or malformed, an officer who has an account, a weak password.</exception>
    public async Task CreateAsync(string office, string officer, string userName, string password, bool mustChange, string by = AdministrationLog.Installation, (string Key, string Result)? once = null, CancellationToken token = default)
    {
        var name = await OfficerNameAsync(office, officer, token)
            ?? throw new OperatorException(Words["Account.NoOfficer", officer, office], Words["Account.NoOfficer.Hint"], ExitCode.NotFound);
        Require(office, name, userName, password);
        try
        {
            await InsertAsync(office, officer, userName, Hasher.HashPassword(null!, password), mustChange, by, once, token);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation && !SentForms.WasSent(taken))
        {
            throw new OperatorException(Words["Account.Taken", userName, officer, office], Words["Account.Taken.Hint"], ExitCode.Failed, taken);
        }
    }

    /// <summary>The first administrator's account, with the password that he chose, within the transaction that makes his office.</summary>
    /// <exception cref="OperatorException">A malformed user name, or a weak password.</exception>
    public static async Task CreateAsync(OfficeTransaction transaction, string office, string officer, string officerName, string userName, string password, CancellationToken token)
    {
        Require(office, officerName, userName, password);
        await using var insert = transaction.Command(Insert, office, Guid.CreateVersion7(), officer, userName, Normalized(userName), Hasher.HashPassword(null!, password), NewStamp(), NewStamp(), false);
        await insert.ExecuteNonQueryAsync(token);
        await AdministrationLog.AddAsync(transaction, office, AdministrationLog.Installation, AdministrationActs.AccountOpened, officer, [("user", userName)], Now(), token);
    }

    private static void Require(string office, string officerName, string userName, string password)
    {
        if (!UserName().IsMatch(userName))
            throw new OperatorException(Words["Account.BadUserName", userName], Words["Account.BadUserName.Hint"], ExitCode.Usage);
        if (PasswordRules.Refusal(password, office, userName, officerName) is { } refusal)
            throw new OperatorException(refusal, Words["Password.Hint"], ExitCode.Usage);
    }

    /// <summary>Accounts of a demo's officers, all with one password; those who have one keep it. The hash is made once: a demo starts at once.</summary>
    internal async Task CreateDemoAsync(string office, IReadOnlyList<string> officers, string password, CancellationToken token)
    {
        var hash = Hasher.HashPassword(null!, password);
        await using var batch = database.Batch(office);
        foreach (var officer in officers)
            batch.Add("""
                insert into account (office, account, officer, user_name, normalized_user_name, password_hash, security_stamp, concurrency_stamp, must_change_password)
                values ($1, $2, $3, $3, $4, $5, $6, $7, false) on conflict do nothing
                """, office, Guid.CreateVersion7(), officer, Normalized(officer), hash, NewStamp(), NewStamp());
        await batch.ExecuteAsync(token);
    }

    /// <summary>
    /// Gives a new first password, ends all sessions, revokes every token, removes every passkey, lifts a lock, and takes the second factor
    /// away when asked: whoever got in by any of them is out.
    /// </summary>
    /// <returns>The password, to be handed over in person.</returns>
    public async Task<string> ResetAsync(string office, string userName, bool withoutSecondFactor, string by = AdministrationLog.Installation, (string Key, string Result)? once = null, CancellationToken token = default)
    {
        var officer = await OfficerOfAsync(office, userName, token);
        var password = FirstPassword();
        await using var batch = database.Batch(office);
        AddOnce(batch, office, by, once);
        batch.Add("""
            update account set password_hash = $3, must_change_password = true, security_stamp = $4, concurrency_stamp = $5, lockout_end = null,
                   access_failed_count = 0, two_factor = two_factor and not $6,
                   authenticator_key = case when $6 then null else authenticator_key end, recovery_codes = case when $6 then null else recovery_codes end
            where office = $1 and officer = $2
            """, office, officer, Hasher.HashPassword(null!, password), NewStamp(), NewStamp(), withoutSecondFactor);
        AddRevoking(batch, office, officer);
        batch.Add("delete from account_passkey p using account a where a.office = $1 and a.officer = $2 and p.office = a.office and p.account = a.account", office, officer);
        AdministrationLog.Add(batch, office, by, AdministrationActs.AccountReset, officer, [("user", userName), ("without-second-factor", withoutSecondFactor ? "true" : null)], Now());
        await batch.ExecuteAsync(token);
        return password;
    }

    /// <summary>Lifts a lock before its time.</summary>
    public Task UnlockAsync(string office, string userName, string by = AdministrationLog.Installation, CancellationToken token = default) =>
        ChangeAsync(office, userName, AdministrationActs.AccountUnlocked, null, by, (batch, officer) =>
            batch.Add("update account set lockout_end = null, access_failed_count = 0 where office = $1 and officer = $2", office, officer), token);

    /// <summary>Shuts an account until it is unlocked: ends its sessions and revokes its tokens.</summary>
    public Task LockAsync(string office, string userName, string reason, string by, CancellationToken token = default) =>
        ChangeAsync(office, userName, AdministrationActs.AccountLocked, reason, by, (batch, officer) =>
        {
            batch.Add("update account set lockout_end = $3, security_stamp = $4, concurrency_stamp = $5 where office = $1 and officer = $2", office, officer, LockedForGood, NewStamp(), NewStamp());
            AddRevoking(batch, office, officer);
        }, token);

    /// <summary>Takes the account away: its sessions end, its passkeys and tokens are gone. The officer stays on the books.</summary>
    public Task CloseAsync(string office, string userName, string reason, string by, CancellationToken token = default) =>
        ChangeAsync(office, userName, AdministrationActs.AccountClosed, reason, by, (batch, officer) =>
        {
            batch.Add("delete from account where office = $1 and officer = $2", office, officer);
            AddRevoking(batch, office, officer);
        }, token);

    public async Task<IReadOnlyList<AccountLine>> ListAsync(string office, CancellationToken token = default)
    {
        await using var batch = database.Batch(office);
        batch.Add("""
            select a.user_name, a.officer, o.name, o.administrator, a.two_factor, a.lockout_end, a.must_change_password
            from account a join officer o on o.office = a.office and o.officer = a.officer
            where a.office = $1 and (o.left_on is null or o.left_on > $2) order by a.user_name
            """, office, AccountRow.Today());
        await using var reader = await batch.ReadAsync(token);
        var lines = new List<AccountLine>();
        while (await reader.ReadAsync(token))
            lines.Add(new AccountLine(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetBoolean(3), reader.GetBoolean(4),
                reader.IsDBNull(5) ? null : reader.GetFieldValue<DateTimeOffset>(5), reader.GetBoolean(6)));
        return lines;
    }

    /// <summary>A password for handing over on paper: 60 bits, without letters that look alike.</summary>
    public static string FirstPassword() => string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 4)));

    /// <summary>The end of a lock that nothing but an administrator ends.</summary>
    internal static readonly DateTimeOffset LockedForGood = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static string Normalized(string userName) => userName.ToUpperInvariant();

    /// <summary>What somebody typed as a name, cut where it can be nobody's any more.</summary>
    internal static string Bounded(string userName) => userName.Length <= LongestUserName ? userName : userName[..(LongestUserName + 1)];

    private static string NewStamp() => Guid.NewGuid().ToString("N");

    private static OperatorException NoAccount(string office, string userName) =>
        new(Words["Account.None", userName, office], Words["Account.None.Hint"], ExitCode.NotFound);

    private async Task ChangeAsync(string office, string userName, string act, string? reason, string by, Action<OfficeBatch, string> change, CancellationToken token)
    {
        var officer = await OfficerOfAsync(office, userName, token);
        await using var batch = database.Batch(office);
        change(batch, officer);
        AdministrationLog.Add(batch, office, by, act, officer, [("user", userName)], Now(), reason);
        await batch.ExecuteAsync(token);
    }

    /// <summary>First of all, so that a form that was done before does nothing twice.</summary>
    private static void AddOnce(OfficeBatch batch, string office, string by, (string Key, string Result)? once)
    {
        if (once is var (key, result) && Guid.TryParse(key, out _)) batch.AddOnce(office, by, key, result, Now());
    }

    private static void AddRevoking(OfficeBatch batch, string office, string officer) =>
        batch.Add("update access_token set revoked_at = $3 where office = $1 and officer = $2 and revoked_at is null", office, officer, Now());

    private async Task<string> OfficerOfAsync(string office, string userName, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select officer from account where office = $1 and normalized_user_name = $2", office, Normalized(userName));
        await using var reader = await batch.ReadAsync(token);
        return await reader.ReadAsync(token) ? reader.GetString(0) : throw NoAccount(office, userName);
    }

    /// <summary>Accounts count real time, never the office's clock, which a demo may move.</summary>
    private static DateTimeOffset Now() => TimeProvider.System.GetUtcNow();

    private async Task<string?> OfficerNameAsync(string office, string officer, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select name from officer where office = $1 and officer = $2", office, officer);
        await using var reader = await batch.ReadAsync(token);
        return await reader.ReadAsync(token) ? reader.GetString(0) : null;
    }

    private async Task InsertAsync(string office, string officer, string userName, string hash, bool mustChange, string by, (string Key, string Result)? once, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        AddOnce(batch, office, by, once);
        batch.Add(Insert, office, Guid.CreateVersion7(), officer, userName, Normalized(userName), hash, NewStamp(), NewStamp(), mustChange);
        AdministrationLog.Add(batch, office, by, AdministrationActs.AccountOpened, officer, [("user", userName)], TimeProvider.System.GetUtcNow());
        await batch.ExecuteAsync(token);
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{1,59}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UserName();
}

/// <param name="LockedUntil">Null, or in the past, when the account is open.</param>
internal sealed record AccountLine(string UserName, string Officer, string Name, bool Administrator, bool SecondFactor, DateTimeOffset? LockedUntil, bool MustChangePassword);
