using Laksana.Browser.Tests.Serving;
using Laksana.Cases;
using Laksana.Help;
using Microsoft.Extensions.DependencyInjection;
using static Laksana.Browser.Tests.Sights.Sight;

namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>The help desk.</summary>
internal static class HelpSights
{
    public static readonly SightTable All = new()
    {
        ["bantuan"] = new("dimas", async office => { await ProblemAsync(office); return "/bantuan"; }),
        ["bantuan-kosong"] = At("ratri", "/bantuan?cari=tidak-ada"),
        ["bantuan-catat"] = At("ratri", "/bantuan/catat"),
        ["bantuan-catat-jawaban"] = new("ratri", async office => { await AnswerAsync(office); return "/bantuan/catat"; }) { Then = async (_, clerk) => { await SubmitAsync(clerk, "button[name=lakukan]"); await clerk.Page.Locator(".known-answers").First.ScrollIntoViewIfNeededAsync(); } },
        ["bantuan-catat-salah"] = At("ratri", "/bantuan/catat") with { Then = (_, clerk) => SubmitAsync(clerk, "p.acts > button:not([name])") },
        ["bantuan-jawab"] = new("dimas", async office => { await AnswerAsync(office); return $"/bantuan/{await ProblemAsync(office)}/jawab"; }),
        ["bantuan-jawaban"] = new("ratri", async office => { await AnswerAsync(office); return "/bantuan/jawaban"; }),
        ["bantuan-jawaban-baru"] = At("ratri", "/bantuan/jawaban/baru"),
        ["bantuan-jawaban-ubah"] = new("ratri", async office => $"/bantuan/jawaban/{await AnswerAsync(office)}"),
        ["bantuan-jawaban-dua-versi"] = new("ratri", async office => $"/bantuan/jawaban/{await AnswerAsync(office)}") { Then = ConflictAsync },
    };

    private static async Task<string> ProblemAsync(OfficeInUse office)
    {
        var fields = new Dictionary<string, string>
        {
            [HelpSheet.Site] = "kalibening", [HelpSheet.Service] = "KTP-el", [HelpSheet.Reporter] = "Ibu Marni, operator kecamatan", [HelpSheet.Channel] = "telepon",
            [HelpSheet.Problem] = "Alat tidak bisa merekam sidik jari.",
        };
        var number = (await office.DoAsync("ratri", null, new OpenCase("", 0, fields), "bantuan-gangguan-siak")).Number;
        await office.DoAsync("ratri", number, new CompleteStep(1, fields));
        return number;
    }

    private static async Task<Guid> AnswerAsync(OfficeInUse office)
    {
        var id = Guid.NewGuid();
        await office.Services.GetRequiredService<KnownAnswers>().AddAsync(WorkingServer.Office, "dimas", id, new AnswerDraft("Perekaman sidik jari gagal", "Bersihkan alat, lalu rekam ulang.", "biometrik"), null, default);
        return id;
    }

    private static async Task SubmitAsync(Clerk clerk, string button)
    {
        await clerk.Page.FillAsync("#isian-keluhan", "Alat tidak bisa merekam sidik jari.");
        await clerk.Page.EvaluateAsync("document.querySelector('form.entry').noValidate = true");
        await clerk.Page.Locator("form.entry " + button).First.GoThroughAsync();
    }

    private static async Task ConflictAsync(OfficeInUse office, Clerk clerk)
    {
        var id = Guid.Parse(new Uri(clerk.Page.Url).Segments[^1]);
        await office.Services.GetRequiredService<KnownAnswers>().ChangeAsync(WorkingServer.Office, "dimas", id, 1, new AnswerDraft("Perekaman sidik jari gagal", "Ganti kabel alat.", ""), default);
        await clerk.Page.CheckAsync("input[name=tanpa-data-pribadi]");
        await clerk.Page.Locator("main form .acts > button").First.GoThroughAsync();
    }
}
