using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Laksana.Database;
using Laksana.Server.Hosting;
using Microsoft.AspNetCore.DataProtection;

namespace Laksana.Server.Installing;

/// <summary>The secret that opens the first start, and what was typed there so far: both in the data directory, the draft encrypted, both gone once there is an office.</summary>
internal sealed class SetupDesk(LaksanaDatabase database, IDataProtectionProvider protection, ServeOptions options)
{
    private const string CodeFile = "setup-code";
    private const string DraftFile = "setup-draft";

    private readonly IDataProtector _protector = protection.CreateProtector("laksana.setup");

    private string DraftPath => Path.Combine(options.DataDirectory, DraftFile);

    /// <summary>Only while the installation has no office at all.</summary>
    public async Task<bool> IsOpenAsync(CancellationToken token) => !options.Demo && (await database.OfficesAsync(token)).Count == 0;

    /// <summary>The code, made when there is none yet; readable only by the program's own user.</summary>
    public static string Code(string dataDirectory)
    {
        var file = Path.Combine(dataDirectory, CodeFile);
        if (File.Exists(file) && File.ReadAllText(file).Trim() is { Length: >= 16 } known) return known;
        var code = string.Join('-', Enumerable.Range(0, 5).Select(_ => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 5)));
        Write(file, Encoding.ASCII.GetBytes(code));
        return code;
    }

    /// <summary>Compared in the same time whatever was typed.</summary>
    public bool Fits(string typed) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(typed.Trim().ToLowerInvariant())), SHA256.HashData(Encoding.UTF8.GetBytes(Code(options.DataDirectory))));

    /// <summary>For the cookie of whoever knew the code; good for as long as the code is.</summary>
    public string Pass() => _protector.Protect(Code(options.DataDirectory));

    public bool IsPass(string? pass)
    {
        try
        {
            return pass is { Length: > 0 and < 2000 } && Fits(_protector.Unprotect(pass));
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    public SetupDraft Read()
    {
        try
        {
            return File.Exists(DraftPath) ? JsonSerializer.Deserialize(_protector.Unprotect(File.ReadAllText(DraftPath)), SetupJson.Default.SetupDraft) ?? new() : new();
        }
        catch (Exception lost) when (lost is CryptographicException or JsonException)
        {
            // Of another installation's database: its keys are gone, and so is the draft.
            return new();
        }
    }

    public void Keep(SetupDraft draft) => Write(DraftPath, Encoding.UTF8.GetBytes(_protector.Protect(JsonSerializer.Serialize(draft, SetupJson.Default.SetupDraft))));

    public void End()
    {
        File.Delete(Path.Combine(options.DataDirectory, CodeFile));
        File.Delete(DraftPath);
    }

    private static void Write(string file, byte[] bytes)
    {
        var partial = file + ".partial";
        File.Delete(partial);
        using (var stream = new FileStream(partial, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OperatingSystem.IsWindows() ? null : UnixFileMode.UserRead | UnixFileMode.UserWrite }))
            stream.Write(bytes);
        File.Move(partial, file, overwrite: true);
    }
}
