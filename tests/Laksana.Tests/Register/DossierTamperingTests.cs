using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Laksana.Database;
using Laksana.Register;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Register;

/// <summary>Someone changes a dossier on its way, or hands over a hostile file in its place.</summary>
public sealed class DossierTamperingTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>, IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private OfficeRegister _register = null!;
    private byte[] _file = [];

    private LaksanaDatabase Database => fixture.Database;

    public async ValueTask InitializeAsync()
    {
        _register = await OfficeRegister.NewAsync(Database, "o" + Guid.NewGuid().ToString("N")[..20]);
        var agenda = _register.Agenda;
        await agenda.OpenAsync("K-1");
        await agenda.NoteAsync("K-2", 1);
        await _register.SealAsync();
        await agenda.AttachAsync("K-1", "foto.png", Agenda.Content("foto", 700));
        await agenda.NoteAsync("K-1", 1);
        await _register.SealAsync();
        using var file = new MemoryStream();
        await Dossier.ExportAsync(Database, _register.Key, new DossierOrder(_register.Office, "K-1") { PersonalValues = true }, file);
        _file = file.ToArray();
        Assert.True((await CheckAsync(_file)).Fits);
    }

    public ValueTask DisposeAsync()
    {
        _register.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task no_byte_can_be_changed_unnoticed()
    {
        const int Step = 7;
        for (var i = _file.Length % Step; i < _file.Length; i += Step)
        {
            var changed = (byte[])_file.Clone();
            changed[i] ^= (byte)(1 << (i % 8));
            Assert.False((await CheckAsync(changed)).Fits, $"byte {i}");
        }
    }

    [Fact]
    public async Task a_file_cut_short_or_longer_is_refused()
    {
        for (var length = 0; length < _file.Length; length += 97)
            Assert.Equal(FindingKind.FileDamaged, (await CheckAsync(_file[..length])).First!.Kind);
        Assert.False((await CheckAsync([.. _file, 0])).Fits);
        Assert.False((await CheckAsync([0, .. _file])).Fits);
        Assert.Equal("dossier-not-one", (await CheckAsync([])).First!.Reason);
        Assert.Equal("dossier-not-one", (await CheckAsync(Encoding.UTF8.GetBytes("halo, ini bukan ZIP sama sekali"))).First!.Reason);
    }

    [Theory]
    [InlineData("peristiwa/000002.json", "dossier-signature-wrong")]
    [InlineData("BACA-SAYA.txt", "dossier-signature-wrong")]
    public async Task a_changed_file_with_the_list_made_anew_breaks_the_signature(string name, string reason)
    {
        var files = Unzip();
        files[name] = "{}"u8.ToArray();
        Assert.Equal(reason, (await CheckAsync(await ZipAsync(files, null))).First!.Reason);
    }

    [Fact]
    public async Task a_list_signed_anew_does_not_hide_a_changed_event()
    {
        using var own = SealKey.OpenOrCreate(_folder.Path);
        var files = Unzip();
        files["peristiwa/000002.json"] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(files["peristiwa/000002.json"]).Replace("foto", "fota", StringComparison.Ordinal));
        var changed = await CheckAsync(await ZipAsync(files, own));
        Assert.Equal((FindingKind.EventChanged, 2), (changed.First!.Kind, changed.First.Version));

        // The chain computed anew: the seals still hold the old one.
        Rechain(files);
        var rechained = await CheckAsync(await ZipAsync(files, own));
        Assert.Equal((FindingKind.EventChanged, 2, 3, 2L), (rechained.First!.Kind, rechained.First.Version, rechained.First.UpTo, rechained.First.Seal));
    }

    [Fact]
    public async Task a_dossier_forged_from_end_to_end_fits_only_as_long_as_nothing_is_known_from_elsewhere()
    {
        using var own = SealKey.OpenOrCreate(_folder.Path);
        var files = Unzip();
        files["peristiwa/000001.json"] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(files["peristiwa/000001.json"]).Replace("Ciamis", "Cianjur", StringComparison.Ordinal));
        Rechain(files);
        Reseal(files, own);
        var forged = await ZipAsync(files, own);
        var alone = await CheckAsync(forged);
        Assert.True(alone.Fits, string.Join('\n', alone.Findings));
        Assert.Equal(Convert.ToHexStringLower(own.Id.Span), alone.Key);

        var pinned = await CheckAsync(forged, new DossierTrust { PinnedKeys = [_register.Key.Id] });
        Assert.Equal(FindingKind.KeyUnknown, pinned.First!.Kind);
        var outside = await CheckAsync(forged, new DossierTrust { Heads = await _register.OutsideAsync() });
        Assert.Equal("dossier-seal-not-as-outside", outside.First!.Reason);
        Assert.Null(outside.ProvedBy);
    }

    [Theory]
    [InlineData("segel.json", "\"following\": []", "\"following\": null")]
    [InlineData("segel.json", "\"position\": 0", "\"position\": 5")]
    [InlineData("segel.json", "\"sealedAt\": \"2", "\"sealedAt\": \"1")]
    [InlineData("segel.json", "\"leaves\": 2", "\"leaves\": 3")]
    [InlineData("segel.json", "\"leaves\": 2", "\"leaves\": -2")]
    [InlineData("rantai.json", "\"version\": 2", "\"version\": 3")]
    [InlineData("rantai.json", "\"file\": \"peristiwa/000001.json\"", "\"file\": \"peristiwa/000007.json\"")]
    [InlineData("rantai.json", "\"hash\": \"", "\"hash\": \"zz")]
    [InlineData("data-pribadi.json", "Siti", "Sita")]
    [InlineData("data-pribadi.json", "\"digest\": \"", "\"digest\": \"00")]
    public async Task files_that_contradict_one_another_are_named_also_under_the_office_s_own_signature(string name, string from, string to)
    {
        var files = Unzip();
        var before = Encoding.UTF8.GetString(files[name]);
        Assert.Contains(from, before, StringComparison.Ordinal);
        files[name] = Encoding.UTF8.GetBytes(before.Replace(from, to, StringComparison.Ordinal));
        Assert.False((await CheckAsync(await ZipAsync(files, _register.Key))).Fits);
    }

    [Theory]
    [InlineData("../jahat.txt")]
    [InlineData("/etc/jahat")]
    [InlineData("a/b/c.txt")]
    [InlineData("C:\\jahat.txt")]
    [InlineData(".tersembunyi")]
    [InlineData("peristiwa/")]
    [InlineData("nama\u0007.txt")]
    public async Task names_that_lead_elsewhere_are_refused(string name)
    {
        var files = Unzip();
        files[name] = "x"u8.ToArray();
        Assert.Equal("dossier-form", (await CheckAsync(await ZipAsync(files, _register.Key))).First!.Reason);
    }

    [Fact]
    public async Task files_twice_not_listed_or_missing_are_refused()
    {
        var names = Unzip().Select(f => f.Key).ToList();
        using var doubled = new MemoryStream();
        var zip = new StoredZipWriter(doubled);
        var content = Unzip();
        var manifest = Manifest(content, _register.Key);
        manifest = manifest with { Files = [.. manifest.Files, manifest.Files[0]] };
        await WriteAsync(zip, manifest, [.. content, content.First()], _register.Key);
        Assert.Equal("dossier-file-doubled", (await CheckAsync(doubled.ToArray())).First!.Reason);

        using var more = new MemoryStream();
        await WriteAsync(new StoredZipWriter(more), Manifest(content, _register.Key), [.. content, new("lagi.txt", [1])], _register.Key);
        Assert.Equal("dossier-file-not-listed", (await CheckAsync(more.ToArray())).First!.Reason);

        using var fewer = new MemoryStream();
        await WriteAsync(new StoredZipWriter(fewer), Manifest(content, _register.Key), [.. content.Take(content.Count - 1)], _register.Key);
        var missing = (await CheckAsync(fewer.ToArray())).First!;
        Assert.Equal(("dossier-file-missing", names[^1]), (missing.Reason, missing.Object));

        content.Remove("segel.json");
        Assert.Equal("dossier-file-missing", (await CheckAsync(await ZipAsync(content, _register.Key))).First!.Reason);
    }

    [Fact]
    public async Task compressed_archives_and_bombs_are_refused_before_anything_is_unpacked()
    {
        using var bomb = new MemoryStream();
        using (var zip = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("manifest.json", CompressionLevel.SmallestSize).Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 64; i++) entry.Write(zeros);
        }
        Assert.Equal(FindingKind.FileDamaged, (await CheckAsync(bomb.ToArray())).First!.Kind);

        // A file that claims 4 GB and has none of them.
        byte[] claims = StoredZip.LocalHeader(new StoredZip.Entry("manifest.json", 0, uint.MaxValue - 1, 0));
        Assert.Equal("dossier-larger-than-any", (await CheckAsync(claims)).First!.Reason);
    }

    [Fact]
    public async Task deep_and_absurd_json_is_refused()
    {
        var files = Unzip();
        files["rantai.json"] = Encoding.ASCII.GetBytes(new string('[', 100_000));
        Assert.Equal(("dossier-unreadable", "rantai.json"), (await CheckAsync(await ZipAsync(files, _register.Key))).First is { } f ? (f.Reason, f.Object) : default);
        files["rantai.json"] = "{\"events\":[null]}"u8.ToArray();
        Assert.Equal("dossier-unreadable", (await CheckAsync(await ZipAsync(files, _register.Key))).First!.Reason);
        files["rantai.json"] = "{\"events\":[],\"events\":[]}"u8.ToArray();
        Assert.False((await CheckAsync(await ZipAsync(files, _register.Key))).Fits);
    }

    private static Task<DossierReport> CheckAsync(byte[] file, DossierTrust? trust = null) => Dossier.VerifyAsync(new MemoryStream(file), trust);

    private Dictionary<string, byte[]> Unzip()
    {
        using var zip = new ZipArchive(new MemoryStream(_file));
        return zip.Entries.Where(e => !e.FullName.StartsWith("manifest.", StringComparison.Ordinal)).ToDictionary(e => e.FullName, e =>
        {
            using var content = new MemoryStream();
            using var stream = e.Open();
            stream.CopyTo(content);
            return content.ToArray();
        }, StringComparer.Ordinal);
    }

    private DossierManifest Manifest(Dictionary<string, byte[]> files, SealKey? key) => new(DossierManifest.FormatName, _register.Office, "K-1", 3, 3,
        Convert.ToHexStringLower((key ?? _register.Key).Id.Span),
        [.. files.Select(f => new DossierFile(f.Key, f.Value.Length, Convert.ToHexStringLower(SHA256.HashData(f.Value))))]);

    /// <summary>Makes the archive anew; without a key the old signature is kept.</summary>
    private async Task<byte[]> ZipAsync(Dictionary<string, byte[]> files, SealKey? key)
    {
        if (key is not null) files[$"kunci/{Convert.ToHexStringLower(key.Id.Span)}.pem"] = Encoding.ASCII.GetBytes(PemEncoding.WriteString("PUBLIC KEY", key.PublicKey.Span) + "\n");
        using var file = new MemoryStream();
        await WriteAsync(new StoredZipWriter(file), Manifest(files, key), files, key);
        return file.ToArray();
    }

    private static async Task WriteAsync(StoredZipWriter zip, DossierManifest manifest, IEnumerable<KeyValuePair<string, byte[]>> files, SealKey? key)
    {
        var list = JsonSerializer.SerializeToUtf8Bytes(manifest, DossierJson.Readable.DossierManifest);
        await zip.AddAsync("manifest.json", list, default);
        await zip.AddAsync("manifest.sig", key?.Sign(SHA256.HashData(list)) ?? [1, 2, 3], default);
        foreach (var (name, content) in files) await zip.AddAsync(name, content, default);
        await zip.FinishAsync(default);
    }

    private void Rechain(Dictionary<string, byte[]> files)
    {
        var chain = JsonSerializer.Deserialize(files["rantai.json"], DossierJson.Readable.DossierChain)!;
        ReadOnlyMemory<byte> previous = EventHash.None.ToArray();
        var events = new List<DossierEvent>();
        foreach (var stored in chain.Events)
        {
            var anew = ChainedEvent.After(previous, _register.Office, "K-1", stored.Version, stored.Kind, stored.BodyVersion, files[stored.File]);
            events.Add(stored with { Previous = Convert.ToHexStringLower(previous.Span), Hash = Convert.ToHexStringLower(anew.Hash.Span) });
            previous = anew.Hash;
        }
        files["rantai.json"] = JsonSerializer.SerializeToUtf8Bytes(new DossierChain(events), DossierJson.Readable.DossierChain);
    }

    private void Reseal(Dictionary<string, byte[]> files, SealKey key)
    {
        var hashes = JsonSerializer.Deserialize(files["rantai.json"], DossierJson.Readable.DossierChain)!.Events.ToDictionary(e => e.Version, e => e.Hash);
        var seals = JsonSerializer.Deserialize(files["segel.json"], DossierJson.Readable.DossierSeals)!;
        var proofs = new List<DossierProof>();
        Seal? before = null;
        foreach (var proof in seals.Proofs)
        {
            var leaf = new SealLeaf("K-1", proof.Version, Convert.FromHexString(hashes[proof.Version])).LeafHash();
            before = Seal.After(before, _register.Office, proof.Seal.SealedAt, 1, leaf, key);
            proofs.Add(new DossierProof(proof.Version, hashes[proof.Version], 0, [], DossierSeal.Of(before)));
            files[DossierExport.SealName(before.Number, "bin")] = before.SignedBytes();
            files[DossierExport.SealName(before.Number, "sig")] = before.Signature.ToArray();
        }
        files["segel.json"] = JsonSerializer.SerializeToUtf8Bytes(new DossierSeals(proofs, []), DossierJson.Readable.DossierSeals);
    }
}
