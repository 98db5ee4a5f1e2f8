using Laksana.Cases;

namespace Laksana.Server.Pages.Berkas;

/// <summary>The office's words for the kinds of links; in forms as values, in the resource as keys.</summary>
internal static class LinkWord
{
    public static readonly IReadOnlyList<LinkKind> All = [LinkKind.Related, LinkKind.Continuation, LinkKind.Duplicate];

    public static string Of(LinkKind kind) => kind switch { LinkKind.Continuation => "lanjutan", LinkKind.Duplicate => "duplikat", _ => "terkait" };

    public static LinkKind? Read(string? word) => All.Where(k => Of(k) == word).Select(k => (LinkKind?)k).FirstOrDefault();
}
