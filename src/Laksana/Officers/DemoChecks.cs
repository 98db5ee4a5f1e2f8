using Laksana.Procedures;
using Laksana.Procedures.Yaml;
using Key = Laksana.Officers.OfficeKeys.Demo;

namespace Laksana.Officers;

/// <summary>Judges invented officers against one another and the office's positions.</summary>
internal sealed class DemoChecks(IReadOnlyList<(DemoOfficer Officer, MapNode Source)> entries, OfficeDefinition? office, FindingList findings)
{
    public void Run(Place whole)
    {
        CheckNames();
        foreach (var (officer, source) in entries)
        {
            foreach (var position in officer.Positions)
                NamesPosition(position, source.At(Key.Positions, position));
            foreach (var acting in officer.Acting)
                CheckActing(officer, acting, source.At(Key.Acting, acting.Position));
        }

        CheckVacancies(whole);
    }

    private void CheckNames()
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (officer, source) in entries)
            if (!lines.TryAdd(officer.Id, source.At(Key.Id).Line))
                findings.Error(source.At(Key.Id), FindingCode.DuplicateOfficer, officer.Id, lines[officer.Id]);
    }

    private void NamesPosition(string position, Place at)
    {
        if (office is not null && office.Positions.All(p => p.Id != position))
            findings.Unknown(at, FindingCode.UnknownPosition, position, office.Positions.Select(p => p.Id));
    }

    private void CheckActing(DemoOfficer officer, DemoActing acting, Place at)
    {
        NamesPosition(acting.Position, at);
        if (officer.Positions.Contains(acting.Position) || officer.Acting.Count(a => a.Position == acting.Position) > 1)
            findings.Error(at, FindingCode.ActingTwice, acting.Position);
        var holder = entries.Select(e => e.Officer).FirstOrDefault(o => o != officer && o.Positions.Contains(acting.Position)
            && (acting.Capacity == Capacity.Plt || o.Absence is null));
        // Several officers may hold a position (staff of a section): then a Plh. for the absent one is in order.
        var someoneAbsent = entries.Any(e => e.Officer.Positions.Contains(acting.Position) && e.Officer.Absence is not null);
        if (holder is not null && !(acting.Capacity == Capacity.Plh && someoneAbsent))
            findings.Warn(at, FindingCode.ActingForHolder, acting.Position, holder.Id);
    }

    private void CheckVacancies(Place whole)
    {
        if (office is null)
            return;
        var held = entries.SelectMany(e => e.Officer.Positions.Concat(e.Officer.Acting.Select(a => a.Position))).ToHashSet();
        foreach (var position in office.RolePositions.Values.Concat(office.SheetRolePositions.Values).SelectMany(p => p).Distinct().Where(p => !held.Contains(p)))
            findings.Warn(whole, FindingCode.PositionVacant, position);
    }
}
