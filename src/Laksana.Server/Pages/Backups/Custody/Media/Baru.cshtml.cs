using Laksana.Backups;
using Laksana.Server.Pages.Pengaturan;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Backups.Custody.CustodyPageWords;

namespace Laksana.Server.Pages.Backups.Custody.Media;

/// <summary>Enters a medium; one that is plugged in is marked at once.</summary>
internal sealed class BaruModel(CustodyPageTools tools) : MediumForm(tools)
{
    [BindProperty(Name = "di", SupportsGet = true)]
    public string? At { get; set; }

    protected override IEnumerable<SettingInput> Fields() =>
        base.Fields().Prepend(new SettingInput("label", Say["label"], Label) { Required = true, Hint = Say["label.hint"], Longest = Medium.LongestLabel });

    public async Task<IActionResult> OnGetAsync() => await EnterAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        var label = Medium.LabelOf(Label);
        if (!Medium.IsLabel(label)) Wrong["label"] = Say["label.wrong"];
        if (Entry(label) is not { } entry) return ShowFaults();
        var answer = await Tools.Desk.AddAsync(Form, [entry], Aborted);
        if (answer is CustodyAnswer.Done && !string.IsNullOrEmpty(At) && await Tools.Marking.MarkAsync(AtWork.Id, Me, label, At, Aborted) is CustodyAnswer.Refused refused)
            return Done(Say["medium.entered-not-marked", label, refused.Words], "/backup/media/" + label);
        return AnswerTo(answer, Say["medium.entered", label], "/backup/media/" + label);
    }
}
