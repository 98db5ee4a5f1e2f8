using System.Security.Cryptography;
using Laksana.Documents;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Documents;

public sealed class DocumentStoreTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private readonly DocumentStore _store = new(fixture.Database, TimeProvider.System) { Limit = 1_000_000 };
    private readonly DocumentStore _large = new(fixture.Database, TimeProvider.System);

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
    [InlineData("surat\0.pdf", "surat.pdf")]
    [InlineData("NUL", "_NUL")]
    [InlineData("com1.txt", "_com1.txt")]
    [InlineData("comedi.txt", "comedi.txt")]
    [InlineData("..\\..\\aux.pdf ", "_aux.pdf")]
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

    [Fact]
    public async Task bytes_given_once_more_stay_for_another_day()
    {
        var office = await OfficeAsync();
        var (clock, bytes) = (new MovedClock(), Pdf(DocumentStore.ChunkSize + 1));
        var store = new DocumentStore(fixture.Database, clock);
        var kept = Assert.IsType<StoredDocument.Kept>(await store.StoreAsync(office, "A-1", "a.pdf", new MemoryStream(bytes), "ratri", default));
        clock.Passed = TimeSpan.FromHours(30);
        await store.StoreAsync(office, "A-1", "a.pdf", new MemoryStream(bytes), "galih", default);
        Assert.Equal(0, await store.SweepAsync(office, default));
        using var copy = new MemoryStream();
        await (await store.FindAsync(office, "A-1", kept.Sha256, default))!.CopyToAsync(copy, default);
        Assert.Equal(bytes, copy.ToArray());
        clock.Passed = TimeSpan.FromHours(55);
        Assert.Equal(1, await store.SweepAsync(office, default));
    }

    [Fact]
    public async Task a_slow_sender_and_a_slow_reader_hold_no_connection()
    {
        var office = await OfficeAsync();
        var bytes = Pdf(DocumentStore.ChunkSize * 6);
        await using var sent = new Halting(bytes);
        var storing = _large.StoreAsync(office, "A-1", "a.pdf", sent, "ratri", default);
        await sent.Halted;
        Assert.Equal(0, await BusyAsync());
        sent.GoOn();
        var kept = Assert.IsType<StoredDocument.Kept>(await storing);
        await using var read = new Halting([]);
        var copying = (await _large.FindAsync(office, "A-1", kept.Sha256, default))!.CopyToAsync(read, default);
        await read.Halted;
        Assert.Equal(0, await BusyAsync());
        read.GoOn();
        await copying;
        Assert.Equal(bytes, read.Taken);
    }

    [Fact]
    public async Task one_officer_sends_only_so_many_at_once_and_a_case_takes_only_so_much()
    {
        var office = await OfficeAsync();
        await using var sent = new Halting(Pdf(1000));
        var under = Enumerable.Range(0, 4).Select(_ => _store.StoreAsync(office, "A-1", "a.pdf", sent, "ratri", default)).ToList();
        Assert.IsType<StoredDocument.TooManyAtOnce>(await _store.StoreAsync(office, "A-1", "b.pdf", new MemoryStream(Pdf(10)), "ratri", default));
        Assert.IsType<StoredDocument.Kept>(await _store.StoreAsync(office, "A-1", "b.pdf", new MemoryStream(Pdf(10)), "galih", default));
        sent.GoOn();
        await Task.WhenAll(under);
        Assert.IsType<StoredDocument.Kept>(await _store.StoreAsync(office, "A-1", "c.pdf", new MemoryStream(Pdf(11)), "ratri", default));

        var small = new DocumentStore(fixture.Database, TimeProvider.System) { CaseLimit = 10 };
        Assert.IsType<StoredDocument.CaseFull>(await small.StoreAsync(office, "A-1", "d.pdf", new MemoryStream(Pdf(12)), "ratri", default));
        Assert.IsType<StoredDocument.Kept>(await small.StoreAsync(office, "A-2", "d.pdf", new MemoryStream(Pdf(12)), "ratri", default));
    }

    [Fact]
    public async Task a_disk_that_cannot_be_written_is_told_from_a_sender_who_has_gone()
    {
        var office = await OfficeAsync();
        var store = new DocumentStore(fixture.Database, TimeProvider.System) { Spool = "/dev/null/spool" };
        Assert.IsType<StoredDocument.NoRoom>(await store.StoreAsync(office, "A-1", "a.pdf", new MemoryStream(Pdf(10)), "ratri", default));
    }

    [Fact]
    public async Task whatever_becomes_of_an_upload_no_file_stays()
    {
        var office = await OfficeAsync();
        var folder = Directory.CreateTempSubdirectory("laksana-spool-");
        try
        {
            var store = new DocumentStore(fixture.Database, TimeProvider.System) { Limit = 1_000_000, Spool = folder.FullName };
            await store.StoreAsync(office, "A-1", "a.pdf", new MemoryStream(Pdf(500_000)), "ratri", default);
            await store.StoreAsync(office, "A-1", "a.pdf", new MemoryStream(Pdf(1_000_001)), "ratri", default);
            await using var sent = new Halting(Pdf(DocumentStore.ChunkSize * 2));
            using var gone = new CancellationTokenSource();
            var storing = store.StoreAsync(office, "A-1", "a.pdf", sent, "ratri", gone.Token);
            await sent.Halted;
            Assert.Empty(folder.EnumerateFileSystemInfos());
            await gone.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => storing);
            Assert.Empty(folder.EnumerateFileSystemInfos());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Connections of the application that are in a transaction or a statement.</summary>
    private async Task<long> BusyAsync()
    {
        await using var command = fixture.Database.Owner.CreateCommand("select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle' and usename = 'laksana_app'");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Gives, or takes, one chunk and then waits until it is told to go on.</summary>
    private sealed class Halting(byte[] bytes) : Stream
    {
        private readonly TaskCompletionSource _halted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly MemoryStream _taken = new();
        private int _at;

        public Task Halted => _halted.Task;
        public byte[] Taken => _taken.ToArray();
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public void GoOn() => _goOn.TrySetResult();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_at >= Math.Min(bytes.Length, DocumentStore.ChunkSize)) await HaltAsync(cancellationToken);
            var given = bytes.AsSpan(_at, Math.Min(buffer.Length, bytes.Length - _at));
            given.CopyTo(buffer.Span);
            _at += given.Length;
            return given.Length;
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await HaltAsync(cancellationToken);
            _taken.Write(buffer.Span);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();

        private Task HaltAsync(CancellationToken token)
        {
            _halted.TrySetResult();
            return _goOn.Task.WaitAsync(token);
        }
    }

    private sealed class MovedClock : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Passed;
    }

    private sealed class LaterClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddDays(2);
    }
}
