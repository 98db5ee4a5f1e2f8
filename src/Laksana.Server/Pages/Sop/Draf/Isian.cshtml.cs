using System.Globalization;
using Laksana.Drafting;
using Laksana.Procedures;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Sop.Draf.DrafWords;

namespace Laksana.Server.Pages.Sop.Draf;

/// <summary>A field of a row's form: a new one, or one that is there.</summary>
internal sealed class IsianModel(DraftDesk desk) : DraftPage(desk)
{
    [BindProperty(Name = "row", SupportsGet = true)]
    public string RowId { get; set; } = "";

    /// <summary>Null for a new field.</summary>
    [BindProperty(Name = "field", SupportsGet = true)]
    public string? FieldName { get; set; }

    public DraftRow? Row => Table?.Row(RowId);

    public FieldForm Form { get; private set; } = new();

    public static string KindWords(string kind) => SheetKeys.Field.Kinds.ContainsKey(kind) ? Term["kind." + kind] : kind;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await OpenAsync() is { } other) return other;
        if (Row is null || FieldName is not null && FieldForm.Of(Row, FieldName) is null) return NotFound();
        Form = FieldName is null ? new FieldForm { Place = Row.Fields.Entries.Count + 1 } : FieldForm.Of(Row, FieldName)!;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Form = Typed();
        var delete = FieldName is not null && Request.Form["hapus"] == "ya";
        var answer = await EditAsync(sheet => delete ? FieldForm.Delete(sheet, RowId, FieldName!) : FieldForm.Save(sheet, RowId, FieldName, Form),
            sheet => FieldName is null || sheet.Row(RowId)?.Fields[FieldName] is not { } field ? "" : Part(field), Term[delete ? "field.deleted" : "field.saved"], _ => $"{Address}/baris/{RowId}");
        if (answer is not null) return answer;
        return Row is null ? LocalRedirect(Address) : Page();
    }

    private static string Part(Drafting.Source.YamlValue field) => field is Drafting.Source.YamlMap map
        ? string.Join('|', map.Entries.Select(e => e.Key + "=" + (e.Value is Drafting.Source.YamlList list ? string.Join(';', list.Texts) : map.Text(e.Key)))) : "";

    private FieldForm Typed()
    {
        var form = Request.Form;
        string One(string name) => form[name].ToString().ReplaceLineEndings(" ").Trim();
        return new FieldForm
        {
            Label = One("label"), Kind = SheetKeys.Field.Kinds.ContainsKey(One("jenis")) ? One("jenis") : "teks", Required = One("wajib").Length > 0, Hint = One("petunjuk"),
            Choices = [.. Lines.Split(form["pilihan"]).Distinct(StringComparer.Ordinal)], Personal = One("pribadi").Length > 0, VisibleTo = [.. form["terlihat"].OfType<string>()],
            Place = int.TryParse(One("urutan"), CultureInfo.InvariantCulture, out var place) ? place : 0,
        };
    }
}
