using System.Diagnostics;
using System.Text.RegularExpressions;
using Laksana.Browser.Tests.Serving;
using Laksana.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Laksana.Browser.Tests.Sights;

/// <summary>
/// Pictures of the guide: <c>gambar/NAME.png</c> is the sight NAME, on a phone where the name ends in <c>-ponsel</c>. They are taken anew with
/// <c>LAKSANA_GUIDE=yes ./test GuidePicture</c> (or with the beginnings of some names instead of "yes", parted by commas) and committed.
/// </summary>
public sealed partial class GuidePictureTests(OfficeInUse office, Chromium chromium) : IClassFixture<OfficeInUse>
{
    private const string OnPhone = "-ponsel";

    private static readonly string Folder = Repository.Path("docs/panduan");

    [Fact]
    public void every_picture_of_the_guide_is_a_page_of_the_program_and_has_been_taken()
    {
        Assert.DoesNotContain(Names, name => !Sight.All.ContainsKey(SightOf(name)));
        Assert.Equal(Names, Directory.EnumerateFiles(Path.Combine(Folder, "gambar"), "*.png").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task the_pictures_are_taken_when_asked_for()
    {
        var asked = Environment.GetEnvironmentVariable("LAKSANA_GUIDE") ?? "";
        var wanted = asked == "yes" ? Names : [.. Names.Where(n => asked.Split(',', StringSplitOptions.RemoveEmptyEntries).Any(a => n.StartsWith(a, StringComparison.Ordinal)))];
        foreach (var name in wanted) await TakeAsync(name, Path.Combine(Folder, "gambar", name + ".png"));
        // Otherwise one, so that taking them is known to work.
        if (wanted.Count == 0) await TakeAsync(Names[0], null);
    }

    private async Task TakeAsync(string name, string? path)
    {
        var sight = Sight.All[SightOf(name)];
        var page = await chromium.WindowAsync(office.Address, name.EndsWith(OnPhone, StringComparison.Ordinal) ? 360 : 1040);
        try
        {
            if (sight.Officer is { } officer) await page.SignInAsync(officer, sight.Office);
            await page.GotoAsync(await sight.Address(office));
            if (sight.Then is { } then) await then(office, new Clerk(page));
            Assert.NotEmpty(await page.ScreenshotAsync(new PageScreenshotOptions { Path = path }));
            if (path is not null) await ReduceAsync(path);
        }
        finally
        {
            await page.Context.CloseAsync();
        }
    }

    /// <summary>A page has few colours: with 128 of them its picture is a third as large on a slow line. Pillow comes with WeasyPrint.</summary>
    private static async Task ReduceAsync(string path)
    {
        const string program = "import sys; from PIL import Image; p = sys.argv[1]; Image.open(p).convert('RGB').quantize(128, dither=Image.Dither.NONE).save(p, optimize=True)";
        using var python = Process.Start("/usr/bin/python3", ["-c", program, path]);
        await python.WaitForExitAsync();
        Assert.Equal(0, python.ExitCode);
    }

    private static string SightOf(string name) => name.EndsWith(OnPhone, StringComparison.Ordinal) ? name[..^OnPhone.Length] : name;

    private static List<string> Names { get; } = [.. Directory.EnumerateFiles(Folder, "*.md")
        .SelectMany(file => Picture.Matches(File.ReadAllText(file)).Select(m => m.Groups["name"].Value)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\(gambar/(?<name>[a-z0-9-]+)\.png\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Picture { get; }
}
