using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Laksana.Cases;
using Laksana.Procedures;
using Laksana.Server.Api;
using QRCoder;

namespace Laksana.Server.Touring;

/// <summary>Fills in a row's form: what the script says, and a plain value of its kind where a field must be filled in and nothing is said.</summary>
internal sealed partial class FieldAnswers(TourApi api, TourOffice office, TourClock clock, TourScript script)
{
    /// <summary>What may be said already when the case is opened.</summary>
    public Dictionary<string, string> Opening(Procedure sheet) => sheet.Steps[0].Fields
        .Where(f => script.Says.ContainsKey(f.Name)).ToDictionary(f => f.Name, f => script.Says[f.Name], StringComparer.Ordinal);

    public async Task<Dictionary<string, string>> FillAsync(CaseView seen, RunView run, Turn turn, Caller who, JsonElement? machine, CancellationToken token)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in run.Open!.Fields)
        {
            var known = seen.Fields.ContainsKey(run.Site is null ? field.Name : field.Name + "@" + run.Site);
            var proposed = machine is { } result && !known ? MachineFields.In(result, field.Name) : null;
            var said = turn.Says.GetValueOrDefault(field.Name) ?? proposed ?? (known && run.Round == 1 ? null : script.Says.GetValueOrDefault(field.Name));
            if (said is not null) values[field.Name] = Placeholder().Replace(said, m => Found(machine, m.Groups["name"].Value));
            else if (field.Required && !known) values[field.Name] = field.Kind == FieldKind.Document ? await PaperAsync(seen, run, field, who, token) : Plain(field);
        }
        return values;
    }

    private async Task<string> PaperAsync(CaseView seen, RunView run, Field field, Caller who, CancellationToken token) =>
        seen.Documents.FirstOrDefault(d => d.Run == run.Run && d.Name == NameOf(field.Label))?.Sha256 ?? await AttachAsync(seen.Number, run.Run, field.Label, who, token);

    /// <summary>Attaches a picture of a paper.</summary>
    /// <returns>Its SHA-256, by which forms name it.</returns>
    public async Task<string> AttachAsync(string number, int run, string what, Caller who, CancellationToken token)
    {
        var name = Uri.EscapeDataString(NameOf(what));
        return (await api.AttachAsync(who, FormattableString.Invariant($"/cases/{number}/documents?name={name}&run={run}"), Picture($"{number} {run}: {what}"), token)).Sha256;
    }

    private static string NameOf(string what) => what + ".png";

    private string Plain(Field field) => field.Kind switch
    {
        FieldKind.Date => Here.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        FieldKind.DateTime => Here.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture),
        FieldKind.Choice or FieldKind.MultiChoice => field.Choices[0],
        FieldKind.YesNo => "ya",
        FieldKind.Number => "1",
        FieldKind.Phone => "0286 591538",
        FieldKind.Email => "loket@contoh.go.id",
        FieldKind.Nik => "0000000000000000",
        FieldKind.IpAddress => "192.0.2.1",
        FieldKind.Site or FieldKind.SiteList => office.View.Sites[0].Id,
        _ => field.Label,
    };

    private DateTimeOffset Here => office.Calendar.ToLocal(clock.Now);

    private static string Found(JsonElement? machine, string name) => machine?.TryGetProperty(name, out var value) == true ? value.ToString() : "";

    /// <summary>A real picture, other for each paper.</summary>
    private static byte[] Picture(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(data);
        return picture.GetGraphic(4);
    }

    [GeneratedRegex(@"\{(?<name>[a-z0-9_]+)\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}
