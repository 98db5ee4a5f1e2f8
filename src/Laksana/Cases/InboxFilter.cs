using Laksana.Officers;

namespace Laksana.Cases;

/// <summary>What narrows a tray, as a condition over <c>task t</c> and the values it names.</summary>
internal sealed class InboxFilter
{
    private readonly List<object?> _values = [];
    private readonly List<string> _conditions = [];
    private readonly int _first;

    /// <param name="first">Number of the first parameter.</param>
    /// <param name="numbers">Cases whose values hold what is searched for.</param>
    public InboxFilter(OfficeAtWork office, InboxView view, string[] numbers, int first)
    {
        _first = first;
        if (view.Search is { } search) Search(office, search, numbers);
        if (view.Procedure is { } procedure) _conditions.Add($"t.procedure = {Value(procedure)}");
        if (view.Officer is { } officer) _conditions.Add($"t.officer = {Value(officer)}");
        if (view.Site is { } site) _conditions.Add($"(t.site = {Value(site)} or lower(t.subject) like {Value(SearchPattern.Anywhere(office.SiteName(site)))})");
        if (view.Condition is { } condition)
            _conditions.Add(condition switch
            {
                TaskCondition.Returned => "t.returned",
                TaskCondition.MachineFailed => "t.machine = 2",
                _ => $"t.status = {Value((short)condition)}",
            });
    }

    public object?[] Values => [.. _values];

    /// <summary>To be put after other conditions.</summary>
    public string Sql => string.Concat(_conditions.Select(c => " and " + c));

    private void Search(OfficeAtWork office, string search, string[] numbers)
    {
        var pattern = Value(SearchPattern.Anywhere(search));
        var holders = office.Officers.Values.Where(o => o.Name.Contains(search, StringComparison.OrdinalIgnoreCase)).Select(o => o.Id).ToArray();
        _conditions.Add($"(lower(t.subject) like {pattern} or lower(t.case_number) like {pattern}"
            + (numbers.Length > 0 ? $" or t.case_number = any({Value(numbers)})" : "")
            + (holders.Length > 0 ? $" or t.officer = any({Value(holders)})" : "") + ")");
    }

    private string Value(object? value)
    {
        _values.Add(value);
        return FormattableString.Invariant($"${_first + _values.Count - 1}");
    }
}
