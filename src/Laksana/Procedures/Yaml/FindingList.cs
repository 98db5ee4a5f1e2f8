using System.Text;
using Laksana.Texts;

namespace Laksana.Procedures.Yaml;

/// <summary>Collects the findings of one file, bounded, with their words.</summary>
internal sealed class FindingList(string file)
{
    private const int Most = 300;
    private const int LongestArgument = 240;
    private const int MostSuggested = 24;
    private static readonly TextBook Say = new("Laksana.Procedures.FindingTexts", typeof(FindingList).Assembly);
    private readonly List<Finding> _found = [];

    public string File { get; } = file;

    public bool HasErrors { get; private set; }

    public void Error(Place at, string code, params object?[] arguments) => Add(Severity.Error, at, code, null, arguments);

    public void Warn(Place at, string code, params object?[] arguments) => Add(Severity.Warning, at, code, null, arguments);

    /// <summary>An error about a word that is not one of <paramref name="known"/>; the hint proposes the nearest.</summary>
    public void Unknown(Place at, string code, string word, IEnumerable<string> known)
    {
        // What is not shown any more is not searched for either.
        if (_found.Count > Most)
        {
            HasErrors = true;
            return;
        }
        var all = known.ToList();
        var list = Shown(string.Join(", ", all.Take(MostSuggested)) + (all.Count > MostSuggested ? ", …" : ""), 1000);
        var hint = all.Count == 0 ? Say["none-known"]
            : Nearest.To(word, all) is { } near ? Say["did-you-mean", Shown(near), list]
            : Say["known-are", list];
        Add(Severity.Error, at, code, hint, [word]);
    }

    /// <summary>An error told by another part of the program, as a sentence of the cause and a sentence of what to do.</summary>
    public void Told(Place at, string code, string problem)
    {
        var end = problem.LastIndexOf(". ", StringComparison.Ordinal) + 1;
        Error(at, code, end > 0 ? problem[..end] : problem, problem[end..].TrimStart());
    }

    public int Count => _found.Count;

    /// <summary>Takes over what another list of the same file found.</summary>
    public void Take(FindingList other)
    {
        foreach (var finding in other._found)
            Keep(finding);
        HasErrors |= other.HasErrors;
    }

    /// <summary>Everything found, in the order of the text.</summary>
    public IReadOnlyList<Finding> InOrder() =>
        [.. _found.OrderBy(f => f.Line).ThenBy(f => f.Column).ThenBy(f => f.Severity)];

    private void Add(Severity severity, Place at, string code, string? hint, object?[] arguments)
    {
        HasErrors |= severity == Severity.Error;
        if (_found.Count > Most)
            return;
        // Always one argument more: a text without any would keep its doubled braces.
        object?[] shown = [.. arguments.Select(a => a is string s ? Shown(s) : a), ""];
        Keep(new Finding(severity, File, at.Line, at.Column, code, Say[code, shown], hint ?? Say[code + "-hint", shown]));
    }

    private void Keep(Finding finding)
    {
        if (_found.Count > Most || _found.Contains(finding))
            return;
        _found.Add(_found.Count < Most ? finding : new Finding(Severity.Error, File, finding.Line, finding.Column,
            FindingCode.TooMany, Say[FindingCode.TooMany, Most], Say[FindingCode.TooMany + "-hint"]));
        HasErrors |= _found.Count > Most;
    }

    /// <summary>Text of a hostile file as it may stand in a one-line message.</summary>
    private static string Shown(string text, int longest = LongestArgument)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= longest)
                return shown.Append('…').ToString();
            shown.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return shown.ToString();
    }
}
