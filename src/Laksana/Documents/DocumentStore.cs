using System.Buffers;
using System.Security.Cryptography;
using Laksana.Database;
using Npgsql;
using NpgsqlTypes;

namespace Laksana.Documents;

/// <summary>What became of an upload.</summary>
public abstract record StoredDocument
{
    /// <summary>Durable under its SHA-256 (hex); not yet part of the case until its event says so.</summary>
    public sealed record Kept(string Sha256, string Name, string MediaType, long Size) : StoredDocument;

    public sealed record TooLarge(long Limit) : StoredDocument;

    public sealed record WrongType(string Accepted) : StoredDocument;

    public sealed record Empty : StoredDocument;
}

/// <summary>A document to be read.</summary>
public sealed record OpenDocument(string Name, string MediaType, long Size, Func<Stream, CancellationToken, Task> CopyToAsync);

/// <summary>
/// Documents in PostgreSQL, in chunks, so that every node and every backup has them. Streams both ways: a document is never whole in memory.
/// The bytes are stored first and the event that names them afterwards; bytes that no event names within a day are swept.
/// </summary>
public sealed class DocumentStore(LaksanaDatabase database, TimeProvider clock)
{
    public const int ChunkSize = 256 * 1024;

    /// <summary>Largest document, in bytes.</summary>
    public long Limit { get; init; } = 25 * 1024 * 1024;

    public async Task<StoredDocument> StoreAsync(string office, string caseNumber, string? fileName, Stream content, string officer, CancellationToken token)
    {
        var name = DocumentTypes.SafeName(fileName);
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            var read = await content.ReadAtLeastAsync(buffer.AsMemory(0, ChunkSize), ChunkSize, throwOnEndOfStream: false, token);
            if (read == 0) return new StoredDocument.Empty();
            if (DocumentTypes.Recognize(buffer.AsSpan(0, Math.Min(read, 512)), name) is not { } mediaType) return new StoredDocument.WrongType(DocumentTypes.Accepted);

            await using var transaction = await database.BeginAsync(office, token);
            if (await ReceiveAsync(transaction, content, buffer, read, token) is not var (sha256, size)) return new StoredDocument.TooLarge(Limit);
            await KeepAsync(transaction, new(office, caseNumber, sha256, name, mediaType, size, officer), token);
            await transaction.CommitAsync(token);
            return new StoredDocument.Kept(Convert.ToHexStringLower(sha256), name, mediaType, size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Opens a document of a case; null when there is none. The caller has checked that the officer may see the case.</summary>
    public async Task<OpenDocument?> FindAsync(string office, string caseNumber, string sha256, CancellationToken token)
    {
        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigitLower)) return null;
        var hash = Convert.FromHexString(sha256);
        await using var batch = database.Batch(office);
        batch.Add("select name, media_type, size from document where office = $1 and case_number = $2 and sha256 = $3", office, caseNumber, hash);
        await using var reader = await batch.ReadAsync(token);
        if (!await reader.ReadAsync(token)) return null;
        return new OpenDocument(reader.GetString(0), reader.GetString(1), reader.GetInt64(2), (target, stop) => CopyAsync(office, caseNumber, hash, target, stop));
    }

    /// <summary>Removes bytes that no event named within a day: an upload whose act was refused or never came.</summary>
    public async Task<int> SweepAsync(string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("""
            delete from document d where d.office = $1 and d.stored_at < $2 and not exists
                (select from event e where e.office = d.office and e.case_number = d.case_number and e.kind = 'document-attached'
                    and position(convert_to(encode(d.sha256, 'hex'), 'UTF8') in e.body) > 0)
            """, office, clock.GetUtcNow().AddDays(-1));
        return await batch.ExecuteAsync(token);
    }

    /// <summary>Streams the rest into a table of this transaction alone: the hash, by which the chunks are kept, is known only at the end. Null when too large.</summary>
    private async Task<(byte[] Sha256, long Size)?> ReceiveAsync(OfficeTransaction transaction, Stream content, byte[] buffer, int read, CancellationToken token)
    {
        await using (var table = transaction.Command("create temporary table upload (part int not null, bytes bytea not null) on commit drop"))
            await table.ExecuteNonQueryAsync(token);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var import = await transaction.Connection.BeginBinaryImportAsync("copy upload (part, bytes) from stdin (format binary)", token);
        long size = 0;
        for (var part = 0; read > 0; part++)
        {
            if ((size += read) > Limit) return null;
            hash.AppendData(buffer, 0, read);
            await import.StartRowAsync(token);
            await import.WriteAsync(part, NpgsqlDbType.Integer, token);
            await import.WriteAsync(buffer.AsMemory(0, read), NpgsqlDbType.Bytea, token);
            read = await content.ReadAtLeastAsync(buffer.AsMemory(0, ChunkSize), ChunkSize, throwOnEndOfStream: false, token);
        }
        await import.CompleteAsync(token);
        return (hash.GetHashAndReset(), size);
    }

    private sealed record Entry(string Office, string CaseNumber, byte[] Sha256, string Name, string MediaType, long Size, string Officer);

    private async Task KeepAsync(OfficeTransaction transaction, Entry entry, CancellationToken token)
    {
        await using var row = transaction.Command("""
            insert into document (office, case_number, sha256, name, media_type, size, stored_at, stored_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing
            """, entry.Office, entry.CaseNumber, entry.Sha256, entry.Name, entry.MediaType, entry.Size, clock.GetUtcNow(), entry.Officer);
        // The same bytes are already there (a repeated upload): nothing more to keep.
        if (await row.ExecuteNonQueryAsync(token) == 0) return;
        await using var chunks = transaction.Command("insert into document_chunk (office, case_number, sha256, part, bytes) select $1, $2, $3, part, bytes from upload",
            entry.Office, entry.CaseNumber, entry.Sha256);
        await chunks.ExecuteNonQueryAsync(token);
    }

    private async Task CopyAsync(string office, string caseNumber, byte[] sha256, Stream target, CancellationToken token)
    {
        await using var connection = await database.OpenAsync(office, token);
        for (var part = 0; ; part++)
        {
            await using var command = new NpgsqlCommand("select bytes from document_chunk where office = $1 and case_number = $2 and sha256 = $3 and part = $4", connection)
            {
                Parameters = { new() { Value = office }, new() { Value = caseNumber }, new() { Value = sha256 }, new() { Value = part } },
            };
            if (await command.ExecuteScalarAsync(token) is not byte[] bytes) return;
            await target.WriteAsync(bytes, token);
        }
    }
}
