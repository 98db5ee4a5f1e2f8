using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Laksana.Database;

/// <summary>The random passwords of the private cluster's logins, in a file that only the program's own account reads.</summary>
internal sealed partial record ClusterPasswords(string Superuser, string Owner, string Application)
{
    internal static ClusterPasswords Random() => new(One(), One(), One());

    /// <exception cref="OperatorException">The file is missing or unreadable.</exception>
    internal static ClusterPasswords Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), PasswordsJson.Default.ClusterPasswords) ?? throw new JsonException();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw DatabaseWords.Refuse(ExitCode.DataDirectory, error, "no-passwords", file);
        }
    }

    internal void Write(string file)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using var stream = new FileStream(file, options);
        JsonSerializer.Serialize(stream, this, PasswordsJson.Default.ClusterPasswords);
        stream.Flush(flushToDisk: true);
    }

    internal static string One() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    [JsonSerializable(typeof(ClusterPasswords))]
    private sealed partial class PasswordsJson : JsonSerializerContext;
}
