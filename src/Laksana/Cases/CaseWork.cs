using System.Diagnostics.CodeAnalysis;
using Laksana.Procedures;

namespace Laksana.Cases;

/// <summary>One decision in the making: emits events and applies each at once, so that the next thought sees what the last one did.</summary>
internal sealed partial class CaseWork(Procedure procedure, CaseState? state, CaseContext context)
{
    private readonly Rights _rights = new(procedure, context.Staffing);
    private readonly Deadlines _deadlines = new(procedure, context.Calendar, context.QueueLimit);
    private CaseState? _state = state;

    public List<CaseEvent> Events { get; } = [];

    private CaseState State => _state!;

    public void Handle(CaseCommand command)
    {
        if (command is OpenCase open)
        {
            Require(_state is null, "case.already-open");
            Open(open);
            return;
        }
        Require(_state is not null, "case.unknown");
        // Decisions recorded in one's name can be disputed, persons' values erased, and cases tied together, also after the end.
        Require(State.Status == CaseStatus.Running || command is ConfirmOnBehalf or EraseValues or LinkCase or ReopenCase, "case.ended", State.EndedAt);

        switch (command)
        {
            case BeginStep c: Begin(c); break;
            case CompleteStep c: Complete(c); break;
            case AcknowledgeReport c: Acknowledge(c); break;
            case ReturnForCorrection c: Return(c); break;
            case PauseClock c: Pause(c); break;
            case ResumeClock c: Resume(c); break;
            case EnterAfterwards c: EnterAfterwards(c); break;
            case ReleaseStep c: Release(c); break;
            case ReassignStep c: Reassign(c); break;
            case AttachDocument c: Attach(c); break;
            case ReceiveMessage c: Receive(c); break;
            case AddNote c: Note(c); break;
            case CancelCase c: Cancel(c); break;
            case ReopenCase c: Reopen(c); break;
            case LinkCase c: Link(c); break;
            case ConfirmOnBehalf c: Confirm(c); break;
            case RetryAction c: Retry(c); break;
            case CancelAction c: CancelMachine(c); break;
            case ReportActionSuccess c: MachineSucceeded(c); break;
            case ReportActionFailure c: MachineFailed(c); break;
            case SayLimitsPassed: SayLimits(); break;
            case MoveCase c: Move(c); break;
            case EraseValues c: Erase(c); break;
            default: throw new InvalidOperationException($"The engine does not know {command.GetType().Name}.");
        }
    }

    private void Emit(CaseEvent happened)
    {
        Events.Add(happened);
        _state = CaseEngine.Apply(_state, happened);
    }

    private StepRun OpenRun(int number)
    {
        var run = State.FindRun(number);
        Require(run is not null, "step.unknown", number);
        if (!run.IsOpen) Refuse("step.done-already", Who(run.DoneBy.LastOrDefault() ?? run.Officer), run.EndedAt);
        return run;
    }

    private string Officer
    {
        get
        {
            Require(context.Officer is not null, "officer.needed");
            return context.Officer;
        }
    }

    /// <summary>An officer in a refusal: an id here, a name where people read it.</summary>
    private static OfficerName? Who(string? officer) => officer is null ? null : new OfficerName(officer);

    private string Title(string role) => procedure.Roles.First(r => r.Id == role).Title;

    private static void Require([DoesNotReturnIf(false)] bool condition, string code, params object?[] arguments)
    {
        if (!condition) Refuse(code, arguments);
    }

    [DoesNotReturn]
    private static void Refuse(string code, params object?[] arguments) => throw new RefusedException(new Refusal(code, arguments));

    private static Authority Permit([NotNull] Authority? authority, string code, params object?[] arguments) =>
        authority ?? throw new RefusedException(new Refusal(code, arguments) { Forbidden = true });

    private static string Reason(string? text)
    {
        var reason = text?.Trim() ?? "";
        if (reason.Length is 0 or > 2000)
            throw new RefusedException(new Refusal("reason.needed") { Fields = [new FieldFault("reason", "reason.needed")] });
        return reason;
    }

    private static string? Optional(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim() is { Length: <= 2000 } fine ? fine
        : throw new RefusedException(new Refusal("text.too-long", 2000) { Fields = [new FieldFault("remark", "field.too-long", 2000)] });
}
