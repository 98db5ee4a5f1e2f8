using System.Collections.Frozen;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;

namespace Laksana.Server.Pages.Panduan;

/// <summary>A chapter of the guide: <c>docs/panduan/NAME.md</c> as a page. Its first line is its title.</summary>
internal sealed record Chapter(string Name, string Title, string Html);

/// <summary>The guide as it lies in docs/panduan, carried inside the program together with its pictures.</summary>
internal static class Guide
{
    private const string Folder = "panduan/";

    /// <summary>In the order of the menu; the first page is <c>README.md</c>.</summary>
    private static readonly string[] Order = ["petugas", "atasan", "kepala", "administrator"];

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).Build();

    private static readonly FrozenDictionary<string, byte[]> Pictures = Resources("gambar/", ".png").ToFrozenDictionary(r => r.Name, r => r.Bytes, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Chapter> ByName = Resources("", ".md").Select(r => Read(r.Name[..^3], r.Bytes)).ToFrozenDictionary(c => c.Name, StringComparer.Ordinal);

    public static Chapter Beginning => ByName["README"];

    public static IEnumerable<Chapter> Chapters => Order.Select(name => ByName[name]);

    public static Chapter? Find(string name) => Order.Contains(name) ? ByName[name] : null;

    public static void MapGuidePictures(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/panduan/gambar/{name}", (string name, HttpContext context) =>
    {
        if (!Pictures.TryGetValue(name, out var picture)) return Results.NotFound();
        context.Response.Headers.CacheControl = "public, max-age=86400";
        return Results.Bytes(picture, "image/png");
    });

    private static Chapter Read(string name, byte[] bytes)
    {
        var text = System.Text.Encoding.UTF8.GetString(bytes);
        var title = text.Split('\n')[0].TrimStart('#', ' ').Trim();
        // The files link to one another as files, so that they can be read in the repository too.
        var html = Markdown.ToHtml(text, Pipeline).Replace("src=\"gambar/", "loading=\"lazy\" src=\"/panduan/gambar/", StringComparison.Ordinal);
        foreach (var chapter in Order.Append("README"))
            html = html.Replace($"href=\"{chapter}.md", "href=\"/panduan" + (chapter == "README" ? "" : "/" + chapter), StringComparison.Ordinal);
        return new Chapter(name, title, Boxed(html));
    }

    /// <summary>Tables may be pushed sideways on a phone, like those of the pages (<see cref="ScrollBox"/>).</summary>
    private static string Boxed(string html) => string.Concat(html.Split("<table>").Select((part, n) =>
        n == 0 ? part : $"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Tabel {n}\"><table class=\"table\">" + part)).Replace("</table>", "</table></div>", StringComparison.Ordinal);

    private static IEnumerable<(string Name, byte[] Bytes)> Resources(string under, string ending)
    {
        var assembly = typeof(Guide).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(r => r.StartsWith(Folder + under, StringComparison.Ordinal) && r.EndsWith(ending, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            yield return (resource[(Folder + under).Length..], bytes);
        }
    }
}
