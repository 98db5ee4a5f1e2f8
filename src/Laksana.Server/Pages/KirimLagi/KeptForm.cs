using System.Text.Json.Serialization;
using Microsoft.Extensions.Primitives;

namespace Laksana.Server.Pages.KirimLagi;

/// <summary>A form as it was sent after its session had ended.</summary>
/// <param name="Address">Where it was sent to.</param>
/// <param name="Values">Every value by the name of its input; a secret is never among them.</param>
/// <param name="Incomplete">A secret or a document came with it, which is not kept: it cannot be sent on as it is.</param>
internal sealed record KeptForm(string Address, IReadOnlyDictionary<string, string[]> Values, bool Incomplete)
{
    /// <summary>Names that the program itself gives a form; nobody typed them.</summary>
    private static readonly string[] Own = ["__formulir", Berkas.SentForm.Key, Berkas.SentForm.Seen, "kembali"];

    public IReadOnlyDictionary<string, StringValues> Typed => Values.ToDictionary(v => v.Key, v => new StringValues(v.Value), StringComparer.Ordinal);

    /// <summary>What a person typed or chose: the words beside an input are not sent along, so its name stands for them.</summary>
    public IEnumerable<(string Label, string Text)> Shown => Values.Where(v => !Own.Contains(v.Key))
        .Select(v => (Title(v.Key), string.Join("\n", v.Value).Trim())).Where(v => v.Item2.Length > 0);

    /// <summary>All but the token: a fresh one takes its place. The form's key goes along, so that it is done once, however often it is sent.</summary>
    public IEnumerable<(string Name, string Value)> ToSend => Values.Where(v => v.Key != "__formulir").SelectMany(v => v.Value.Select(value => (v.Key, value)));

    /// <summary>Passwords and codes are never kept, wherever they were typed.</summary>
    public static bool IsSecret(string name) => name.StartsWith("sandi", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("rahasia", StringComparison.OrdinalIgnoreCase) || name is "kode" or "kode-masuk" or "kode-pemulihan" or "token";

    /// <summary>"isian.nomor-tiket" as "Nomor tiket".</summary>
    private static string Title(string name)
    {
        var words = name[(name.LastIndexOf('.') + 1)..].Replace('-', ' ').Replace('_', ' ').Trim();
        return words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words[1..];
    }
}

[JsonSerializable(typeof(KeptForm))]
internal sealed partial class KeptFormJson : JsonSerializerContext;
