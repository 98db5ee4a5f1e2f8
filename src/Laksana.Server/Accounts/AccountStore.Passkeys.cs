using System.Text.Json;
using Microsoft.AspNetCore.Identity;

namespace Laksana.Server.Accounts;

internal sealed partial class AccountStore : IUserPasskeyStore<Account>
{
    public async Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken) =>
        await ExecuteAsync(user.Office, """
            insert into account_passkey (office, account, credential, body) values ($1, $2, $3, $4)
            on conflict (office, account, credential) do update set body = excluded.body
            """, cancellationToken, user.Office, user.Id, passkey.CredentialId,
            JsonSerializer.Serialize(StoredPasskey.From(passkey), StoredPasskeyJson.Default.StoredPasskey));

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken)
    {
        await using var batch = database.Batch(user.Office);
        batch.Add("select credential, body from account_passkey where office = $1 and account = $2", user.Office, user.Id);
        await using var reader = await batch.ReadAsync(cancellationToken);
        var passkeys = new List<UserPasskeyInfo>();
        while (await reader.ReadAsync(cancellationToken))
            passkeys.Add(StoredPasskey.Read(reader.GetFieldValue<byte[]>(0), reader.GetString(1)));
        return passkeys;
    }

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var batch = database.Batch(user.Office);
        batch.Add("select credential, body from account_passkey where office = $1 and account = $2 and credential = $3", user.Office, user.Id, credentialId);
        await using var reader = await batch.ReadAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? StoredPasskey.Read(reader.GetFieldValue<byte[]>(0), reader.GetString(1)) : null;
    }

    /// <summary>Whether a passkey about to be added belongs to somebody already; asked only of the request's own office.</summary>
    public async Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var batch = database.Batch(office.Id);
        batch.Add("select account from account_passkey where office = $1 and credential = $2", office.Id, credentialId);
        await using var reader = await batch.ReadAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;
        var account = reader.GetGuid(0);
        await reader.DisposeAsync();
        return await AccountRow.FindAsync(database, office.Id, account, cancellationToken);
    }

    public async Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        await ExecuteAsync(user.Office, "delete from account_passkey where office = $1 and account = $2 and credential = $3", cancellationToken,
            user.Office, user.Id, credentialId);
}
