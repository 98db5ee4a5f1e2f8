using System.CommandLine;
using System.CommandLine.Help;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Commands;

/// <summary>Options that every command takes. Made anew for each call: their words follow its language.</summary>
internal static class GlobalOptions
{
    public const string JsonName = "--json";
    public const string LanguageName = "--bahasa";

    public static Option<bool> Json => new(JsonName) { Description = Words["Json"], Recursive = true };

    public static Option<string> Language
    {
        get
        {
            var option = new Option<string>(LanguageName) { Description = Words["Language"], Recursive = true, HelpName = "id|en" };
            option.AcceptOnlyFromAmong("id", "en");
            return option;
        }
    }

    public static HelpOption Help => new("--help", "-h", "-?") { Description = Words["Help"], Action = new HelpPage() };
}
