using Laksana.Database;
using Npgsql;

namespace Laksana.Server.Accounts;

/// <summary>Accounts as their table holds them.</summary>
internal static class AccountRow
{
    /// <summary>An officer who has left has no account any more, whatever the table holds; $2 is today.</summary>
    private const string Select = """
        select a.account, a.officer, a.user_name, a.normalized_user_name, a.password_hash, a.security_stamp, a.concurrency_stamp, a.lockout_end,
               a.access_failed_count, a.two_factor, a.authenticator_key, a.recovery_codes, a.must_change_password, o.name, o.administrator
        from account a join officer o on o.office = a.office and o.officer = a.officer
        where a.office = $1 and (o.left_on is null or o.left_on > $2) and
        """;

    public static Task<Account?> FindAsync(LaksanaDatabase database, string office, Guid account, CancellationToken token) =>
        FirstAsync(database, office, "a.account = $3", account, token);

    public static Task<Account?> FindAsync(LaksanaDatabase database, string office, string normalizedUserName, CancellationToken token) =>
        FirstAsync(database, office, "a.normalized_user_name = $3", normalizedUserName, token);

    public static Task<Account?> OfOfficerAsync(LaksanaDatabase database, string office, string officer, CancellationToken token) =>
        FirstAsync(database, office, "a.officer = $3", officer, token);

    private static async Task<Account?> FirstAsync(LaksanaDatabase database, string office, string where, object value, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add($"{Select} {where}", office, Today(), value);
        await using var reader = await batch.ReadAsync(token);
        return await reader.ReadAsync(token) ? Read(reader, office) : null;
    }

    /// <summary>In the middle of Indonesia's three zones; an account ends with a day, not with an hour.</summary>
    internal static DateOnly Today() => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);

    private static Account Read(NpgsqlDataReader row, string office) => new()
    {
        Office = office,
        Id = row.GetGuid(0),
        Officer = row.GetString(1),
        UserName = row.GetString(2),
        NormalizedUserName = row.GetString(3),
        PasswordHash = Text(row, 4),
        SecurityStamp = row.GetString(5),
        ConcurrencyStamp = row.GetString(6),
        LockoutEnd = row.IsDBNull(7) ? null : row.GetFieldValue<DateTimeOffset>(7),
        AccessFailedCount = row.GetInt32(8),
        TwoFactor = row.GetBoolean(9),
        AuthenticatorKey = Text(row, 10),
        RecoveryCodes = Text(row, 11),
        MustChangePassword = row.GetBoolean(12),
        OfficerName = row.GetString(13),
        Administrator = row.GetBoolean(14),
    };

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
