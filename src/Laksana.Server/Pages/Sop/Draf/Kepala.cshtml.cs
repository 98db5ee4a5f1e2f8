using Laksana.Drafting;
using Laksana.Procedures;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Sop.Draf.DrafWords;

namespace Laksana.Server.Pages.Sop.Draf;

/// <summary>A box of the form's head.</summary>
/// <param name="Path">As <see cref="HeaderForm"/> names it.</param>
internal sealed record HeadBox(string Path, string Value, bool IsList, bool IsDate, IReadOnlyList<string> Choices, string? Hint)
{
    public string Id => "kotak-" + Path.Replace('.', '-');

    public string Label => Term["head." + Path];

    /// <summary>The key of the sheet that findings are told at; those of a group stand at its first box.</summary>
    public string Key => Path.Contains('.', StringComparison.Ordinal) && Path is not ("tanggal.pembuatan" or "pelayanan.waktu") ? "" : Path.Split('.')[0];
}

/// <summary>The boxes of the form's head, the dates, and the public page of the service.</summary>
internal sealed class KepalaModel(DraftDesk desk) : DraftPage(desk)
{
    private static readonly string[] Hinted = ["kode-berkas", "batas", "disahkan", "pelayanan.waktu", "pelayanan.pemohon", "tanggal.efektif"];

    private HeaderForm _form = new(new Dictionary<string, string>());

    public IEnumerable<(string Title, IEnumerable<HeadBox> Boxes)> Groups =>
    [
        (Term["head.group.name"], HeaderForm.Lines.Select(Box)),
        (Term["head.group.dates"], HeaderForm.Dates.Select(Box)),
        (Term["head.group.boxes"], HeaderForm.Lists.Select(Box)),
        (Term["head.group.service"], HeaderForm.ServiceLines.Concat(HeaderForm.ServiceLists).Select(Box)),
    ];

    public IEnumerable<(string What, string Theirs, string Yours)> Differences => HeaderForm.Of(Table!).Values
        .Select(v => (Term["head." + v.Key], v.Value, DraftSheet.Normal(_form.Values.GetValueOrDefault(v.Key) ?? v.Value))).Where(d => d.Item2.Trim() != d.Item3.Trim());

    public async Task<IActionResult> OnGetAsync()
    {
        if (await OpenAsync() is { } other) return other;
        _form = HeaderForm.Of(Table!);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        _form = new HeaderForm(HeaderForm.All.Where(Request.Form.ContainsKey).ToDictionary(p => p, p => Request.Form[p].ToString(), StringComparer.Ordinal));
        return await EditAsync(_form.ApplyTo, sheet => string.Join('\0', HeaderForm.Of(sheet).Values.Select(v => v.Key + "=" + v.Value)), Term["head.saved"]) ?? Page();
    }

    private HeadBox Box(string path) => new(path, _form.Values.GetValueOrDefault(path) ?? "", HeaderForm.Lists.Contains(path) || HeaderForm.ServiceLists.Contains(path) || path == "pelayanan.biaya", HeaderForm.Dates.Contains(path),
        path == "pelayanan.pemohon" ? SheetKeys.Service.Applicants : [], HintOf(path));

    private string? HintOf(string path) => path == SheetKeys.Header.Subject ? Term["head.perihal.hint", string.Join(", ", Table!.Rows[0].Fields.Keys.Select(name => $"{{{name}}} = {FieldForm.Of(Table.Rows[0], name)!.Label}"))]
        : HeaderForm.Lists.Contains(path) || HeaderForm.ServiceLists.Contains(path) ? Term["lines.hint"]
        : Hinted.Contains(path) ? Term["head." + path + ".hint"] : null;
}
