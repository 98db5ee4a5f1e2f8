using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Identity;

namespace Laksana.Server.Accounts;

/// <summary>A passkey as account_passkey.body holds it.</summary>
internal sealed record StoredPasskey
{
    public required byte[] PublicKey { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required uint SignCount { get; init; }
    public string[]? Transports { get; init; }
    public bool UserVerified { get; init; }
    public bool BackupEligible { get; init; }
    public bool BackedUp { get; init; }
    public required byte[] AttestationObject { get; init; }
    public required byte[] ClientDataJson { get; init; }
    public string? Name { get; init; }

    public static StoredPasskey From(UserPasskeyInfo passkey) => new()
    {
        PublicKey = passkey.PublicKey,
        CreatedAt = passkey.CreatedAt,
        SignCount = passkey.SignCount,
        Transports = passkey.Transports,
        UserVerified = passkey.IsUserVerified,
        BackupEligible = passkey.IsBackupEligible,
        BackedUp = passkey.IsBackedUp,
        AttestationObject = passkey.AttestationObject,
        ClientDataJson = passkey.ClientDataJson,
        Name = passkey.Name,
    };

    public static UserPasskeyInfo Read(byte[] credential, string body)
    {
        var stored = JsonSerializer.Deserialize(body, StoredPasskeyJson.Default.StoredPasskey)!;
        return new UserPasskeyInfo(credential, stored.PublicKey, stored.CreatedAt, stored.SignCount, stored.Transports, stored.UserVerified,
            stored.BackupEligible, stored.BackedUp, stored.AttestationObject, stored.ClientDataJson) { Name = stored.Name };
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StoredPasskey))]
internal sealed partial class StoredPasskeyJson : JsonSerializerContext;
