using System.Security.Cryptography;

namespace Laksana.Register;

/// <summary>Reads every document's chunks and recomputes its SHA-256, which is its name.</summary>
internal sealed class DocumentPass(Snapshot snapshot, FindingList findings)
{
    private const int Fields = 6;

    private string? _caseNumber;
    private byte[] _sha256 = [];
    private long _size;
    private long _read;
    private int _parts;
    private bool _whole;
    private DateTimeOffset _storedAt;
    private long _documents;

    public long Documents => Volatile.Read(ref _documents);

    public async Task RunAsync(Action progress, CancellationToken token)
    {
        await using var connection = await snapshot.OpenAsync(token);
        await using var rows = await CopyRows.BeginAsync(connection, $"""
            select d.case_number, d.sha256, d.size, d.stored_at, c.part, c.bytes
            from document d left join document_chunk c on c.office = d.office and c.case_number = d.case_number and c.sha256 = d.sha256
            where d.office = {snapshot.OfficeLiteral}
            order by d.case_number, d.sha256, c.part
            """, Fields, token);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (await rows.FillAsync(token))
        {
            while (rows.Next()) Take(rows, hash);
            progress();
        }
        End(hash);
    }

    private void Take(CopyRows row, IncrementalHash hash)
    {
        if (_caseNumber is null || !row.Field(1).SequenceEqual(_sha256) || row.Text(0) != _caseNumber)
        {
            End(hash);
            _documents++;
            (_caseNumber, _sha256, _size, _storedAt) = (row.Text(0), row.Field(1).ToArray(), row.Int64(2), row.Instant(3));
            (_read, _parts, _whole) = (0, 0, true);
        }
        if (row.IsNull(4)) return;
        _whole &= row.Int32(4) == _parts++;
        _read += row.Field(5).Length;
        hash.AppendData(row.Field(5));
    }

    private void End(IncrementalHash hash)
    {
        if (_caseNumber is null) return;
        var fits = hash.GetHashAndReset().AsSpan().SequenceEqual(_sha256) && _whole && _read == _size;
        if (!fits) findings.Add(new Finding(FindingKind.DocumentChanged, "document-changed", _storedAt)
        {
            CaseNumber = _caseNumber,
            Object = Convert.ToHexStringLower(_sha256),
        });
    }
}
