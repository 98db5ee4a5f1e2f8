using Laksana.Cases;
using Laksana.Officers;

namespace Laksana.Agenda;

/// <summary>The question for one page of the agenda: which sheets the officer sees whole, which in some versions only, and by which index to walk.</summary>
internal sealed class AgendaWalk
{
    private readonly List<object?> _values;
    private readonly AgendaView _view;
    private readonly string[]? _found;
    private readonly bool _administrator;
    private readonly string[] _whole;
    private readonly SheetVersion[] _parts;
    private readonly string _officer;

    /// <param name="found">Numbers of the cases that a search found; null without one.</param>
    public AgendaWalk(OfficeAtWork office, string officer, bool administrator, IReadOnlyList<SheetVersion> sheets, AgendaView view, string[]? found)
    {
        (_view, _found, _administrator, _officer) = (view, found, administrator, officer);
        _values = [office.Id, (long)(view.Most + 1)];
        var seen = sheets.Where(s => view.Procedure is null || s.Procedure.Id == view.Procedure)
            .GroupBy(s => s.Procedure.Id, StringComparer.Ordinal)
            .Select(g => (Id: g.Key, All: g.Count(), Seen: g.Where(s => administrator || new Rights(s.Procedure, office.Staffing).ToSeeSheet(officer)).ToList())).ToList();
        _whole = [.. seen.Where(s => s.Seen.Count == s.All).Select(s => s.Id)];
        _parts = [.. seen.Where(s => s.Seen.Count > 0 && s.Seen.Count < s.All).SelectMany(s => s.Seen)];
        SeesAll = administrator || seen.All(s => s.Seen.Count == s.All);
    }

    private bool SeesAll { get; }

    public IReadOnlyList<object?> Values => _values;

    private string Order => _view.OldestFirst ? "order by l.at, l.case_number, l.version limit $2" : "order by l.at desc, l.case_number desc, l.version desc limit $2";

    public string Sql(string columns)
    {
        var filters = Filters();
        string From(string source, params string[] also) => $"(select {columns} from {source} where {string.Join(" and ", ["l.office = $1", .. also, .. filters])} {Order})";
        if (_found is not null) return From("agenda_entry l", $"l.case_number = any({Value(_found)})", Seen());
        if (_view.Position is { } position) return From("agenda_entry l", $"l.position = {Value(position)}", Seen());
        var walks = new List<string>();
        if (_whole.Length > 0)
            walks.Add($"(select w.* from unnest({Value(_whole)}::text[]) as v (sheet){(_view.Kinds is { } kinds ? $" cross join unnest({Value(kinds.ToArray())}::text[]) as k (of_kind)" : "")} cross join lateral {From("agenda_entry l", "l.procedure = v.sheet", _view.Kinds is null ? "true" : "l.kind = k.of_kind")} w)");
        if (_parts.Length > 0)
            walks.Add($"(select w.* from unnest({Value(_parts.Select(p => p.Procedure.Id).Distinct(StringComparer.Ordinal).ToArray())}::text[]) as v (sheet) cross join lateral {From("agenda_entry l", "l.procedure = v.sheet", Seen(), KindFilter())} w)");
        // What he sees only for having had a hand in it: of the newest of those cases.
        if (!SeesAll)
            walks.Add(From($"(select h.case_number from case_hand h where h.office = $1 and h.officer = {Value(_officer)} order by h.opened_at desc, h.case_number desc limit {AgendaBook.MostCases}) h join agenda_entry l using (case_number)",
                $"l.procedure <> all({Value(_whole)})", _view.Procedure is { } procedure ? $"l.procedure = {Value(procedure)}" : "true", KindFilter()));
        return walks.Count == 0 ? $"select {columns} from agenda_entry l where false" : string.Join(" union ", walks);
    }

    private string KindFilter() => _view.Kinds is { } kinds ? $"l.kind = any({Value(kinds.ToArray())})" : "true";

    private List<string> Filters()
    {
        var filters = new List<string>();
        if (_view.From is { } from) filters.Add($"l.at >= {Value(from)}");
        if (_view.Until is { } until) filters.Add($"l.at < {Value(until)}");
        if (_view.After is { } after)
            filters.Add($"(l.at, l.case_number, l.version) {(_view.OldestFirst ? ">" : "<")} ({Value(after.At)}, {Value(after.CaseNumber)}, {Value(after.Version)})");
        if (_view.Kinds is not null && (_found is not null || _view.Position is not null)) filters.Add(KindFilter());
        if (_view.Procedure is { } procedure && (_found is not null || _view.Position is not null)) filters.Add($"l.procedure = {Value(procedure)}");
        return filters;
    }

    /// <summary>By the version that the case runs on now, as everywhere; or by a hand in it.</summary>
    private string Seen()
    {
        if (_administrator) return "true";
        var hand = $"exists (select from case_hand h where h.office = $1 and h.officer = {Value(_officer)} and h.case_number = l.case_number)";
        var part = _parts.Length == 0 ? "false" : $"exists (select from case_file c where c.office = $1 and c.case_number = l.case_number and (c.procedure, c.procedure_version) in (select * from unnest({Value(_parts.Select(p => p.Procedure.Id).ToArray())}::text[], {Value(_parts.Select(p => p.Version).ToArray())}::int[])))";
        return $"(l.procedure = any({Value(_whole)}) or {part} or {hand})";
    }

    private string Value(object? value)
    {
        _values.Add(value);
        return FormattableString.Invariant($"${_values.Count}");
    }
}
