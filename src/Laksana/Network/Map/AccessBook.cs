using System.Text;
using System.Text.Json;
using Laksana.Database;
using Laksana.Officers;

namespace Laksana.Network;

/// <summary>How an access lets itself be asked.</summary>
public enum AccessKind { SnmpV2, SnmpV3, Database }

/// <summary>What of an access may be shown. Its secret (a community, keys, a connection string) never is: it is only written, and read by the probes of a node.</summary>
public sealed record AccessBody
{
    public AccessKind Kind { get; init; }
    /// <summary>SNMPv3 user.</summary>
    public string? User { get; init; }
    /// <summary>SNMPv3: "sha", "sha256"; null: none.</summary>
    public string? Authentication { get; init; }
    /// <summary>SNMPv3: "aes"; null: none.</summary>
    public string? Privacy { get; init; }
    public string? Note { get; init; }
}

/// <summary>The secret part of an access.</summary>
/// <param name="First">Community, authentication pass phrase or connection string.</param>
/// <param name="Second">Privacy pass phrase.</param>
public sealed record AccessSecret(string First, string? Second)
{
    /// <summary>Never its contents, wherever somebody prints it.</summary>
    public override string ToString() => "AccessSecret { … }";
}

/// <param name="Version">Grows with each change.</param>
public sealed record NetworkAccess(string Name, int Version, AccessBody Body, bool HasSecret);

/// <summary>Protects secrets while they rest in the database, bound to their office. The program hands in the key ring.</summary>
public sealed class NetworkSecrets(Func<string, byte[], byte[]> protect, Func<string, byte[], byte[]> open)
{
    public byte[] Protect(string office, AccessSecret secret) => protect(office, Encoding.UTF8.GetBytes(secret.First + "\0" + secret.Second));

    /// <exception cref="System.Security.Cryptography.CryptographicException">The key is gone, or the value is another office's.</exception>
    public AccessSecret Open(string office, byte[] kept) => Encoding.UTF8.GetString(open(office, kept)).Split('\0') is [var first, var second] ? new(first, second.Length > 0 ? second : null) : new("", null);
}

/// <summary>Accesses by name. Pages see what <see cref="ListAsync"/> tells; secrets leave through <see cref="SecretAsync"/> alone.</summary>
public sealed class AccessBook(LaksanaDatabase database, NetworkSecrets secrets, TimeProvider clock)
{
    public async Task<IReadOnlyList<NetworkAccess>> ListAsync(string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select name, version, body, secret is not null from network_access where office = $1 order by name", office);
        await using var reader = await batch.ReadAsync(token);
        var all = new List<NetworkAccess>();
        while (await reader.ReadAsync(token)) all.Add(new(reader.GetString(0), reader.GetInt32(1), JsonSerializer.Deserialize(reader.GetString(2), MapJson.Default.AccessBody)!, reader.GetBoolean(3)));
        return all;
    }

    public async Task<IReadOnlySet<string>> NamesAsync(string office, CancellationToken token) => (await ListAsync(office, token)).Select(a => a.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>For probes: an access with its secret, and the version by which to know that it has changed. Null when there is none of that name.</summary>
    public async Task<(AccessBody Body, AccessSecret? Secret, int Version)?> SecretAsync(string office, string name, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select body, secret, version from network_access where office = $1 and name = $2", office, name);
        await using var reader = await batch.ReadAsync(token);
        if (!await reader.ReadAsync(token)) return null;
        var body = JsonSerializer.Deserialize(reader.GetString(0), MapJson.Default.AccessBody)!;
        return (body, reader.IsDBNull(1) ? null : secrets.Open(office, reader.GetFieldValue<byte[]>(1)), reader.GetInt32(2));
    }

    /// <param name="secret">Null keeps the one that is there.</param>
    public async Task PutAsync(string office, string name, AccessBody body, AccessSecret? secret, string by, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("""
            insert into network_access (office, name, version, body, secret, changed_at) values ($1, $2, 1, $3, $4, $5)
            on conflict (office, name) do update set version = network_access.version + 1, body = excluded.body, secret = coalesce(excluded.secret, network_access.secret), changed_at = excluded.changed_at
            """, office, name, JsonSerializer.Serialize(body, MapJson.Default.AccessBody),
            new Npgsql.NpgsqlParameter { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bytea, Value = secret is null ? DBNull.Value : secrets.Protect(office, secret) }, clock.GetUtcNow());
        AdministrationLog.Add(batch, office, by, AdministrationActs.NetworkAccessChanged, name, [("kind", body.Kind.ToString()), ("user", body.User), ("secret", secret is null ? null : "…")], clock.GetUtcNow());
        await batch.ExecuteAsync(token);
    }

    public async Task RemoveAsync(string office, string name, string by, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("delete from network_access where office = $1 and name = $2", office, name);
        AdministrationLog.Add(batch, office, by, AdministrationActs.NetworkAccessChanged, name, [("removed", name)], clock.GetUtcNow());
        await batch.ExecuteAsync(token);
    }
}
