using System.Globalization;
using Laksana.Cases;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>Enters several rows that were done in the field, with their real times.</summary>
internal sealed class MenyusulModel(CaseTools tools) : ActForm(tools)
{
    public const string Used = "pakai", StepName = "langkah", Site = "lokasi", Begun = "mulai", Finished = "selesai";

    private const int MostRows = 50;

    protected override CaseAct Act => CaseAct.EnterAfterwards;

    public override bool IsOffered => View.MayEnterAfterwards;

    public IReadOnlyList<LateBlock> Blocks { get; private set; } = [];

    protected override Task FillAsync()
    {
        Blocks = LateBlock.All(View);
        return Task.CompletedTask;
    }

    protected override string After => "/berkas/" + Number;

    protected override CaseCommand? Command(SentForm form)
    {
        var faults = new List<FieldFault>();
        var entries = Enumerable.Range(0, MostRows).Where(i => form[LateBlock.ScopeOf(i) + Used] == "ya").Select(i => Entry(form, i, faults)).ToList();
        if (faults.Count > 0 || entries.Count == 0)
        {
            Fault = entries.Count == 0 ? new Cases.Refusal("afterwards.count") : new Cases.Refusal("form.faults", faults.Count) { Fields = faults };
            return null;
        }
        return new EnterAfterwards([.. entries.OfType<LateEntry>()]);
    }

    private LateEntry? Entry(SentForm form, int index, List<FieldFault> faults)
    {
        var scope = LateBlock.ScopeOf(index);
        var (begun, finished) = (Moment(form[scope + Begun]), Moment(form[scope + Finished]));
        if (begun is null) faults.Add(new FieldFault(scope + Begun, "field.date-time"));
        if (finished is null) faults.Add(new FieldFault(scope + Finished, "field.date-time"));
        if (begun is null || finished is null) return null;
        return new LateEntry(form[scope + StepName] ?? "", form[scope + Site] is { Length: > 0 } site ? site : null, begun.Value, finished.Value, Fields(form, scope),
            form[scope + SentForm.Outcome] is { Length: > 0 } outcome ? outcome : null, form[scope + SentForm.Remark]);
    }

    /// <summary>As the office's own clock showed it.</summary>
    private DateTimeOffset? Moment(string? text) =>
        DateTime.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? AtWork.Calendar.ToInstant(DateOnly.FromDateTime(moment), TimeOnly.FromDateTime(moment)) : null;

    protected override string DoneWords(CaseAnswer.Done done) => Say["done.afterwards"];
}
