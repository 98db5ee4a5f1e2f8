using Laksana.Texts;

namespace Laksana.Documents;

internal static class PaperWords
{
    internal static readonly TextBook Say = new("Laksana.Documents.PaperTexts", typeof(PaperWords).Assembly);

    /// <summary>A refusal whose message is <c>key</c> and whose hint is <c>key.hint</c>.</summary>
    internal static OperatorException Refuse(string key) => new(Say[key], Say[key + ".hint"]);
}
