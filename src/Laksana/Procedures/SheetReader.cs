using Laksana.Procedures.Yaml;

namespace Laksana.Procedures;

/// <summary>Reads a sheet's YAML, reporting every error with its place and a hint. Never throws, whatever the text.</summary>
public static class SheetReader
{
    /// <param name="text">The sheet; a byte order mark and any kind of line ending are accepted.</param>
    /// <param name="file">Name used in the findings.</param>
    /// <param name="vocabulary">What the installation knows; null: only the sheet itself is checked.</param>
    public static SheetReading Read(string text, string file, SheetVocabulary? vocabulary = null)
    {
        var findings = new FindingList(file);
        if (YamlText.ReadMap(text, findings) is not { } root)
            return new(null, findings.InOrder());
        var draft = SheetDraft.Read(root, findings);
        new HeaderChecks(draft, findings).Run();
        foreach (var row in draft.Rows)
            new RowChecks(draft, row, vocabulary, findings).Run();
        if (draft.StepsComplete)
            new FlowChecks(draft, findings).Run();
        var procedure = findings.HasErrors ? null : draft.Finish();
        return new(procedure, findings.InOrder()) { Source = root };
    }

    /// <summary>
    /// Reads a sheet that was published under the rules of its day: a check that came later does not stop the cases that run on it. Only what
    /// cannot be read at all is refused, since a rule that was passed over in silence would no longer bind; so a new demand belongs into the
    /// checks, not into the reading.
    /// </summary>
    /// <returns>Null when the text cannot be read.</returns>
    public static Procedure? ReadPublished(string text, string file)
    {
        var findings = new FindingList(file);
        if (YamlText.ReadMap(text, findings) is not { } root)
            return null;
        var draft = SheetDraft.Read(root, findings);
        return findings.HasErrors ? null : draft.Finish();
    }
}

/// <summary>What came of reading a sheet: a procedure when there was no error, and everything found, in the order of the text.</summary>
public sealed record SheetReading(Procedure? Procedure, IReadOnlyList<Finding> Findings)
{
    /// <summary>The text as nodes, so that checks across files can say where.</summary>
    internal MapNode? Source { get; init; }
}
