using System.Globalization;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Register;

/// <summary>Whatever single thing a superuser changes in the register's tables is found under an outside head.</summary>
public sealed class AnyTamperingTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private const int Rounds = 60;

    private static readonly (string Table, string Key, string[] Columns)[] Tables =
    [
        ("event", "case_number, version", ["case_number", "version", "kind", "body_version", "body", "previous", "hash"]),
        ("seal", "number", ["number", "sealed_at", "leaves", "root", "previous", "hash", "key_id", "signature"]),
        ("seal_leaf", "number, position", ["number", "position", "case_number", "version", "hash"]),
        ("seal_key", "key_id", ["public_key"]),
        ("document", "sha256", ["case_number", "sha256", "size"]),
        ("document_chunk", "part", ["case_number", "sha256", "part", "bytes"]),
        ("personal_value", "digest", ["digest", "salt", "value"]),
    ];

    [Fact]
    public async Task any_changed_or_deleted_row_is_found()
    {
        using var register = await OfficeRegister.FilledAsync(fixture.Database, "apa-saja");
        foreach (var (table, _, _) in Tables) await register.TamperAsync($"create table saved_{table} as select * from {table}");
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var (table, key, columns) = Tables[random.Next(Tables.Length)];
            var where = string.Create(CultureInfo.InvariantCulture,
                $"ctid = (select ctid from {table} where office = $1 order by {key} limit 1 offset {random.Next(100)} % (select count(*) from {table} where office = $1))");
            var column = columns[random.Next(columns.Length)];
            // A deleted personal value is a lawful erasure; of a document only the row that names it is looked for.
            var delete = table != "personal_value" && random.Next(4) == 0;
            var tampering = delete ? $"delete from {table} where {where}" : $"update {table} set {column} = {Changed(column, random)} where {where}";
            await register.TamperAsync(tampering);
            var report = await register.VerifyAsync();
            Assert.False(report.Fits, $"seed {seed}, round {round}: {tampering}");
            Assert.NotEmpty(report.First!.ToString());
            await register.TamperAsync($"delete from {table} where office = $1");
            var written = await register.WrittenColumnsAsync(table);
            await register.TamperAsync($"insert into {table} ({written}) select {written} from saved_{table} where office = $1");
        }
        Assert.True((await register.VerifyAsync()).Fits);
    }

    private static string Changed(string column, Random random)
    {
        var at = string.Create(CultureInfo.InvariantCulture, $"{random.Next(100_000)} % length({column})");
        return column switch
        {
            "case_number" or "kind" or "value" => $"{column} || 'x'",
            "version" or "body_version" or "number" or "position" or "part" or "size" or "leaves" => $"{column} + 1000",
            "sealed_at" => "sealed_at + interval '1 microsecond'",
            _ => $"set_byte({column}, {at}, get_byte({column}, {at}) # {(1 << random.Next(8)).ToString(CultureInfo.InvariantCulture)})",
        };
    }
}
