using System.Security.Cryptography;
using System.Text;

namespace Laksana.Register;

/// <summary>What stands beside the chain: persons' values against their digests, published sheets against their SHA-256, and the number of documents.</summary>
internal sealed class RestPass(Snapshot snapshot, FindingList findings)
{
    private const int ValueFields = 4;

    public long PersonalValues { get; private set; }
    public long Documents { get; private set; }

    public async Task RunAsync(CancellationToken token)
    {
        await ValuesAsync(token);
        await SheetsAsync(token);
        await using var count = snapshot.Command("select count(*) from document where office = $1");
        Documents = (long)(await count.ExecuteScalarAsync(token))!;
    }

    // An erased value has no row; its digest in the event stays and is part of the chain.
    private async Task ValuesAsync(CancellationToken token)
    {
        await using var connection = await snapshot.OpenAsync(token);
        await using var rows = await CopyRows.BeginAsync(connection,
            $"select case_number, digest, salt, value from personal_value where office = {snapshot.OfficeLiteral}", ValueFields, token);
        while (await rows.FillAsync(token))
        {
            while (rows.Next())
            {
                PersonalValues++;
                if (!PersonalDigest.Fits(rows.Field(1), rows.Field(2), rows.Text(3)))
                    findings.Add(new Finding(FindingKind.ValueChanged, "value-changed", null)
                    {
                        CaseNumber = rows.Text(0),
                        Object = Convert.ToHexStringLower(rows.Field(1)),
                    });
            }
        }
    }

    private async Task SheetsAsync(CancellationToken token)
    {
        await using var command = snapshot.Command("select procedure, version, body, sha256, published_at from sheet_version where office = $1");
        await using var reader = await command.ExecuteReaderAsync(token);
        while (await reader.ReadAsync(token))
        {
            if (SHA256.HashData(Encoding.UTF8.GetBytes(reader.GetString(2))).AsSpan().SequenceEqual(reader.GetFieldValue<byte[]>(3))) continue;
            findings.Add(new Finding(FindingKind.SheetChanged, "sheet-changed", reader.GetFieldValue<DateTimeOffset>(4))
            {
                Object = FormattableString.Invariant($"{reader.GetString(0)}/{reader.GetInt32(1)}"),
            });
        }
    }
}
