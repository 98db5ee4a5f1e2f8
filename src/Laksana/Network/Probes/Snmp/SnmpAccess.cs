using System.Text;

namespace Laksana.Network.Probes.Snmp;

public enum SnmpHash { Sha1, Sha256 }

/// <summary>How a device lets itself be read. Version 2c has a community; version 3 a user, with passwords for proving and for hiding (AES-128) what is said.</summary>
public sealed record SnmpAccess
{
    /// <summary>2 or 3.</summary>
    public int Version { get; init; } = 2;

    public string? Community { get; init; }

    public string? User { get; init; }

    public SnmpHash Hash { get; init; } = SnmpHash.Sha256;

    /// <summary>At least eight characters; null: nothing is proved.</summary>
    public string? AuthPassword { get; init; }

    /// <summary>At least eight characters; null: nothing is hidden.</summary>
    public string? PrivacyPassword { get; init; }

    /// <summary>What is missing or wrong; null when it can be used.</summary>
    internal string? Fault => this switch
    {
        { Version: not (2 or 3) } => "version",
        { Version: 2, Community: null or "" } => "community",
        { Version: 3, User: null or { Length: 0 or > 32 } } => "user",
        { Version: 3, AuthPassword: { Length: < 8 } } => "auth_password",
        { Version: 3, PrivacyPassword: not null, AuthPassword: null } => "auth_password",
        { Version: 3, PrivacyPassword: { Length: < 8 } } => "privacy_password",
        _ => null,
    };

    /// <summary>Without secrets, for logs.</summary>
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Version = ").Append(Version);
        return true;
    }
}
