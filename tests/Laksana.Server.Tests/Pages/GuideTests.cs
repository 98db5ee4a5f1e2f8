using System.Net;
using System.Text.RegularExpressions;
using Laksana.Server.Pages.Panduan;
using Laksana.Server.Permitting;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Pages;

public sealed partial class GuideTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    public static TheoryData<string> Chapters => [.. Guide.Chapters.Select(c => "/panduan/" + c.Name).Prepend("/panduan")];

    [Theory, MemberData(nameof(Chapters))]
    public async Task every_link_and_picture_of_the_guide_leads_somewhere(string address)
    {
        using var visitor = server.Visit();
        var page = await visitor.OpenAsync(address);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        foreach (var picture in page.Document.QuerySelectorAll("article img"))
        {
            using var answer = await visitor.GetRawAsync(picture.GetAttribute("src")!);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, picture.GetAttribute("src"));
            Assert.NotEmpty(picture.GetAttribute("alt")!);
        }
        foreach (var link in page.Document.QuerySelectorAll("article a").Select(a => a.GetAttribute("href")!).Where(h => h.StartsWith("/panduan", StringComparison.Ordinal)))
        {
            var parts = link.Split('#');
            var there = await visitor.OpenAsync(parts[0]);
            Assert.True(there.Status == HttpStatusCode.OK, link);
            if (parts.Length > 1) Assert.True(there.Document.GetElementById(parts[1]) is not null, link);
        }
    }

    /// <summary>An address named in the guide, e.g. <c>/pengaturan/kabar</c>, is a page of the program.</summary>
    [Theory, MemberData(nameof(Chapters))]
    public async Task every_address_named_in_the_guide_exists(string address)
    {
        using var visitor = server.Visit();
        var text = (await visitor.OpenAsync(address)).Document.QuerySelector("article")!.TextContent;
        Assert.DoesNotContain(Named.Matches(text).Select(m => m.Groups["address"].Value), a => Permissions.Table.All(p => p.Route != a));
    }

    /// <summary>What the guide prints in bold is to be pressed: it stands on a page in these words.</summary>
    [Theory, MemberData(nameof(Chapters))]
    public async Task what_the_guide_tells_to_press_is_called_so_on_the_pages(string address)
    {
        var words = Directory.EnumerateFiles(Repository.Path("src/Laksana.Server"), "*Texts.resx", SearchOption.AllDirectories)
            .SelectMany(file => System.Xml.Linq.XDocument.Load(file).Root!.Elements("data").Select(d => Gap.Replace((string)d.Element("value")!, "").Trim(' ', '…'))).ToList();
        using var visitor = server.Visit();
        var bold = (await visitor.OpenAsync(address)).Document.QuerySelectorAll("article strong").Select(b => b.TextContent.Trim(' ', '…')).Distinct();
        Assert.Equal([], bold.Where(b => !words.Any(w => w.StartsWith(b, StringComparison.Ordinal))));
    }

    [Fact]
    public void every_help_link_of_a_page_leads_to_a_chapter_and_a_heading()
    {
        var faults = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Repository.Path("src/Laksana.Server/Pages"), "*.cshtml", SearchOption.AllDirectories))
            foreach (Match help in Help.Matches(File.ReadAllText(file)))
            {
                var parts = help.Groups["chapter"].Value.Split('#');
                if (Guide.Find(parts[0]) is not { } chapter || parts.Length > 1 && !chapter.Html.Contains($"id=\"{parts[1]}\"", StringComparison.Ordinal))
                    faults.Add($"{file}: {help.Value}");
            }
        Assert.Empty(faults);
    }

    [Fact]
    public async Task a_chapter_that_does_not_exist_is_not_found()
    {
        using var visitor = server.Visit();
        foreach (var path in new[] { "/panduan/tidak-ada", "/panduan/README", "/panduan/gambar/tidak-ada.png", "/panduan/gambar/..%2fREADME.md" })
        {
            using var answer = await visitor.GetRawAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [GeneratedRegex(@"(?<![\w/])(?<address>/[a-z][a-z/-]+)(?![\w{])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named { get; }

    [GeneratedRegex(@"\{\d+\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Gap { get; }

    [GeneratedRegex("""ViewData\["Help"\] = "(?<chapter>[^"]+)";""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Help { get; }
}
