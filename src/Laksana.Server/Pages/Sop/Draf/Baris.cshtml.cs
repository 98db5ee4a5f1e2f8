using Laksana.Drafting;
using Laksana.Procedures;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Sop.Draf.DrafWords;

namespace Laksana.Server.Pages.Sop.Draf;

/// <summary>A row of a draft.</summary>
internal sealed class BarisModel(DraftDesk desk) : DraftPage(desk)
{
    private const int MostAnswers = 40;

    [BindProperty(Name = "row", SupportsGet = true)]
    public string RowId { get; set; } = "";

    public DraftRow? Row => Table?.Row(RowId);

    public RowForm Form { get; private set; } = new();

    /// <summary>Columns that officers play.</summary>
    public IEnumerable<DraftRole> OfficeRoles => Table!.Roles.Where(r => Table.Parties.All(p => p.Id != r.Id));

    /// <summary>Fields that hold a list of sites.</summary>
    public IEnumerable<(string Name, string Label)> SiteLists => Table!.Rows.SelectMany(r => r.Fields.Keys.Select(name => (name, Field: FieldForm.Of(r, name)!)))
        .Where(f => f.Field.Kind == "daftar-lokasi").Select(f => (f.name, f.Field.Label));

    /// <summary>After a conflict: what is written now, and what was typed, where they differ.</summary>
    public IEnumerable<(string What, string Theirs, string Yours)> Differences
    {
        get
        {
            var theirs = RowForm.Of(Table!, Row!);
            return new (string, string, string)[]
            {
                (Term["row.kegiatan"], theirs.Activity, Form.Activity), (Term["row.pelaksana"], Title(theirs.Role), Title(Form.Role)), (Term["row.kelengkapan"], Lines.Join(theirs.Requirements), Lines.Join(Form.Requirements)),
                (Term["row.waktu"], theirs.Time, Form.Time), (Term["row.output"], Lines.Join(theirs.Outputs), Lines.Join(Form.Outputs)), (Term["row.keterangan"], theirs.Remark, Form.Remark),
                (Term["row.way"], Way(theirs), Way(Form)), (Term["row.kepada"], Title(theirs.ReportsTo), Title(Form.ReportsTo)), (Term["row.kembali-ke"], Names(theirs.ReturnTo), Names(Form.ReturnTo)),
                (Term["row.tunggu"], Party(theirs), Party(Form)), (Term["row.petugas-kedua"], Names(theirs.DifferentFrom), Names(Form.DifferentFrom)),
            }.Where(d => d.Item2.Trim() != d.Item3.Trim());
        }
    }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await OpenAsync() is { } other) return other;
        if (Row is null) return NotFound();
        Form = RowForm.Of(Table!, Row);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Form = Typed();
        var answer = await EditAsync(sheet => RowEdits.Change(sheet, RowId, Form), sheet => sheet.Row(RowId) is { } row ? sheet.SourceOf(row) : "", Term["row.saved"],
            sheet => $"{Address}#baris-{sheet.Row(RowId)?.Number}");
        if (answer is not null) return answer;
        return Row is null ? LocalRedirect(Address) : Page();
    }

    private RowForm Typed()
    {
        var form = Request.Form;
        string One(string name) => DraftSheet.Normal(form[name].ToString()).Trim();
        IReadOnlyList<string> Many(string name) => [.. form[name].OfType<string>().Where(v => v.Length > 0)];
        return new RowForm
        {
            Activity = One("kegiatan").ReplaceLineEndings(" "), Role = One("pelaksana"), Requirements = Lines.Split(form["kelengkapan"]), Time = One("waktu"), Outputs = Lines.Split(form["output"]), Remark = One("keterangan"),
            Way = Enum.TryParse<WayOn>(One("jalan"), out var way) && Enum.IsDefined(way) ? way : WayOn.Following, Next = One("lanjut"), Answers = Answers(),
            ReportsTo = One("kepada"), ReturnTo = Many("kembali"), Party = One("pihak"), WaitsWhenNeeded = One("bila-perlu").Length > 0, WithRowAbove = One("serentak").Length > 0,
            PerSite = One("per-lokasi"), DifferentFrom = Many("beda"), StandIns = Many("pengganti"),
        };
    }

    /// <summary>An answer without a target stays, so that the linter says what is missing.</summary>
    private List<Answer> Answers() => [.. Enumerable.Range(0, MostAnswers).Select(i => new Answer(Request.Form["jawaban." + i].ToString().Trim(), Request.Form["tujuan." + i].ToString())).Where(a => a.Name.Length > 0)];

    private string Title(string role) => role.Length == 0 ? "" : Table!.Role(role)?.Title ?? role;

    private string Names(IEnumerable<string> rows) => Lines.Join(rows.Select(r => Table!.Row(r)?.Name ?? r));

    private string Party(RowForm form) => form.Party.Length == 0 ? "" : (Table!.Parties.FirstOrDefault(p => p.Id == form.Party)?.Title ?? form.Party) + (form.WaitsWhenNeeded ? " – " + Term["row.tunggu.needed"] : "");

    private string Way(RowForm form) => form.Way switch
    {
        WayOn.Named => Names([form.Next]),
        WayOn.End => Term["way.end"],
        WayOn.Decision => Lines.Join(form.Answers.Select(a => Term["way.answer", a.Name, a.Target == SheetKeys.End ? Term["way.end"] : Table!.Row(a.Target)?.Name ?? a.Target])),
        _ => Term["way.following"],
    };
}
