using Npgsql;
using NpgsqlTypes;

namespace Laksana.Database;

/// <summary>
/// Parameters that are null at times, with their type. A bare null has none, so Npgsql would take the statement for another one than that
/// with a value and send it unprepared, which costs the server more than running it.
/// </summary>
internal static class OrNull
{
    public static NpgsqlParameter Text(string? value) => Of(NpgsqlDbType.Text, value);

    public static NpgsqlParameter Small(short? value) => Of(NpgsqlDbType.Smallint, value);

    public static NpgsqlParameter Number(long? value) => Of(NpgsqlDbType.Bigint, value);

    public static NpgsqlParameter Moment(DateTimeOffset? value) => Of(NpgsqlDbType.TimestampTz, value?.ToUniversalTime());

    private static NpgsqlParameter Of(NpgsqlDbType type, object? value) => new() { NpgsqlDbType = type, Value = value ?? DBNull.Value };
}
