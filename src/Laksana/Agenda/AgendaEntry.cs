using Laksana.Cases;

namespace Laksana.Agenda;

/// <summary>One act as a line of the agenda.</summary>
/// <param name="Version">Number of the event in its case, from 1.</param>
/// <param name="ProcedureVersion">That the case ran on then.</param>
/// <param name="Step">Row that it concerns; null when it concerns the case.</param>
/// <param name="Seal">The first seal that holds it; null while none does.</param>
public sealed record AgendaEntry(string CaseNumber, int Version, string Subject, string Procedure, int ProcedureVersion, string? Step, string? Site, long? Seal, CaseEvent Happened)
{
    public DateTimeOffset At => Happened.At;

    public AgendaPlace Place => new(At, CaseNumber, Version);
}
