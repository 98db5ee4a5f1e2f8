using System.Security.Cryptography;
using Laksana.Documents;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Documents;

public sealed class DocumentStoreTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private readonly DocumentStore _store = new(fixture.Database, TimeProvider.System) { Limit = 1_000_000 };

    private async Task<string> OfficeAsync()
    {
        var office = "o" + Guid.NewGuid().ToString("N")[..10];
        await using var batch = fixture.Database.Batch(office);
        batch.Add("insert into office (office, definition, calendar, changed_at) values ($1, '', '', now())", office);
        await batch.ExecuteAsync();
        return office;
    }

    private static byte[] Pdf(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        "%PDF-1.7"u8.CopyTo(bytes);
        return bytes;
    }

    [Theory]
    [InlineData(9)]
    [InlineData(DocumentStore.ChunkSize)]
    [InlineData(DocumentStore.ChunkSize * 2 + 17)]
    public async Task a_document_comes_back_byte_for_byte_under_its_hash(int size)
    {
        var office = await OfficeAsync();
        var bytes = Pdf(size);
        var kept = Assert.IsType<StoredDocument.Kept>(await _store.StoreAsync(office, "A-1", "laporan.pdf", new MemoryStream(bytes), "ratri", default));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), kept.Sha256);
        var again = Assert.IsType<StoredDocument.Kept>(await _store.StoreAsync(office, "A-1", "lain.pdf", new MemoryStream(bytes), "ratri", default));
        Assert.Equal(kept.Sha256, again.Sha256);

        var found = await _store.FindAsync(office, "A-1", kept.Sha256, default);
        using var copy = new MemoryStream();
        await found!.CopyToAsync(copy, default);
        Assert.Equal(("laporan.pdf", "application/pdf", (long)size), (found.Name, found.MediaType, found.Size));
        Assert.Equal(bytes, copy.ToArray());
        Assert.Null(await _store.FindAsync(office, "A-2", kept.Sha256, default));
        Assert.Null(await _store.FindAsync(await OfficeAsync(), "A-1", kept.Sha256, default));
    }

    [Fact]
    public async Task too_large_empty_and_disguised_files_are_refused_and_leave_nothing()
    {
        var office = await OfficeAsync();
        Assert.IsType<StoredDocument.TooLarge>(await _store.StoreAsync(office, "A-1", "a.pdf", new MemoryStream(Pdf(1_000_001)), "ratri", default));
        Assert.IsType<StoredDocument.Empty>(await _store.StoreAsync(office, "A-1", "a.pdf", new MemoryStream(), "ratri", default));
        foreach (var (name, body) in new[] { ("a.pdf", "<html><script>"), ("a.html", "<html>"), ("a.exe", "MZ\0\0"), ("a.txt", "a\0b"), ("a.svg", "<svg onload=x>") })
            Assert.IsType<StoredDocument.WrongType>(await _store.StoreAsync(office, "A-1", name, new MemoryStream(System.Text.Encoding.ASCII.GetBytes(body)), "ratri", default));
        await using var batch = fixture.Database.Batch(office);
        batch.Add("select (select count(*) from document where office = $1) + (select count(*) from document_chunk where office = $1)", office);
        await using var reader = await batch.ReadAsync();
        await reader.ReadAsync();
        Assert.Equal(0, reader.GetInt64(0));
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\x\\surat.pdf", "surat.pdf")]
    [InlineData("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie x=1.pdf")]
    [InlineData("\u202Egnp.exe", "gnp.exe")]
    [InlineData("...", "dokumen")]
    [InlineData(null, "dokumen")]
    public void a_file_name_is_only_a_name(string? given, string expected) => Assert.Equal(expected, DocumentTypes.SafeName(given));

    [Fact]
    public async Task bytes_that_no_event_names_are_swept_after_a_day()
    {
        var office = await OfficeAsync();
        await _store.StoreAsync(office, "A-1", "a.pdf", new MemoryStream(Pdf(100)), "ratri", default);
        Assert.Equal(0, await _store.SweepAsync(office, default));
        var later = new DocumentStore(fixture.Database, new LaterClock());
        Assert.Equal(1, await later.SweepAsync(office, default));
    }

    private sealed class LaterClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddDays(2);
    }
}
