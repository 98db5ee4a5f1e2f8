using System.Net;
using Laksana.Server.Pages.Layanan;
using Laksana.Services;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Pages.Layanan;

/// <summary>Floods against the public pages, with limits that are soon reached; citizens behind the same address come through.</summary>
public sealed class ServiceFloodTests(ServiceFloodTests.Tight server) : IClassFixture<ServiceFloodTests.Tight>
{
    private static readonly string[] Words = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"];

    public sealed class Tight : PublicServer
    {
        private protected override PublicLimits Limits => new()
        {
            Window = TimeSpan.FromDays(1000), LeastTime = TimeSpan.Zero, AskAddress = 4, MostOfAddress = 40, AskOffice = 1000, MostOfOffice = 2000, MostMisses = 12, OpeningsPerDay = 60,
        };
    }

    private static string Answer(Seen page)
    {
        var asked = page.Document.QuerySelector("label[for=jawaban]")!.TextContent.Split(' ');
        return (Array.IndexOf(Words, asked[1]) + Array.IndexOf(Words, asked[3].TrimEnd('?'))).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static (string, string)[] Complaint(string words) => [("identitas", "anonim"), ("isian.isi-pengaduan", words)];

    [Fact]
    public async Task thirty_citizens_of_one_office_network_come_through_and_a_machine_does_not()
    {
        for (var i = 0; i < 30; i++)
        {
            using var citizen = server.Citizen("198.51.100.1");
            var form = await citizen.OpenAsync(Citizen.Complaint);
            var asked = form.Document.QuerySelector("#jawaban") is not null;
            Assert.Equal(i >= 4, asked);
            var sent = await citizen.SubmitAsync(form, [.. Complaint($"Aduan {i}"), .. asked ? new[] { ("jawaban", Answer(form)) } : []]);
            Assert.Equal(HttpStatusCode.OK, sent.Status);
        }
        using var machine = server.Citizen("198.51.100.1");
        var page = await machine.OpenAsync(Citizen.Complaint);
        var refused = await machine.SubmitAsync(page, [.. Complaint("mesin"), ("jawaban", "1000")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("belum benar", refused.Main, StringComparison.Ordinal);
        for (var i = 31; i < 40; i++) await machine.SubmitAsync(page, Complaint("mesin"));
        var closed = await machine.SubmitAsync(page, Complaint("yang diketik"));
        Assert.Equal(HttpStatusCode.TooManyRequests, closed.Status);
        Assert.Contains("yang diketik", closed.Document.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        // Nobody else is troubled.
        using var elsewhere = server.Citizen("198.51.100.2");
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.SubmitAsync(await elsewhere.OpenAsync(Citizen.Complaint), Complaint("dari tempat lain"))).Status);
    }

    [Fact]
    public async Task what_only_a_machine_fills_in_or_fills_in_at_once_is_asked_a_question_that_people_answer()
    {
        using var citizen = server.Citizen("198.51.100.3");
        var form = await citizen.OpenAsync(Citizen.Complaint);
        Assert.Null(form.Document.QuerySelector("#jawaban"));
        var asked = await citizen.SubmitAsync(form, [.. Complaint("diisi sendiri oleh peramban"), ("situs", "https://contoh.example")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.Status);
        Assert.Contains("diisi sendiri oleh peramban", asked.Document.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await citizen.SubmitAsync(asked, [.. Complaint("diisi sendiri oleh peramban"), ("situs", "https://contoh.example"), ("jawaban", " " + Answer(asked) + ".")])).Status);
    }

    [Fact]
    public async Task guessed_numbers_answer_alike_and_soon_not_at_all()
    {
        using var thief = server.Citizen("198.51.100.4");
        var page = await thief.OpenAsync("/layanan/banjarnegara/lacak");
        var answers = new List<string>();
        foreach (var guess in new[] { TrackingNumber.New().Text, "7KQM-3XPA-9RTB-V2HC-6WZN-4DEF", "x", new string('0', 24) })
        {
            var answer = await thief.SubmitAsync(page, [("nomor", guess)]);
            Assert.Equal(HttpStatusCode.NotFound, answer.Status);
            answers.Add(answer.Refusal);
        }
        Assert.Single(answers.Distinct());
        for (var i = 4; i < 12; i++) Assert.Equal(HttpStatusCode.NotFound, (await thief.OpenAsync($"/layanan/banjarnegara/lacak/{TrackingNumber.New().Text}")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await thief.SubmitAsync(page, [("nomor", TrackingNumber.New().Text)])).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await thief.OpenAsync($"/layanan/banjarnegara/lacak/{TrackingNumber.New().Text}")).Status);
        using var other = server.Citizen("198.51.100.5");
        Assert.Equal(HttpStatusCode.NotFound, (await other.SubmitAsync(await other.OpenAsync("/layanan/banjarnegara/lacak"), [("nomor", "x")])).Status);
    }

    [Fact]
    public async Task a_days_openings_are_capped_and_whoever_comes_later_is_told_where_to_turn()
    {
        // Another day, so that the other tests do not count.
        server.Now += TimeSpan.FromDays(3);
        var refused = 0;
        for (var i = 0; i < 62; i++)
        {
            using var citizen = server.Citizen($"2001:db8:{i:x}::1");
            var sent = await citizen.SubmitAsync(await citizen.OpenAsync(Citizen.Complaint), Complaint("aduan"));
            if (sent.Status != HttpStatusCode.TooManyRequests) continue;
            refused++;
            Assert.Contains("0286 591538", sent.Main, StringComparison.Ordinal);
        }
        Assert.Equal(2, refused);
        server.Now += TimeSpan.FromDays(1);
        using var tomorrow = server.Citizen("198.51.100.7");
        Assert.Equal(HttpStatusCode.OK, (await tomorrow.SubmitAsync(await tomorrow.OpenAsync(Citizen.Complaint), Complaint("besok"))).Status);
    }

    [Fact]
    public async Task one_network_of_version_six_is_one_address()
    {
        for (var i = 0; i < 4; i++)
        {
            using var one = server.Citizen($"2001:db8:ffff:1::{i + 1:x}");
            await one.SubmitAsync(await one.OpenAsync(Citizen.Complaint), [("identitas", "anonim")]);
        }
        using var next = server.Citizen("2001:db8:ffff:1:abcd::9");
        Assert.NotNull((await next.OpenAsync(Citizen.Complaint)).Document.QuerySelector("#jawaban"));
    }
}
