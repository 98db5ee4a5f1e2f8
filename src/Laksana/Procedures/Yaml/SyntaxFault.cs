namespace Laksana.Procedures.Yaml;

/// <summary>Recognises what writers of a sheet get wrong in YAML by the parser's English words; whatever else it says stays as it is.</summary>
internal static class SyntaxFault
{
    private static readonly (string Words, string Code)[] Known =
    [
        ("found invalid mapping", FindingCode.SyntaxColon),
        ("Mapping values are not allowed", FindingCode.SyntaxColon),
        ("could not find expected ':'", FindingCode.SyntaxNoColon),
        ("expected ',' or", FindingCode.SyntaxBracket),
        ("quoted scalar, found unexpected", FindingCode.SyntaxQuote),
        ("double-quoted scalar, found wrong indentation", FindingCode.SyntaxQuote),
        ("unknown escape character", FindingCode.SyntaxEscape),
        ("expected hexadecimal number", FindingCode.SyntaxEscape),
        ("did not find expected key", FindingCode.SyntaxIndent),
        ("expected '-' indicator", FindingCode.SyntaxIndent),
        ("Block sequence entries are not allowed", FindingCode.SyntaxIndent),
        ("Mapping keys are not allowed", FindingCode.SyntaxIndent),
        ("cannot start any token", FindingCode.SyntaxStart),
        ("did not find expected node content", FindingCode.SyntaxStart),
    ];

    public static string CodeOf(string message) =>
        Known.FirstOrDefault(k => message.Contains(k.Words, StringComparison.Ordinal)).Code ?? FindingCode.Syntax;
}
