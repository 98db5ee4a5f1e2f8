using System.Globalization;
using Laksana.Cases;
using Laksana.Procedures;
using Laksana.Server.Pages.Berkas;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.Kertas.KertasWords;

namespace Laksana.Server.Pages.Kertas;

/// <summary>Issues a work order for a row's visit.</summary>
internal sealed class SuratTugasModel(CaseTools tools) : ActForm(tools)
{
    /// <summary>Names of the form's inputs.</summary>
    public const string NumberInput = "nomor-surat", Going = "petugas", Place = "tempat", From = "mulai", To = "sampai", Purpose = "keperluan", SignerInput = "penanda-tangan", InName = "atas-nama";

    public const int Longest = 500;

    protected override CaseAct Act => CaseAct.AddNote;

    public override bool IsOffered => View.OnCase.Contains(CaseAct.AddNote) && HasRow && Passage.IsOpen;

    public bool HasRow => Run is { } run && View.State.FindRun(run) is { } passage && View.StepOf(passage) is not null;

    public StepRun Passage => View.State.FindRun(Run ?? 0)!;

    public Step Step => View.StepOf(Passage)!;

    public IReadOnlyList<Signer> Signers => field ??= Signer.Above(View, Step);

    /// <summary>Orders issued for this row: version of the event, when, by whom.</summary>
    public IReadOnlyList<(int Event, NoteAdded Note, WorkOrder Order)> Issued => [.. View.Reading.Events.Index()
        .Select(e => e.Item is NoteAdded note && WorkOrder.FromNote(note.Text) is { } order && order.Run == Run ? (e.Index + 1, note, order) : default).Where(e => e.Item3 is not null)];

    /// <summary>Officers who play a role of the sheet, and the others, each in order of name.</summary>
    public IEnumerable<string> Officers(bool ofSheet) => View.Office.Staffing.Holdings.Select(h => h.Officer).Distinct(StringComparer.Ordinal)
        .Where(o => View.Rights.ToSeeSheet(o) == ofSheet).OrderBy(View.Office.NameOf, StringComparer.CurrentCulture);

    public bool Goes(string officer) => Typed is { } typed ? typed.All(Going).Contains(officer) : officer == (Passage.Officer ?? View.Me);

    public string Value(string input) => Typed?[input] ?? input switch
    {
        Place => Site ?? "",
        Purpose => $"{Step.Activity} ({View.Subject})",
        From => View.Office.DayOf(View.Now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => "",
    };

    /// <summary>The site of the row, else the first that the case names.</summary>
    private string? Site => Passage.Site is { } own ? View.Office.SiteName(own)
        : View.Procedure.Steps.SelectMany(s => s.Fields).Where(f => f.Kind == FieldKind.Site).Select(f => View.State.Fields.GetValueOrDefault(f.Name)?.Value).OfType<string>().Select(View.Office.SiteName).FirstOrDefault();

    /// <summary>Orders that were issued are shown and printed also when the row is over.</summary>
    public override async Task<IActionResult> OnGetAsync(Guid? isian)
    {
        var answer = await base.OnGetAsync(isian);
        if (answer is not PageResult) return answer;
        Response.StatusCode = StatusCodes.Status200OK;
        return HasRow ? answer : NotFound();
    }

    protected override string After => $"/berkas/{Number}/surat-tugas/{Run}";

    protected override CaseCommand? Command(SentForm form)
    {
        if (!HasRow || !Passage.IsOpen)
        {
            Fault = new Cases.Refusal("step.unknown");
            return null;
        }
        var faults = new List<FieldFault>();
        foreach (var input in new[] { Place, From, Purpose, SignerInput })
            if (string.IsNullOrWhiteSpace(form[input])) faults.Add(new FieldFault(input, "field.required"));
        foreach (var input in new[] { NumberInput, Place, Purpose })
            if (form[input]?.Length > Longest) faults.Add(new FieldFault(input, "field.too-long", Longest));
        var going = form.All(Going).Distinct(StringComparer.Ordinal).Where(o => View.Office.Staffing.Holdings.Any(h => h.Officer == o)).ToList();
        if (going.Count == 0) faults.Add(new FieldFault(Going, "field.required"));
        var (from, to) = (Day(form[From]), Day(form[To]));
        if (from is null && faults.All(f => f.Field != From)) faults.Add(new FieldFault(From, "field.date"));
        if (to < from) faults.Add(new FieldFault(To, OrderFault));
        var signer = Signers.FirstOrDefault(s => s.Key == form[SignerInput]);
        if (signer is null && faults.All(f => f.Field != SignerInput)) faults.Add(new FieldFault(SignerInput, "field.required"));
        if (faults.Count > 0)
        {
            Fault = new Cases.Refusal("form.faults", faults.Count) { Fields = faults };
            return null;
        }
        return new AddNote(Order(form, going, from!.Value, to, signer!).ToNote());
    }

    /// <summary>The fault of a field in words; one of this page's own or the case's.</summary>
    public string? Explain(string input) => Typed?.FaultOf(input) is { Code: OrderFault } ? Say[OrderFault] : Wrong(input);

    private const string OrderFault = "order.from-after";

    private WorkOrder Order(SentForm form, List<string> going, DateOnly from, DateOnly? to, Signer signer) => new()
    {
        Run = Run!.Value,
        Number = form[NumberInput]?.Trim() ?? "",
        Officers = [.. going.Select(o => View.Office.PositionsOf(o) is { Length: > 0 } held ? $"{View.Office.NameOf(o)} ({held})" : View.Office.NameOf(o))],
        Place = form[Place]!.Trim(),
        When = to is null || to == from ? Say["order.when.one", Written(from)] : Say["order.when.more", Written(from), Written(to.Value)],
        Purpose = form[Purpose]!.Trim(),
        InNameOf = form[InName] is not null && !signer.IsTop ? signer.Top : "",
        SignerPosition = signer.Position,
        SignerName = signer.Name,
    };

    private static string Written(DateOnly day) => day.ToString("dddd, d MMMM yyyy", CultureInfo.CurrentCulture);

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    protected override string DoneWords(CaseAnswer.Done done) => Say["order.issued"];
}
