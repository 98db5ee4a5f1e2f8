namespace Laksana.Server.Permitting.Lines;

/// <summary>The help desk.</summary>
internal static class HelpLines
{
    public static readonly IReadOnlyList<Permission> All =
    [
        new("GET", "/bantuan", Who.Case, "the open problems by where they lie, for the officers of their sheet"),
        new("GET POST", "/bantuan/catat", Who.Case, "enter a problem, with known answers beside it"),
        new("GET POST", "/bantuan/{number}/jawab", Who.Case, "answer the open row of a problem"),
        new("GET", "/bantuan/jawaban", Who.Case, "the known answers, searched"),
        new("GET POST", "/bantuan/jawaban/baru", Who.Case, "keep a new answer, also from a closed case"),
        new("GET POST", "/bantuan/jawaban/{id}", Who.Case, "change an answer"),
        new("POST", "/bantuan/jawaban/{id}/tarik", Who.Case, "take an answer out of use, or back"),
    ];
}
