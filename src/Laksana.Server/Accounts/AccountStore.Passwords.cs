using Microsoft.AspNetCore.Identity;

namespace Laksana.Server.Accounts;

internal sealed partial class AccountStore : IUserPasswordStore<Account>, IUserSecurityStampStore<Account>, IUserLockoutStore<Account>
{
    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.PasswordHash = passwordHash;
        return Task.CompletedTask;
    }

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken)
    {
        user.SecurityStamp = stamp;
        return Task.CompletedTask;
    }

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.LockoutEnd);

    public async Task SetLockoutEndDateAsync(Account user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken)
    {
        user.LockoutEnd = lockoutEnd;
        await ExecuteAsync(user.Office, "update account set lockout_end = $3 where office = $1 and account = $2", cancellationToken,
            user.Office, user.Id, lockoutEnd);
    }

    public async Task<int> IncrementAccessFailedCountAsync(Account user, CancellationToken cancellationToken)
    {
        await using var batch = database.Batch(user.Office);
        batch.Add("update account set access_failed_count = access_failed_count + 1 where office = $1 and account = $2 returning access_failed_count",
            user.Office, user.Id);
        await using var reader = await batch.ReadAsync(cancellationToken);
        return user.AccessFailedCount = await reader.ReadAsync(cancellationToken) ? reader.GetInt32(0) : user.AccessFailedCount + 1;
    }

    public async Task ResetAccessFailedCountAsync(Account user, CancellationToken cancellationToken)
    {
        user.AccessFailedCount = 0;
        await ExecuteAsync(user.Office, "update account set access_failed_count = 0 where office = $1 and account = $2", cancellationToken,
            user.Office, user.Id);
    }

    public Task<int> GetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.AccessFailedCount);

    public Task<bool> GetLockoutEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetLockoutEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Every account locks after too many failures.");
}
