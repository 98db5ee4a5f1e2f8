using System.Globalization;
using Npgsql;

namespace Laksana.Backups;

/// <summary>A login in the variables of PostgreSQL's own programs: the password is on no command line.</summary>
internal static class LibpqLogin
{
    public static IReadOnlyDictionary<string, string?> Of(NpgsqlConnectionStringBuilder login) => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["PGHOST"] = login.Host,
        ["PGPORT"] = login.Port.ToString(CultureInfo.InvariantCulture),
        ["PGUSER"] = login.Username,
        ["PGPASSWORD"] = login.Password,
        ["PGPASSFILE"] = login.Passfile,
        ["PGSSLMODE"] = login.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => mode.ToString().ToLowerInvariant() },
        ["PGSSLROOTCERT"] = login.RootCertificate,
        ["PGSSLCERT"] = login.SslCertificate,
        ["PGSSLKEY"] = login.SslKey,
        ["PGCONNECT_TIMEOUT"] = "15",
        ["PGAPPNAME"] = "laksana-recovery",
    }.Where(v => !string.IsNullOrEmpty(v.Value)).ToDictionary(StringComparer.Ordinal);
}
