using System.Text.RegularExpressions;
using Laksana.Automation;
using static Laksana.Backups.BackupWords;

namespace Laksana.Backups;

/// <summary>The program <c>age</c>, which encrypts for several keys at once; its format is public and small (age-encryption.org/v1), and several programs read it.</summary>
internal static partial class AgeProgram
{
    private const int LongestPublicKey = 2000;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    /// <summary>A running encryption from its input to its output.</summary>
    /// <exception cref="ActionFailedException">age is not installed.</exception>
    public static Task<ChildProgram> EncryptAsync(IEnumerable<string> publicKeys) => StartAsync(["age", "--encrypt", .. publicKeys.SelectMany(k => new[] { "--recipient", k })]);

    public static Task<ChildProgram> DecryptAsync(BackupIdentities keys) => StartAsync(["age", "--decrypt", .. keys.Files.SelectMany(f => new[] { "--identity", f })]);

    public static async Task<string> VersionAsync(CancellationToken token)
    {
        var (_, output, _) = await RunAsync(["age", "--version"], token);
        return "age " + output.Trim().TrimStart('v');
    }

    /// <summary>A new identity: its secret and its public key.</summary>
    public static async Task<(string Secret, string Public)> NewKeyAsync(CancellationToken token)
    {
        var (code, output, said) = await RunAsync(["age-keygen"], token);
        var (secret, open) = (SecretKey().Match(output), PublicKey().Match(output + said));
        return code == 0 && secret.Success && open.Success ? (secret.Value, open.Value) : throw Failure("age-failed", mayRetry: false, new IOException(said));
    }

    /// <summary>Whether age takes a text as the public key of a recipient.</summary>
    public static async Task<bool> IsPublicKeyAsync(string key, CancellationToken token)
    {
        // The length apart: an engine that never goes back takes no expression that counts so far.
        if (key.Length > LongestPublicKey || !PublicKeyAlone().IsMatch(key)) return false;
        var (code, _, _) = await RunAsync(["age", "--encrypt", "--recipient", key], token);
        return code == 0;
    }

    /// <summary>What age's complaint means when it was to decrypt.</summary>
    public static ArtifactFault Fault(string said) =>
        said.Contains("no identity matched", StringComparison.Ordinal) || said.Contains("incorrect passphrase", StringComparison.Ordinal) ? ArtifactFault.WrongKey
        : said.Contains("EOF", StringComparison.Ordinal) ? ArtifactFault.Incomplete
        : ArtifactFault.Damaged;

    private static async Task<ChildProgram> StartAsync(IReadOnlyList<string> words)
    {
        if (!IsThere(words[0])) throw Failure("no-age", mayRetry: false, null);
        return await ChildProgram.StartAsync(new ChildOrder(words));
    }

    private static async Task<(int Code, string Output, string Said)> RunAsync(IReadOnlyList<string> words, CancellationToken token)
    {
        if (!IsThere(words[0])) throw Failure("no-age", mayRetry: false, null);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
        patience.CancelAfter(Soon);
        return await ChildProgram.RunAsync(new ChildOrder(words), patience.Token);
    }

    /// <summary>It is started through another program, which would only say so in a line of its own.</summary>
    private static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Any(folder => File.Exists(Path.Combine(folder, program)));

    [GeneratedRegex("AGE-SECRET-KEY-1[0-9A-Z]+", RegexOptions.NonBacktracking)]
    private static partial Regex SecretKey();

    [GeneratedRegex("age1[0-9a-z]+", RegexOptions.NonBacktracking)]
    private static partial Regex PublicKey();

    [GeneratedRegex("^age1[0-9a-z]{20,}$", RegexOptions.NonBacktracking)]
    private static partial Regex PublicKeyAlone();
}
