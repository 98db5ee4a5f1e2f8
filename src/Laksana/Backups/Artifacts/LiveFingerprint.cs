using Npgsql;

namespace Laksana.Backups;

/// <summary>The fingerprint of a living database, read through COPY.</summary>
public static class LiveFingerprint
{
    /// <summary>
    /// Reads everything once, in a transaction of its own (repeatable read, read only) or, when the connection is in one already, in that one.
    /// The connection's settings that COPY text depends on are set for the transaction.
    /// </summary>
    /// <param name="money"><see cref="Fingerprint.Money"/> of the fingerprint it will be compared with; null: the database's own.</param>
    /// <param name="progress">Told the bytes read so far.</param>
    public static Task<Fingerprint> ReadAsync(NpgsqlConnection connection, string? money, IProgress<long>? progress, CancellationToken token) =>
        throw new NotSupportedException("in work");
}
