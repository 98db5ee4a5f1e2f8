using Laksana.Procedures;
using Laksana.Procedures.Yaml;
using Key = Laksana.Officers.OfficeKeys.Demo;

namespace Laksana.Officers;

/// <summary>Invented officers of an office that is being tried out.</summary>
public sealed record DemoStaff(IReadOnlyList<DemoOfficer> Officers);

/// <summary>An invented officer; <paramref name="Id"/> is his user name too.</summary>
/// <param name="Positions">Held outright.</param>
public sealed record DemoOfficer(string Id, string Name, IReadOnlyList<string> Positions, IReadOnlyList<DemoActing> Acting,
    DemoAbsence? Absence, bool Administrator);

/// <summary>A position held as Plt. or Plh.</summary>
public sealed record DemoActing(string Position, Capacity Capacity, string Warrant);

/// <summary>Both days included.</summary>
public sealed record DemoAbsence(DateOnly From, DateOnly To, string Reason);

/// <summary>What came of reading a demo.yaml.</summary>
public sealed record DemoReading(DemoStaff? Staff, IReadOnlyList<Finding> Findings);

/// <summary>Reads demo.yaml, reporting every error with its place and a hint. Never throws, whatever the text.</summary>
public static class DemoFile
{
    /// <param name="office">Its positions are what officers may hold; null: positions are not checked.</param>
    public static DemoReading Read(string text, string file, OfficeDefinition? office)
    {
        var findings = new FindingList(file);
        if (YamlText.ReadMap(text, findings) is not { } root)
            return new(null, findings.InOrder());
        var map = new Mapping(root, findings, Key.All);
        var entries = new List<(DemoOfficer Officer, MapNode Source)>();
        foreach (var node in map.Items(Key.Officers))
            if (Mapping.Of(node, findings, Key.OfficerKeys) is { } entry)
                entries.Add((OfficerOf(entry, findings), entry.Node));
        new DemoChecks(entries, office, findings).Run(map.At(Key.Officers));
        return new(findings.HasErrors ? null : new DemoStaff([.. entries.Select(e => e.Officer)]), findings.InOrder());
    }

    private static DemoOfficer OfficerOf(Mapping entry, FindingList findings)
    {
        var acting = new List<DemoActing>();
        foreach (var (position, value) in entry.Entries(Key.Acting))
            if (Mapping.Of(value, findings, [.. Key.Capacities.Keys]) is { } capacities)
                foreach (var (capacity, warrant) in capacities.Entries())
                    if (Key.Capacities.TryGetValue(capacity.Text, out var known) && capacities.LineOf(warrant) is { } number)
                        acting.Add(new(position.Text, known, number));
        return new(entry.Id(Key.Id, needed: true) ?? "", entry.Line(Key.Name, needed: true) ?? "", entry.Names(Key.Positions), acting,
            AbsenceOf(entry, findings), entry.Flag(Key.Administrator));
    }

    private static DemoAbsence? AbsenceOf(Mapping entry, FindingList findings)
    {
        if (entry.Map(Key.Absence, OfficeKeys.Absence.All) is not { } absence)
            return null;
        var (from, to) = (absence.Date(OfficeKeys.Absence.From, needed: true), absence.Date(OfficeKeys.Absence.To, needed: true));
        var reason = absence.Line(OfficeKeys.Absence.Reason, needed: true) ?? "";
        if (from > to)
            findings.Error(absence.At(OfficeKeys.Absence.To), FindingCode.AbsenceInverted);
        return from is { } first && to is { } last ? new(first, last, reason) : null;
    }
}
