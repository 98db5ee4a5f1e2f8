using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Laksana.Register;

/// <summary>Recomputes the chain of the log of administration (migration 0011 says what a line's hash covers).</summary>
internal sealed class AdministrationPass(Snapshot snapshot, FindingList findings)
{
    private const string Moment = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public long Lines { get; private set; }

    public async Task RunAsync(CancellationToken token)
    {
        // A backup from before the log has no such table.
        await using (var exists = snapshot.Command("select to_regclass('administration_event') is not null and $1 is not null"))
            if (await exists.ExecuteScalarAsync(token) is not true) return;
        await using var command = snapshot.Command("""
            select number, at, officer, act, subject, details, coalesce(reason, ''), previous, hash from administration_event where office = $1 order by number
            """);
        await using var reader = await command.ExecuteReaderAsync(token);
        var previous = new byte[32];
        while (await reader.ReadAsync(token))
        {
            Lines++;
            var (number, at, hash) = (reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetFieldValue<byte[]>(8));
            var fits = number == Lines && reader.GetFieldValue<byte[]>(7).AsSpan().SequenceEqual(previous) && hash.AsSpan().SequenceEqual(HashOf(previous, snapshot.Office, number, at,
                [reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5), reader.GetString(6)]));
            if (!fits)
            {
                findings.Add(new Finding(FindingKind.AdministrationChanged, "administration-changed", at) { Object = number.ToString(CultureInfo.InvariantCulture) });
                Lines = number;
            }
            previous = hash;
        }
    }

    private static byte[] HashOf(byte[] previous, string office, long number, DateTimeOffset at, IReadOnlyList<string> rest)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        string[] parts = [office, number.ToString(CultureInfo.InvariantCulture), at.UtcDateTime.ToString(Moment, CultureInfo.InvariantCulture), .. rest];
        foreach (var part in parts)
            hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{Encoding.UTF8.GetByteCount(part)}:{part},")));
        return hash.GetHashAndReset();
    }
}
