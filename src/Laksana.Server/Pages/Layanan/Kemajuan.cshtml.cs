using System.Globalization;
using Laksana.Procedures;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Layanan.LayananWords;

namespace Laksana.Server.Pages.Layanan;

/// <summary>An answer in words; <paramref name="Document"/> leads to one that may be downloaded.</summary>
internal sealed record AnswerLine(string Label, string Text, string? Document = null);

/// <summary>Where a request stands, without personal data; and, right after it was sent, its number with a QR code.</summary>
internal class KemajuanModel(PublicTools tools) : TrackingPage(tools)
{
    private static readonly string[] DateForms = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm"];

    /// <summary>Set right after the request was sent.</summary>
    [BindProperty(Name = "baru", SupportsGet = true)]
    public string? New { get; set; }

    public IReadOnlyList<AnswerLine> Answers { get; private set; } = [];
    public Refusal? Refusal { get; protected set; }
    /// <summary>A message that was not taken, to be mended.</summary>
    public string Message { get; protected set; } = "";
    public PublicLimits Limits => Tools.Limits;

    public virtual async Task<IActionResult> OnGetAsync() => await FollowAsync() ?? await ShowAsync();

    protected async Task<IActionResult> ShowAsync()
    {
        var personal = await Tools.Answers.ReadAsync(AtWork.Id, State.Number, Progress.Answers.Select(a => a.Value), Aborted);
        Answers = [.. Progress.Answers.Select(a => Line(a.Field, a.Value.Value ?? personal.GetValueOrDefault(a.Value.Digest ?? ""))).OfType<AnswerLine>()];
        return Page();
    }

    private AnswerLine? Line(Field field, string? value) => value is null ? null
        : field.Kind == FieldKind.Document ? new AnswerLine(Title(field), State.Documents.FirstOrDefault(d => d.Sha256 == value)?.Name ?? Say["answer.document"], $"{Address}/lacak/{Number.Text}/dokumen/{value}")
        : new AnswerLine(Title(field), field.Kind switch
        {
            FieldKind.YesNo => Say[value == SheetKeys.Yes ? "yes" : "no"],
            FieldKind.Date or FieldKind.DateTime when DateTime.TryParseExact(value, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) =>
                at.ToString(field.Kind == FieldKind.Date ? "d MMMM yyyy" : "d MMMM yyyy HH.mm", CultureInfo.CurrentCulture),
            FieldKind.Site => AtWork.SiteName(value),
            _ => value,
        });
}
