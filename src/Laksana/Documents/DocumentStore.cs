using System.Buffers;
using System.Security.Cryptography;
using Laksana.Database;

namespace Laksana.Documents;

/// <summary>
/// Documents in PostgreSQL, in chunks, so that every node and every backup has them. Streams both ways: a document is never whole in memory, and a slow sender
/// or reader holds no connection: what comes in lies in a nameless file until all of it is there, what goes out is read piece by piece.
/// The bytes are stored first and the event that names them afterwards; bytes that no event names within a day are swept.
/// </summary>
public sealed class DocumentStore(LaksanaDatabase database, TimeProvider clock)
{
    public const int ChunkSize = 256 * 1024;

    /// <summary>Chunks read from the database at once.</summary>
    private const int ReadAtOnce = 4;

    private readonly Seats _senders = new(each: 4, all: 32);

    /// <summary>Largest document, in bytes.</summary>
    public long Limit { get; init; } = 25 * 1024 * 1024;

    /// <summary>All documents of one case together, in bytes.</summary>
    public long CaseLimit { get; init; } = 500L * 1024 * 1024;

    /// <summary>Where documents lie while they come in: at most <see cref="Limit"/> of each of 32 senders.</summary>
    public string Spool { get; init; } = Path.Combine(Path.GetTempPath(), "laksana");

    public async Task<StoredDocument> StoreAsync(string office, string caseNumber, string? fileName, Stream content, string officer, CancellationToken token)
    {
        using var seat = _senders.Take(office, officer);
        if (seat is null) return new StoredDocument.TooManyAtOnce();
        if (await SizeAsync(office, caseNumber, token) >= CaseLimit) return new StoredDocument.CaseFull(CaseLimit);
        var name = DocumentTypes.SafeName(fileName);
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            var read = await content.ReadAtLeastAsync(buffer.AsMemory(0, ChunkSize), ChunkSize, throwOnEndOfStream: false, token);
            if (read == 0) return new StoredDocument.Empty();
            if (DocumentTypes.Recognize(buffer.AsSpan(0, Math.Min(read, 512)), name) is not { } mediaType) return new StoredDocument.WrongType(DocumentTypes.Accepted);

            await using var file = await OnDiskAsync(() => Task.FromResult(NamelessFile.Create(Spool)));
            if (await ReceiveAsync(content, file, buffer, read, token) is not var (sha256, size)) return new StoredDocument.TooLarge(Limit);
            await KeepAsync(new(office, caseNumber, sha256, name, mediaType, size, officer), file, buffer, token);
            return new StoredDocument.Kept(Convert.ToHexStringLower(sha256), name, mediaType, size);
        }
        catch (NoRoomException)
        {
            return new StoredDocument.NoRoom();
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

    private async Task<long> SizeAsync(string office, string caseNumber, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select coalesce(sum(size), 0)::bigint from document where office = $1 and case_number = $2", office, caseNumber);
        await using var reader = await batch.ReadAsync(token);
        await reader.ReadAsync(token);
        return reader.GetInt64(0);
    }

    /// <summary>Writes everything into the file and tells its hash and size; null when too large.</summary>
    private async Task<(byte[] Sha256, long Size)?> ReceiveAsync(Stream content, FileStream file, byte[] buffer, int read, CancellationToken token)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long size = 0;
        for (; read > 0; read = await content.ReadAtLeastAsync(buffer.AsMemory(0, ChunkSize), ChunkSize, throwOnEndOfStream: false, token))
        {
            if ((size += read) > Limit) return null;
            hash.AppendData(buffer, 0, read);
            var piece = buffer.AsMemory(0, read);
            await OnDiskAsync(async () =>
            {
                await file.WriteAsync(piece, token);
                return true;
            });
        }
        return (hash.GetHashAndReset(), size);
    }

    /// <summary>Tells the disk's trouble from the sender's, which comes as the same exception.</summary>
    private static async Task<T> OnDiskAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NoRoomException(error);
        }
    }

    private sealed class NoRoomException(Exception cause) : Exception("The spool cannot be written.", cause);

    private sealed record Entry(string Office, string CaseNumber, byte[] Sha256, string Name, string MediaType, long Size, string Officer);

    private async Task KeepAsync(Entry entry, FileStream file, byte[] buffer, CancellationToken token)
    {
        await using var transaction = await database.BeginAsync(entry.Office, token);
        // The same bytes once more: they count as given now, or a sweep could take them before this sender's act names them.
        await using var row = transaction.Command("""
            insert into document (office, case_number, sha256, name, media_type, size, stored_at, stored_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (office, case_number, sha256) do update set stored_at = excluded.stored_at
            returning xmax = 0
            """, entry.Office, entry.CaseNumber, entry.Sha256, entry.Name, entry.MediaType, entry.Size, clock.GetUtcNow(), entry.Officer);
        if (await row.ExecuteScalarAsync(token) is true) await KeepChunksAsync(transaction, entry, file, buffer, token);
        await transaction.CommitAsync(token);
    }

    private static async Task KeepChunksAsync(OfficeTransaction transaction, Entry entry, FileStream file, byte[] buffer, CancellationToken token)
    {
        file.Position = 0;
        for (var part = 0; await file.ReadAtLeastAsync(buffer.AsMemory(0, ChunkSize), ChunkSize, throwOnEndOfStream: false, token) is > 0 and var read; part++)
        {
            await using var chunk = transaction.Command("insert into document_chunk (office, case_number, sha256, part, bytes) values ($1, $2, $3, $4, $5)",
                entry.Office, entry.CaseNumber, entry.Sha256, part, new Npgsql.NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = buffer.AsMemory(0, read) });
            await chunk.ExecuteNonQueryAsync(token);
        }
    }

    /// <summary>No connection is held while <paramref name="target"/> takes its time.</summary>
    private async Task CopyAsync(string office, string caseNumber, byte[] sha256, Stream target, CancellationToken token)
    {
        for (var part = 0; ; part += ReadAtOnce)
        {
            var chunks = await ReadAsync(office, caseNumber, sha256, part, token);
            foreach (var chunk in chunks) await target.WriteAsync(chunk, token);
            if (chunks.Count < ReadAtOnce) return;
        }
    }

    private async Task<List<byte[]>> ReadAsync(string office, string caseNumber, byte[] sha256, int from, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select bytes from document_chunk where office = $1 and case_number = $2 and sha256 = $3 and part >= $4 and part < $5 order by part",
            office, caseNumber, sha256, from, from + ReadAtOnce);
        await using var reader = await batch.ReadAsync(token);
        var chunks = new List<byte[]>(ReadAtOnce);
        while (await reader.ReadAsync(token)) chunks.Add(reader.GetFieldValue<byte[]>(0));
        return chunks;
    }
}
