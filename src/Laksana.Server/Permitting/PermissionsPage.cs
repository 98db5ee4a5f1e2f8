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
        page.Append(ByTheCase);
        return page.ToString();
    }

    /// <summary>In words what <see cref="Cases.Rights"/> decides and <see cref="Cases.CaseActs"/> offers.</summary>
    private const string ByTheCase = """

        ## By the case

        | act | who |
        |---|---|
        | see the case | who plays a role of its sheet, stands above one, opened it or took a row of it; an administrator |
        | open it | who plays a role named in `pembuka`, else the first row's |
        | begin, finish, wait, put back his own row, enter it afterwards, let the machine try again | who plays the row's role and did none of the rows that `petugas-kedua` keeps apart; where nobody else can, the stand-ins in their order, or the nearest position above |
        | receive a report or send it back | likewise for the receiving role, and never who sent it |
        | send work back otherwise | who may do the row |
        | give a row to another, put another's row back | a position above the row's role; an administrator |
        | stop the machine | who may do the row, or give it to another |
        | cancel the case, move it to another version | a position above the first role that may open it; an administrator |
        | add a note, attach a document | who may see the case |
        | record a superior's decision from his signed paper | who may see the case, not as administrator alone, for one who may do that act himself |
        | confirm or dispute such a decision | in whose name it was recorded |
        | erase a person's values | an administrator |

        """;

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
