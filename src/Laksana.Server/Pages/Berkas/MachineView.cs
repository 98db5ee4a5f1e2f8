using Laksana.Automation;
using Laksana.Cases;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>The machine's part of an open row: what it says, what it found, what an officer may do about it.</summary>
internal sealed class MachineView(CaseView view, WorkView work, MachineWork machine)
{
    private readonly ActionRunNow? _now = view.Machine(machine);

    public MachineStatus Status => machine.Status;
    /// <summary>Number of the row.</summary>
    public string Row => work.Step.Number;
    public int Attempt => machine.Attempt;
    public IReadOnlyList<string> Lines => _now?.Lines ?? [];
    public double? Fraction => Status == MachineStatus.Succeeded ? 1 : _now?.Fraction;
    public string? Summary => machine.Summary;
    public string? Proposed => machine.Proposed;
    /// <summary>A machine that stopped because its officer went on by hand, or released the row, gives no reason of its own.</summary>
    public string? Failure => machine.Status == MachineStatus.Failed ? machine.Failure : null;
    public string? Hint => machine.Status == MachineStatus.Failed ? machine.Hint : null;
    public bool MayRetry => work.Acts.Contains(CaseAct.RetryAction);
    public bool MayCancel => work.Acts.Contains(CaseAct.CancelAction);
    /// <summary>A link to the address already shown only scrolls to its row; the count makes the browser ask again.</summary>
    public string ReloadAddress => FormattableString.Invariant($"{view.Address}?muat={Environment.TickCount64}#langkah-{Row}");
    public string FragmentAddress => $"{view.Address}/kemajuan/{work.Run.Run}";

    /// <summary>"berjalan · 11 detik", "menunggu giliran", "berhasil" …</summary>
    public string StatusWords => Status switch
    {
        MachineStatus.Succeeded => Say["machine.succeeded"],
        MachineStatus.Failed => Say["machine.failed"],
        MachineStatus.Cancelled => Say["machine.cancelled"],
        _ when _now is { NextTry: { } again } => Say["machine.again", view.Times.Clock(again)],
        _ when _now is { Status: ActionRunStatus.Waiting } => Say["machine.queued"],
        _ => Say["machine.running", Elapsed],
    };

    public string Style => Status switch
    {
        MachineStatus.Succeeded => "done",
        MachineStatus.Failed => "late",
        MachineStatus.Cancelled => "off",
        _ => "now",
    };

    /// <summary>Real time, not working time: the machine does not keep office hours.</summary>
    private string Elapsed => _now is null ? "" : Spans.Say(view.Now - _now.AskedAt);
}
