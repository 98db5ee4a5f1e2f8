using System.Net;
using AngleSharp.Html.Dom;
using Laksana.Testing;
using Xunit;

namespace Laksana.Browser.Tests.Day;

/// <summary>One officer's day: takes what lies ready, does it, opens what comes in, and looks things up in between.</summary>
internal sealed class OfficerDay(BusyOffice office, DayBook book, string name, int seed) : IDisposable
{
    private static readonly string[] Lookups = ["/berkas", "/berkas?cari=jaringan", "/sop", "/agenda", "/capaian", "/kabar", "/pengaduan", "/bantuan", "/akun", "/panduan"];

    private readonly Visitor _visitor = new(office.Address);
    private readonly Random _chance = new(seed);

    /// <summary>Rows that the pages said were done, each by the key its form carried.</summary>
    public int Done { get; private set; }

    public int Opened { get; private set; }

    public async Task WorkAsync(int rounds)
    {
        var first = await _visitor.SignInAsync(BusyOffice.Office, name, BusyOffice.Password);
        Assert.NotEqual("/masuk", first.Path);
        for (var round = 0; round < rounds; round++)
        {
            await Task.Delay(_chance.Next(200, 1800));
            switch (_chance.Next(10))
            {
                case < 6: await DoSomethingAsync(); break;
                case < 8: await LookUpAsync(); break;
                default: await OpenAsync(); break;
            }
        }
    }

    private async Task DoSomethingAsync()
    {
        var tasks = await book.OpenAsync(_visitor, "/tugas");
        if (tasks.Document.QuerySelector("form[action*='/mulai/']") is IHtmlFormElement take && _chance.Next(3) > 0) await SendAsync(take);
        var lines = tasks.Document.QuerySelectorAll("ul.tasks a.t").OfType<IHtmlAnchorElement>().Select(a => a.GetAttribute("href")!).ToList();
        if (lines.Count == 0) return;
        var page = await book.OpenAsync(_visitor, lines[_chance.Next(lines.Count)].Split('#')[0]);
        var forms = page.Document.QuerySelectorAll(".panel form[action*='/selesai/'], .panel form[action*='/terima/']").OfType<IHtmlFormElement>().ToList();
        if (forms.Count > 0)
        {
            if (await SendAsync(forms[_chance.Next(forms.Count)])) Done++;
        }
        else if (page.Document.QuerySelector("form[action$='/catatan']") is IHtmlFormElement note) await SendAsync(note);
    }

    private async Task OpenAsync()
    {
        var choice = await book.OpenAsync(_visitor, "/berkas/buka");
        var sheets = choice.Document.QuerySelectorAll("main ul.list a.t").Select(a => a.GetAttribute("href")!).ToList();
        if (sheets.Count == 0) return;
        var page = await book.OpenAsync(_visitor, sheets[_chance.Next(sheets.Count)]);
        if (page.Document.QuerySelector("main form[method=post]") is IHtmlFormElement form && await SendAsync(form)) Opened++;
    }

    private async Task LookUpAsync()
    {
        var menu = await book.OpenAsync(_visitor, "/akun");
        var there = menu.Document.QuerySelectorAll("nav.main a").Select(a => a.GetAttribute("href")!.Split('?')[0]).ToList();
        foreach (var path in Lookups.Where(p => there.Contains(p.Split('?')[0])).OrderBy(_ => _chance.Next()).Take(3)) await book.OpenAsync(_visitor, path);
    }

    /// <summary>Every tenth form is sent twice at once, as by a double click: it must be done once.</summary>
    private async Task<bool> SendAsync(IHtmlFormElement element)
    {
        var form = new FilledForm(element, _chance, office.Now);
        var twice = element.QuerySelector("input[name=kunci]") is not null && _chance.Next(10) == 0;
        var answers = await Task.WhenAll(Enumerable.Range(0, twice ? 2 : 1).Select(_ => book.AskAsync(_visitor, form.Request(office.Address))));
        return answers.Any(a => a.Status == HttpStatusCode.OK && a.Refusal.Length == 0);
    }

    public void Dispose() => _visitor.Dispose();
}
