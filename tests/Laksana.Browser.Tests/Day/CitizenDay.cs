using System.Net;
using AngleSharp.Html.Dom;
using Laksana.Testing;

namespace Laksana.Browser.Tests.Day;

/// <summary>A citizen on a phone: reads what a service needs, asks for it or complains, and looks later how it goes.</summary>
internal sealed class CitizenDay(BusyOffice office, DayBook book, int number) : IDisposable
{
    // Each from an address of his own but a few who share one, as behind an operator's gateway.
    private readonly Visitor _visitor = new(office.Address, new IPAddress([127, 44, (byte)(number / 8 >> 8), (byte)(number / 8)]));
    private readonly Random _chance = new(number);

    /// <summary>Whether he was given a number to follow it by.</summary>
    public bool Asked { get; private set; }

    public async Task ComeAsync()
    {
        var services = await book.OpenAsync(_visitor, "/layanan/" + BusyOffice.Office);
        var doors = services.Document.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")!)
            .Where(h => h.StartsWith($"/layanan/{BusyOffice.Office}/", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
        await book.OpenAsync(_visitor, doors[_chance.Next(doors.Count)]);
        // Four of five only read.
        if (number % 5 != 0) return;
        var page = await book.OpenAsync(_visitor, $"/layanan/{BusyOffice.Office}/pengaduan");
        await Task.Delay(TimeSpan.FromSeconds(_chance.Next(6, 15)));
        var form = page.Document.QuerySelectorAll("main form[method=post]").OfType<IHtmlFormElement>().Last();
        var receipt = await book.AskAsync(_visitor, new FilledForm(form, _chance, office.Now).Request(office.Address));
        Asked = receipt.Status == HttpStatusCode.OK && receipt.Document.QuerySelector("main a[href*='/lacak/']") is not null;
        if (receipt.Document.QuerySelector("main a[href*='/lacak/']")?.GetAttribute("href") is { } follow) await book.OpenAsync(_visitor, follow);
    }

    public void Dispose() => _visitor.Dispose();
}
