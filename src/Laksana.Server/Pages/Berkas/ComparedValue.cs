using Laksana.Cases;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>A value of a form that came too late beside the one that stands now; either may be empty.</summary>
internal sealed record ComparedValue(string Label, string Typed, string Now)
{
    public bool Differs => Typed != Now;

    /// <summary>Every value of the row that was typed or stands: its fields, the way out, the remark.</summary>
    public static IReadOnlyList<ComparedValue> Of(CaseView view, TypedForm typed, StepRun run)
    {
        if (view.StepOf(run) is not { } step) return [];
        var fields = step.Fields.Select(f => new ComparedValue(CaseValues.Title(f), view.Values.Written(f, string.Join('\n', typed.All(FormField.Prefix + f.Name))),
            view.State.Fields.TryGetValue(CaseValues.Key(f, run.Site), out var value) ? view.Values.Shown(f, value).Text : ""));
        var whole = fields.Append(new ComparedValue(Say["compared.outcome"], typed[SentForm.Outcome] ?? "", run.Outcome ?? ""))
            .Append(new ComparedValue(Say["work.remark"], typed[SentForm.Remark] ?? "", new RunView(view, step, run).Remark ?? ""));
        return [.. whole.Where(v => v.Typed.Length > 0 || v.Now.Length > 0)];
    }
}
