using System.Globalization;
using Npgsql;

namespace Laksana.Backups;

/// <summary>A connection string in the variables of PostgreSQL's own programs: the password is on no command line and in no file.</summary>
internal static class PgLogin
{
    /// <param name="gate">A port of this machine that leads to the server; null: straight to it.</param>
    public static Dictionary<string, string?> Variables(NpgsqlConnectionStringBuilder login, int? gate) => new(StringComparer.Ordinal)
    {
        // The name stays, for the certificate's sake; the address is the gate's.
        ["PGHOST"] = gate is null || !login.Host!.StartsWith('/') ? login.Host : "127.0.0.1",
        ["PGHOSTADDR"] = gate is null ? null : "127.0.0.1",
        ["PGPORT"] = (gate ?? login.Port).ToString(CultureInfo.InvariantCulture),
        ["PGUSER"] = login.Username,
        ["PGDATABASE"] = login.Database,
        ["PGPASSWORD"] = login.Password,
        ["PGPASSFILE"] = login.Passfile,
        ["PGSSLMODE"] = login.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => mode.ToString().ToLowerInvariant() },
        ["PGSSLROOTCERT"] = login.RootCertificate,
        ["PGSSLCERT"] = login.SslCertificate,
        ["PGSSLKEY"] = login.SslKey,
        ["PGCONNECT_TIMEOUT"] = "15",
        ["PGAPPNAME"] = "laksana-backup",
        // Rows as text do not depend on what the database or the role has set for itself.
        ["PGTZ"] = "UTC",
        ["PGOPTIONS"] = "-c bytea_output=hex -c quote_all_identifiers=off -c statement_timeout=0 -c idle_in_transaction_session_timeout=0",
    };
}
