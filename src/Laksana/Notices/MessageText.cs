using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Laksana.Notices;

/// <summary>
/// A line as it leaves the office: number, subject, row and kind. Reasons, remarks and whatever else people type stay inside, since they may name a citizen.
/// </summary>
public sealed record MessageLine(string Kind, string? CaseNumber, string? Subject, string? Row, string? Activity, DateTimeOffset At)
{
    /// <summary>What it is called where it is about no case.</summary>
    public string? Name { get; init; }

    /// <summary>Where it leads within Laksana; null: to its case.</summary>
    public string? Address { get; init; }

    /// <summary>Opens a page that answers it without an account; null: it asks for no answer.</summary>
    public string? Answer { get; init; }
}

/// <summary>Puts the lines of one message into words.</summary>
public sealed partial class MessageText(NoticeSettings settings, string language, IReadOnlyList<MessageLine> lines)
{
    /// <summary>More lines than this are only counted: they are all in the bell.</summary>
    public const int MostLines = 40;

    private readonly CultureInfo _culture = CultureInfo.GetCultureInfo(language == "en" ? "en-GB" : "id-ID");

    public string Subject => lines.Count == 1 && (lines[0].Name ?? lines[0].CaseNumber) is { } number ? Say("message.subject", number, Say("message." + lines[0].Kind)) : Say("message.subject.many", lines.Count);

    public string Body()
    {
        var text = new StringBuilder();
        foreach (var line in lines.Take(MostLines))
        {
            text.Append(CultureInfo.InvariantCulture, $"{Title(line)}\n{What(line)}\n");
            if (Link(line) is { } link) text.Append(link).Append('\n');
            if (line.Answer is { } answer) text.Append(Say("message.answer", settings.BaseAddress + answer)).Append('\n');
            text.Append('\n');
        }
        if (lines.Count > MostLines) text.Append(Say("message.more", lines.Count - MostLines)).Append("\n\n");
        return text.Append(Say("message.foot", $"{settings.BaseAddress}/kabar", $"{settings.BaseAddress}/akun/kabar")).Append('\n').ToString();
    }

    /// <summary>The message as the gateway gets it: the whole text, and the lines one by one.</summary>
    public string Json(string office, string officer, string to, Guid id) => JsonSerializer.Serialize(new Sent(id, office, officer, to, Subject, Body(),
        [.. lines.Take(MostLines).Select(l => new SentLine(l.Kind, l.CaseNumber, l.Subject, l.Row, l.Activity, What(l), Link(l), l.At))]), MessageJson.Default.Sent);

    private static string Title(MessageLine line) => string.Join(" · ", new[] { line.Name ?? line.CaseNumber, line.Subject }.OfType<string>()) is { Length: > 0 } title ? title : "Laksana";

    private string What(MessageLine line) => line is { Row: { } row, Activity: { } activity } ? Say("message.row", row, activity, Say("message." + line.Kind)) : Say("message." + line.Kind) + ".";

    private string? Link(MessageLine line) => line.Address is { } address ? settings.BaseAddress + address : line.CaseNumber is null ? null : $"{settings.BaseAddress}/berkas/{line.CaseNumber}{(line.Row is { } row ? $"#langkah-{row}" : "")}";

    private string Say(string key, params object?[] arguments) => NoticeWords.Say.In(_culture, key, arguments);

    internal sealed record Sent(Guid Id, string Office, string Officer, string To, string Subject, string Text, IReadOnlyList<SentLine> Lines);

    internal sealed record SentLine(string Kind, string? Number, string? Subject, string? Row, string? Activity, string Text, string? Link, DateTimeOffset At);

    [JsonSerializable(typeof(Sent))]
    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    internal sealed partial class MessageJson : JsonSerializerContext;
}
