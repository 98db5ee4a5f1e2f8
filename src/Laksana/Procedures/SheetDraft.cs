using Laksana.Procedures.Yaml;

namespace Laksana.Procedures;

/// <summary>A row as written: its step with targets unresolved, and the node it was read from.</summary>
internal sealed record Row(int Index, Step Step, MapNode Source)
{
    public string Id => Step.Id;

    public Place At(params ReadOnlySpan<string> path) => Source.At(path);
}

/// <summary>A sheet while it is read: as much as could be read, for the checks.</summary>
/// <param name="Sheet">With its steps as written.</param>
/// <param name="RolesComplete">False when roles could not be read; then unknown ones are not reported.</param>
/// <param name="StepsComplete">False when rows could not be read; then steps, fields and flow are not judged.</param>
internal sealed record SheetDraft(MapNode Source, Procedure Sheet, IReadOnlyList<Row> Rows, bool RolesComplete, bool StepsComplete)
{
    private SheetFlow? _flow;

    public static SheetDraft Read(MapNode root, FindingList findings)
    {
        var sheet = new Mapping(root, findings, SheetKeys.Header.All);
        var header = HeaderReader.Read(sheet, findings);
        var rows = RowReader.ReadAll(sheet, findings);
        var procedure = header with { Steps = [.. rows.Select(r => r.Step)] };
        if (procedure.Openers.Count == 0 && rows.Count > 0)
            procedure = procedure with { Openers = [rows[0].Step.Role] };
        return new(root, procedure, rows, IsWhole(root, SheetKeys.Header.Roles), IsWhole(root, SheetKeys.Header.Steps));
    }

    public IReadOnlyList<Role> Roles => Sheet.Roles;

    public SheetFlow Flow => _flow ??= new SheetFlow(Rows);

    /// <summary>Every field with the row that asks it.</summary>
    public IEnumerable<(Field Field, Row Row)> Fields => Rows.SelectMany(r => r.Step.Fields.Select(f => (f, r)));

    /// <summary>Reports a role that is not a column of the sheet, or is the column of an outside party.</summary>
    public void CheckRole(string role, Place at, FindingList findings)
    {
        if (!RolesComplete)
            return;
        if (Roles.All(r => r.Id != role))
            findings.Unknown(at, FindingCode.UnknownRole, role, Roles.Select(r => r.Id).Where(r => !Sheet.IsParty(r)));
        else if (Sheet.IsParty(role))
            findings.Error(at, FindingCode.PartyAsRole, role);
    }

    /// <summary>The procedure with numbers, the following rows and the common way out of rows done together filled in.</summary>
    public Procedure Finish()
    {
        var steps = new List<Step>();
        foreach (var (row, number) in Rows.Zip(RowNumbers.Of(Rows.Select(r => r.Step.Added))))
        {
            var exit = Flow.ExitOf(row);
            var decides = row.Step.Decides && row.Step.Parallel is null;
            steps.Add(row.Step with { Number = number, Next = decides ? null : exit?.Id, Ends = !decides && exit is null });
        }

        return Sheet with { Steps = steps };
    }

    private static bool IsWhole(MapNode root, string key) => root.Find(key) is not { } entry || !HasBroken(entry.Value);

    private static bool HasBroken(Node node) => node switch
    {
        BrokenNode => true,
        ListNode list => list.Items.Any(HasBroken),
        MapNode map => map.Entries.Any(e => HasBroken(e.Value)),
        _ => false,
    };
}
