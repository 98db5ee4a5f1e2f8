using Laksana.Cases;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>An officer confirms or disputes the decision that staff recorded for him.</summary>
internal sealed class KonfirmasiModel(CaseTools tools) : ActForm(tools)
{
    public const string Agrees = "setuju";

    /// <summary>Version of the event in which it was recorded.</summary>
    [BindProperty(Name = "peristiwa", SupportsGet = true)]
    public int Event { get; set; }

    protected override CaseAct Act => CaseAct.Confirm;

    public override bool IsOffered => View.Acts.ToConfirm().Contains(Event);

    public AgendaLine? Line => View.Agenda.FirstOrDefault(l => l.Version == Event);

    public OnBehalf? Recorded => Event >= 1 && Event <= View.Reading.Events.Count ? View.Reading.Events[Event - 1].By?.OnBehalf : null;

    protected override string After => $"/berkas/{Number}#agenda";

    protected override CaseCommand? Command(SentForm form) => new ConfirmOnBehalf(Event, form[Agrees] == "ya", form[SentForm.Reason]);

    protected override string DoneWords(CaseAnswer.Done done) => Say["done.confirmed"];
}
