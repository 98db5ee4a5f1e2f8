using System.Security.Cryptography;
using Laksana.Register;
using Xunit;

namespace Laksana.Tests.Register;

public sealed class SealTests : IDisposable
{
    private static readonly DateTimeOffset At = new DateTimeOffset(2026, 10, 5, 8, 0, 0, TimeSpan.FromHours(7)).AddTicks(1234567);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void a_seal_is_chained_signed_and_covers_every_field()
    {
        using var key = SealKey.OpenOrCreate(_folder.Path);
        var first = Seal.After(null, "dukcapil", At, 3, SHA256.HashData("a"u8), key);
        var second = Seal.After(first, "dukcapil", At, 1, SHA256.HashData("b"u8), key);
        Assert.Equal((1, 2), (first.Number, second.Number));
        Assert.Equal(new byte[32], first.Previous.ToArray());
        Assert.Equal(first.Hash.ToArray(), second.Previous.ToArray());
        Assert.Equal(0, second.SealedAt.Ticks % TimeSpan.TicksPerMicrosecond);
        using var publicKey = SealKey.ReadPublicKey(key.PublicKey)!;
        Assert.True(SealKey.SignatureFits(publicKey, second.Hash.Span, second.Signature.Span));

        Seal[] changed =
        [
            second, second with { Office = "dukcapi" }, second with { Number = 3 }, second with { SealedAt = second.SealedAt.AddMicroseconds(1) },
            second with { Leaves = 2 }, second with { Root = first.Root }, second with { Previous = first.Root }, second with { KeyId = first.Root },
        ];
        Assert.Single(changed, s => s.HashFits());
        Assert.Equal(changed.Length, changed.Select(s => Convert.ToHexString(s.ComputeHash())).Distinct().Count());
    }

    [Fact]
    public void openssl_can_check_a_signature()
    {
        using var key = SealKey.OpenOrCreate(_folder.Path);
        var seal = Seal.After(null, "dukcapil", At, 3, SHA256.HashData("a"u8), key);
        using var standard = ECDsa.Create();
        standard.ImportFromPem(File.ReadAllText(Path.Combine(_folder.Path, "keys", "seal-key.pem")));
        Assert.True(standard.VerifyData(seal.SignedBytes(), seal.Signature.Span, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        Assert.Equal(SHA256.HashData(standard.ExportSubjectPublicKeyInfo()), seal.KeyId.ToArray());
    }

    [Fact]
    public void the_key_is_made_once_and_only_its_owner_may_read_it()
    {
        var ids = new byte[8][];
        Parallel.For(0, ids.Length, i =>
        {
            using var key = SealKey.OpenOrCreate(_folder.Path);
            ids[i] = key.Id.ToArray();
        });
        Assert.Single(ids.Select(Convert.ToHexString).Distinct());
        var file = Assert.Single(Directory.GetFiles(Path.Combine(_folder.Path, "keys")));
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));

        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        var refused = Assert.Throws<OperatorException>(() => SealKey.OpenOrCreate(_folder.Path));
        Assert.Contains("chmod 600", refused.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bukan kunci")]
    [InlineData("")]
    public void a_damaged_key_file_is_refused_and_not_replaced(string content)
    {
        WriteKey(content);
        Assert.Equal(ExitCode.DataDirectory, Assert.Throws<OperatorException>(() => SealKey.OpenOrCreate(_folder.Path)).Code);
        Assert.Equal(content, File.ReadAllText(Path.Combine(_folder.Path, "keys", "seal-key.pem")));
    }

    [Fact]
    public void a_key_of_another_curve_or_without_its_private_part_is_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        WriteKey(other.ExportPkcs8PrivateKeyPem());
        Assert.Throws<OperatorException>(() => SealKey.OpenOrCreate(_folder.Path));
        using var right = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        WriteKey(right.ExportSubjectPublicKeyInfoPem());
        Assert.Throws<OperatorException>(() => SealKey.OpenOrCreate(_folder.Path));
        Assert.Null(SealKey.ReadPublicKey(other.ExportSubjectPublicKeyInfo()));
    }

    [Fact]
    public async Task heads_are_added_once_each_and_read_back()
    {
        using var key = SealKey.OpenOrCreate(_folder.Path);
        var path = _folder.File("kepala-segel.txt");
        var first = Seal.After(null, "a", At, 1, SHA256.HashData("a"u8), key);
        var second = Seal.After(first, "a", At, 1, SHA256.HashData("b"u8), key);
        var foreign = Seal.After(null, "b", At, 1, SHA256.HashData("c"u8), key);
        using var file = new HeadFile(path);
        Assert.True(await file.AppendAsync(first.Head));
        Assert.True(await file.AppendAsync(foreign.Head));
        Assert.True(await file.AppendAsync(first.Head));
        using var afterRestart = new HeadFile(path);
        Assert.True(await afterRestart.AppendAsync(second.Head));
        Assert.False(await afterRestart.AppendAsync(first.Head));
        Assert.False(await afterRestart.AppendAsync((second with { Hash = first.Hash }).Head));

        Assert.Equal(3, File.ReadAllLines(path).Length);
        Assert.Equal([1, 2], (await HeadFile.ReadAsync(path, "a")).Select(h => h.Number));
        var read = Assert.Single(await HeadFile.ReadAsync(path, "b"));
        Assert.Equal(foreign.Head.ToLine(), read.ToLine());
        Assert.Equal(foreign.SealedAt, read.SealedAt);
    }

    [Fact]
    public async Task a_line_cut_short_by_a_crash_is_passed_over_and_a_damaged_one_is_named()
    {
        using var key = SealKey.OpenOrCreate(_folder.Path);
        var path = _folder.File("kepala-segel.txt");
        var seal = Seal.After(null, "a", At, 1, SHA256.HashData("a"u8), key);
        File.WriteAllText(path, seal.Head.ToLine()[..50]);
        Assert.Empty(await HeadFile.ReadAsync(path));
        using (var file = new HeadFile(path)) await file.AppendAsync(seal.Head);
        Assert.Single(await HeadFile.ReadAsync(path));

        File.AppendAllText(path, "laksana-head-v1 a 2 besok\n");
        var refused = await Assert.ThrowsAsync<OperatorException>(() => HeadFile.ReadAsync(path));
        Assert.Contains("3", refused.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.NotFound, (await Assert.ThrowsAsync<OperatorException>(() => HeadFile.ReadAsync(path + "x"))).Code);
    }

    public void Dispose() => _folder.Dispose();

    private void WriteKey(string content)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.Path, "keys")).FullName, "seal-key.pem");
        File.WriteAllText(path, content);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
