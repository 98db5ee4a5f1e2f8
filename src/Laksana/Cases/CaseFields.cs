using System.Text.RegularExpressions;
using Laksana.Officers;
using Laksana.Procedures;

namespace Laksana.Cases;

/// <summary>Texts made of a case's fields: its title, its search words, the arguments of an action.</summary>
public static partial class CaseFields
{
    /// <summary>The case's title: the sheet's <c>perihal</c> filled in; the sheet's own title while a needed value is missing.</summary>
    public static string Subject(Procedure procedure, CaseState state, OfficeAtWork office)
    {
        var missing = false;
        var text = Fill(procedure.Subject, name =>
        {
            var value = Shown(procedure, state, office, name);
            missing |= value is null;
            return value ?? "";
        });
        return missing ? procedure.Title : Shorten(text, 300);
    }

    /// <summary>Lower-case words that the search finds: number, title and every value that is not personal.</summary>
    public static string SearchText(Procedure procedure, CaseState state, OfficeAtWork office) => Shorten(string.Join('\n',
        state.Fields.Where(f => f.Value.Value is { Length: <= 500 }).Select(f => f.Value.Value)
            .Prepend(Subject(procedure, state, office)).Prepend(procedure.Title).Prepend(state.Number)).ToLowerInvariant(), 4000);

    /// <summary>An action's arguments with their placeholders filled in; a missing value leaves an empty text.</summary>
    public static IReadOnlyDictionary<string, string> Arguments(StepAction action, Step step, CaseState state, string? site) =>
        action.Arguments.ToDictionary(a => a.Key, a => Fill(a.Value, name =>
            site is not null && (name == "lokasi" || name == step.PerSite) ? site : state.Fields.GetValueOrDefault(name)?.Value ?? ""), StringComparer.Ordinal);

    private static string? Shown(Procedure procedure, CaseState state, OfficeAtWork office, string name)
    {
        if (state.Fields.GetValueOrDefault(name)?.Value is not { } value) return null;
        return procedure.FindField(name)?.Kind switch
        {
            FieldKind.Site => office.SiteName(value),
            FieldKind.SiteList => string.Join(", ", FieldValues.Lines(value).Select(office.SiteName)),
            _ => value.ReplaceLineEndings(" "),
        };
    }

    private static string Shorten(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";

    private static string Fill(string template, Func<string, string> value) => Placeholder().Replace(template, m => value(m.Groups["name"].Value));

    [GeneratedRegex(@"\{(?<name>[a-z0-9-]+)\}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}
