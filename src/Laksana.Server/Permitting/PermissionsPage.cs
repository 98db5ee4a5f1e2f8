using System.Globalization;
using System.Text;

namespace Laksana.Server.Permitting;

/// <summary>docs/permissions.md.</summary>
internal static class PermissionsPage
{
    public static string Write()
    {
        var page = new StringBuilder("# Who may use what\n\n");
        page.Append("Written from the program by `laksana permissions`; a test compares, and another one finds every page and call of the program here.\n");
        page.Append("An address that is not in the table is refused to everybody. Nobody sees anything of another office: that is not a matter of\n");
        page.Append("permission but of the database's row security.\n\n");
        page.Append("| who | meaning |\n|---|---|\n");
        foreach (var who in Enum.GetValues<Who>())
            page.Append(CultureInfo.InvariantCulture, $"| {Name(who)} | {Meaning(who)} |\n");
        page.Append("\n| address | method | who | what |\n|---|---|---|---|\n");
        foreach (var line in Permissions.Table)
            page.Append(CultureInfo.InvariantCulture, $"| `{line.Route}` | {line.Methods} | {Name(line.Who)} | {line.Remark} |\n");
        return page.ToString();
    }

    public static string Name(Who who) => who switch
    {
        Who.Anyone => "anyone",
        Who.SignedIn => "signed in",
        Who.Case => "by the case",
        Who.Administrator => "administrator",
        Who.Head => "head or administrator",
        _ => "monitor",
    };

    private static string Meaning(Who who) => who switch
    {
        Who.Anyone => "everybody, signed in or not",
        Who.SignedIn => "every officer with an account: his own things, and what his whole office may read",
        Who.Case => "signed in; then the case decides by the sheet's roles and the office's positions, and refuses with its reason",
        Who.Administrator => "signed in, and administrator of the office",
        Who.Head => "signed in, and administrator of the office or holder of a position that has none above it",
        _ => "this machine itself, and the machines named with `serve --monitor`",
    };
}
