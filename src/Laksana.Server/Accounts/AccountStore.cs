using Laksana.Database;
using Microsoft.AspNetCore.Identity;

namespace Laksana.Server.Accounts;

/// <summary>
/// Accounts for ASP.NET Core Identity, on the tables account and account_passkey. A key names its office; a user name is looked up in the
/// request's <see cref="CurrentOffice"/>. New accounts come from <see cref="AccountDesk"/>.
/// </summary>
internal sealed partial class AccountStore(LaksanaDatabase database, CurrentOffice office) : IUserStore<Account>
{
    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Account.ParseKey(userId) is var (ofOffice, id) ? AccountRow.FindAsync(database, ofOffice, id, cancellationToken) : Task.FromResult<Account?>(null);

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        AccountRow.FindAsync(database, office.Id, normalizedUserName, cancellationToken);

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Key);

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.UserName);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.NormalizedUserName);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken)
    {
        user.UserName = userName ?? throw new ArgumentNullException(nameof(userName));
        return Task.CompletedTask;
    }

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken)
    {
        user.NormalizedUserName = normalizedName ?? throw new ArgumentNullException(nameof(normalizedName));
        return Task.CompletedTask;
    }

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Accounts are made by AccountDesk.");

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("An account ends when its officer leaves.");

    /// <summary>
    /// Writes what the owner of an account changes. Failure counts are not among it: two guesses at the same moment must count as two,
    /// so they are written where they are counted.
    /// </summary>
    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken)
    {
        var before = user.ConcurrencyStamp;
        user.ConcurrencyStamp = Guid.NewGuid().ToString("N");
        var changed = await ExecuteAsync(user.Office, """
            update account set user_name = $3, normalized_user_name = $4, password_hash = $5, security_stamp = $6, concurrency_stamp = $7,
                   two_factor = $8, authenticator_key = $9, recovery_codes = $10, must_change_password = $11
            where office = $1 and account = $2 and concurrency_stamp = $12
            """, cancellationToken, user.Office, user.Id, user.UserName, user.NormalizedUserName, user.PasswordHash, user.SecurityStamp,
            user.ConcurrencyStamp, user.TwoFactor, user.AuthenticatorKey, user.RecoveryCodes, user.MustChangePassword, before);
        return changed == 1 ? IdentityResult.Success : IdentityResult.Failed(new IdentityErrorDescriber().ConcurrencyFailure());
    }

    public void Dispose()
    {
        // The database belongs to the host.
    }

    private async Task<int> ExecuteAsync(string ofOffice, string sql, CancellationToken token, params object?[] values)
    {
        await using var batch = database.Batch(ofOffice);
        batch.Add(sql, values);
        return await batch.ExecuteAsync(token);
    }
}
