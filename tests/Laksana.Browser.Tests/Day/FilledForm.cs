using System.Globalization;
using System.Text;
using AngleSharp.Html.Dom;

namespace Laksana.Browser.Tests.Day;

/// <summary>A form as a person without scripts sends it: what it held, and something fitting wherever it asks for something.</summary>
internal sealed class FilledForm
{
    private static readonly byte[] Paper = Encoding.ASCII.GetBytes("%PDF-1.4\n% pindaian\n%%EOF\n");

    private readonly List<(string Name, string Value)> _values = [];
    private readonly List<string> _files = [];
    private readonly Random _chance;
    private readonly IHtmlFormElement _form;

    public FilledForm(IHtmlFormElement form, Random chance, DateTimeOffset now)
    {
        (_form, _chance) = (form, chance);
        foreach (var input in form.QuerySelectorAll("input[name]").OfType<IHtmlInputElement>()) Fill(input, now);
        foreach (var area in form.QuerySelectorAll("textarea[name]").OfType<IHtmlTextAreaElement>())
            _values.Add((area.Name!, area.Value.Length > 0 || !area.IsRequired ? area.Value : Words()));
        foreach (var select in form.QuerySelectorAll("select[name]").OfType<IHtmlSelectElement>())
            _values.Add((select.Name!, select.Value is { Length: > 0 } or null || !select.IsRequired ? select.Value ?? "" : Some([.. select.Options.Where(o => o.Value.Length > 0).Select(o => o.Value)])));
        foreach (var group in form.QuerySelectorAll("input[type=radio][name]").OfType<IHtmlInputElement>().GroupBy(r => r.Name!))
            if (group.All(r => !r.IsChecked) && group.Any(r => r.IsRequired)) _values.Add((group.Key, Some([.. group.Select(r => r.Value)])));
    }

    public string Address => _form.GetAttribute("action") is { Length: > 0 } action ? action : _form.Owner!.Location.PathName;

    /// <summary>Ready to be sent; made anew each time, since a content is sent once.</summary>
    public HttpRequestMessage Request(Uri server)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = Content() };
        request.Headers.Add("Origin", server.GetLeftPart(UriPartial.Authority));
        return request;
    }

    private HttpContent Content()
    {
        if (_form.GetAttribute("enctype") != "multipart/form-data") return new FormUrlEncodedContent(_values.Select(v => KeyValuePair.Create(v.Name, v.Value)));
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in _values) content.Add(new StringContent(value), $"\"{name}\"");
        foreach (var name in _files) content.Add(new ByteArrayContent(Paper), $"\"{name}\"", "\"pindaian.pdf\"");
        return content;
    }

    private void Fill(IHtmlInputElement input, DateTimeOffset now)
    {
        switch (input.Type)
        {
            case "radio" or "checkbox":
                if (input.IsChecked || input is { Type: "checkbox", IsRequired: true }) _values.Add((input.Name!, input.Value));
                break;
            case "file":
                if (input.IsRequired) _files.Add(input.Name!);
                break;
            default:
                _values.Add((input.Name!, input.Value.Length > 0 || !input.IsRequired ? input.Value : Fitting(input, now)));
                break;
        }
    }

    private string Fitting(IHtmlInputElement input, DateTimeOffset now) => input.Type switch
    {
        "date" => now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "datetime-local" => now.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
        "time" => now.ToString("HH:mm", CultureInfo.InvariantCulture),
        "number" => input.Minimum is { Length: > 0 } least ? least : "1",
        "tel" => "0812 3456 7890",
        "email" => "warga@example.org",
        _ => input.GetAttribute("inputmode") == "numeric" ? "3304011203900001" : Words(),
    };

    private string Words() => "Isian " + Some(["jaringan", "modem", "kecamatan", "laporan", "data"]) + " " + _chance.Next(100_000).ToString(CultureInfo.InvariantCulture);

    private string Some(IReadOnlyList<string> choices) => choices[_chance.Next(choices.Count)];
}
