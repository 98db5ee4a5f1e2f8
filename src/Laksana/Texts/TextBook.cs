using System.Globalization;
using System.Resources;

namespace Laksana.Texts;

/// <summary>
/// The words of one folder, in Indonesian (the neutral resource) and English (<c>.en.resx</c>), chosen by
/// <see cref="CultureInfo.CurrentUICulture"/>. Each folder that speaks to people keeps its own
/// <c>XxxTexts.resx</c> beside its code and one <c>internal static readonly TextBook</c>.
/// </summary>
/// <param name="resource">Full name of the resource without ending, e.g. <c>Laksana.Cases.CaseTexts</c>.</param>
/// <param name="assembly">The assembly that embeds it.</param>
public sealed class TextBook(string resource, System.Reflection.Assembly assembly)
{
    private readonly ResourceManager _resources = new(resource, assembly);

    /// <summary>The text of a key with its arguments filled in by the current culture's number and date forms.</summary>
    /// <exception cref="KeyNotFoundException">The key is not in the resource: a bug, found by the resource test.</exception>
    public string this[string key, params object?[] arguments] => Fill(CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture, key, arguments);

    /// <summary>The text of a key in a given language, where the reader is not the one who asks (a letter, a notice).</summary>
    /// <exception cref="KeyNotFoundException">The key is not in the resource.</exception>
    public string In(CultureInfo culture, string key, params object?[] arguments) => Fill(culture, culture, key, arguments);

    private string Fill(CultureInfo language, CultureInfo forms, string key, object?[] arguments)
    {
        var text = _resources.GetString(key, language) ?? throw new KeyNotFoundException($"No text '{key}' in {resource}.");
        return arguments.Length == 0 ? text : string.Format(forms, text, arguments);
    }
}
