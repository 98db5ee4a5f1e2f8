using System.Net;
using Laksana.Cases;
using Laksana.Help;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Laksana.Server.Tests.Pages.Bantuan;

/// <summary>The help desk as officers of the delivered office use it, without JavaScript.</summary>
public sealed class HelpJourneyTests(DemoServer server) : IClassFixture<DemoServer>
{
    private KnownAnswers Answers => server.Services.GetRequiredService<KnownAnswers>();

    private HelpBook Book => server.Services.GetRequiredService<HelpBook>();

    [Fact]
    public async Task a_problem_is_entered_with_a_known_answer_and_solved_by_it()
    {
        var id = await AnswerAsync("Perekaman sidik jari gagal", "Bersihkan alat lalu rekam ulang.");
        using var ratri = await server.AsAsync("ratri");
        var before = await CountAsync();
        var looked = await EnterAsync(ratri, "Operator tidak bisa merekam sidik jari", ("lakukan", "cari"));
        Assert.Equal("/bantuan/catat", looked.Path);
        Assert.Contains("Bersihkan alat", looked.Main, StringComparison.Ordinal);
        Assert.Equal("Operator tidak bisa merekam sidik jari", looked.Document.QuerySelector("#isian-keluhan")!.TextContent.Trim());
        Assert.Equal(before, await CountAsync());

        var entered = await ratri.SubmitAsync(looked, "main form.entry", ("jawaban", id.ToString()), ("langsung", "ya"));
        var number = entered.Path.Split('/')[^1];
        // Whether the answer ends the problem is for the row's own officer to say: it waits for him.
        Assert.Equal(ProblemStage.Sorting, await StageAsync(number));
        Assert.Contains("Usul jawaban: Bersihkan alat", entered.Main, StringComparison.Ordinal);

        using var dimas = await server.AsAsync("dimas");
        Assert.Contains($"/bantuan/{number}/jawab", (await dimas.OpenAsync("/bantuan")).Text, StringComparison.Ordinal);
        var page = await dimas.OpenAsync($"/bantuan/{number}/jawab?pakai={id}");
        Assert.Contains("Bersihkan alat", page.Document.QuerySelector("textarea[name=teks]")!.TextContent, StringComparison.Ordinal);
        var answered = await dimas.SubmitAsync(page, "main form[method=post]", ("keputusan", HelpSheet.Answered));
        Assert.Equal("/berkas/" + number, answered.Path);
        Assert.Equal(ProblemStage.Proof, await StageAsync(number));
        var known = (await Answers.GetAsync(DemoServer.Office, id, default))!;
        Assert.Equal((1, 1), (known.Used, known.Solved));

        await server.DoAsync("ratri", number, new CompleteStep((await server.StateAsync(number)).OpenRuns.Single().Run,
            new Dictionary<string, string> { [HelpSheet.ToldAt] = "2026-11-20T08:12", [HelpSheet.ToldBy] = "telepon" }));
        Assert.Contains(number, (await ratri.OpenAsync("/bantuan?tahap=selesai")).Main, StringComparison.Ordinal);
        var kept = await ratri.OpenAsync("/bantuan/jawaban/baru?berkas=" + number);
        Assert.Contains("merekam sidik jari", kept.Document.QuerySelector("input[name=pertanyaan]")!.GetAttribute("value"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_form_sent_twice_enters_one_problem_and_what_is_missing_is_said_at_once()
    {
        using var ratri = await server.AsAsync("ratri");
        var before = await CountAsync();
        var wrong = await ratri.SubmitAsync(await ratri.OpenAsync("/bantuan/catat"), "main form.entry");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        foreach (var field in new[] { HelpSheet.Site, HelpSheet.Service, HelpSheet.Reporter, HelpSheet.Channel, HelpSheet.Problem })
            Assert.NotNull(wrong.Document.QuerySelector($"#isian-{field}-salah"));
        Assert.Equal(before, await CountAsync());

        var key = ("kunci", Guid.NewGuid().ToString());
        var once = await EnterAsync(ratri, "Printer macet", key);
        Assert.Equal(once.Path, (await EnterAsync(ratri, "Printer macet", key)).Path);
        Assert.Equal(before + 1, await CountAsync());
    }

    [Fact]
    public async Task an_answer_changed_by_two_shows_both_versions()
    {
        var id = await AnswerAsync("SIAK lambat", "Tunggu.");
        using var ratri = await server.AsAsync("ratri");
        using var dimas = await server.AsAsync("dimas");
        var (hers, his) = (await ratri.OpenAsync($"/bantuan/jawaban/{id}"), await dimas.OpenAsync($"/bantuan/jawaban/{id}"));
        await ratri.SubmitAsync(hers, null, ("isi", "Kosongkan tembolok."), ("tanpa-data-pribadi", "ya"));
        var conflict = await dimas.SubmitAsync(his, null, ("isi", "Mulai ulang aplikasi."), ("tanpa-data-pribadi", "ya"));
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("Ratri Wulandari", conflict.Refusal, StringComparison.Ordinal);
        var versions = conflict.Document.QuerySelector(".versions")!.TextContent;
        Assert.Contains("Kosongkan tembolok.", versions, StringComparison.Ordinal);
        Assert.Contains("Mulai ulang aplikasi.", versions, StringComparison.Ordinal);
        Assert.Equal("Kosongkan tembolok.", (await Answers.GetAsync(DemoServer.Office, id, default))!.Answer);

        await dimas.SubmitAsync(conflict, null, ("isi", "Kosongkan tembolok, lalu mulai ulang."), ("tanpa-data-pribadi", "ya"));
        Assert.Equal("Kosongkan tembolok, lalu mulai ulang.", (await Answers.GetAsync(DemoServer.Office, id, default))!.Answer);
    }

    [Fact]
    public async Task an_answer_with_an_NIK_or_unread_is_not_kept()
    {
        using var ratri = await server.AsAsync("ratri");
        var page = await ratri.SubmitAsync(await ratri.OpenAsync("/bantuan/jawaban/baru"), null, ("pertanyaan", "Data ganda xyzzy"), ("isi", "Hapus 3304 0101 0101 0001."), ("kata", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Ada 16 angka", page.Main, StringComparison.Ordinal);
        Assert.Contains("Periksa dahulu", page.Main, StringComparison.Ordinal);
        Assert.Empty(await Answers.FindAsync(DemoServer.Office, "xyzzy", 5, default));
    }

    private static async Task<Seen> EnterAsync(Visitor visitor, string problem, params (string Name, string Value)[] more) =>
        await visitor.SubmitAsync(await visitor.OpenAsync("/bantuan/catat"), "main form.entry",
        [
            ("isian.lokasi", "kalibening"), ("isian.layanan", "KTP-el"), ("isian.pelapor", "Operator kecamatan"), ("isian.saluran", "telepon"), ("isian.keluhan", problem), .. more,
        ]);

    private async Task<Guid> AnswerAsync(string question, string answer)
    {
        var id = Guid.NewGuid();
        await Answers.AddAsync(DemoServer.Office, "dimas", id, new AnswerDraft(question, answer, ""), null, default);
        return id;
    }

    private async Task<ProblemStage> StageAsync(string number) => (await Book.FindAsync(await server.AtWorkAsync(), number, default))!.Value.Problem.Stage;

    private async Task<int> CountAsync() => (await Book.OpenAsync(await server.AtWorkAsync(), default)).Problems.Count;
}
