using Laksana.Database;
using Laksana.Help;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Help;

/// <summary>Known answers: found by stems and beginnings of words, kept in versions, one office's alone.</summary>
public sealed class KnownAnswersTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private LaksanaDatabase Database => fixture.Database;

    private KnownAnswers Answers => new(Database, TimeProvider.System);

    [Fact]
    public async Task words_are_found_by_their_stem_and_by_their_beginning()
    {
        await TrialOffice.NewAsync(Database, "jawab-cari");
        await AddAsync("jawab-cari", "Perekaman sidik jari gagal", "Bersihkan alat lalu rekam ulang.");
        await AddAsync("jawab-cari", "Pencetakan KTP-el macet", "Ganti pita printer.", "cetak ribbon");
        async Task<string?> FirstAsync(string search) => (await Answers.FindAsync("jawab-cari", search, 5, default)) is [var first, ..] ? first.Question : null;

        Assert.Equal("Perekaman sidik jari gagal", await FirstAsync("merekam"));
        Assert.Equal("Perekaman sidik jari gagal", await FirstAsync("sid"));
        Assert.Equal("Pencetakan KTP-el macet", await FirstAsync("KTP tidak bisa dicetak"));
        Assert.Equal("Pencetakan KTP-el macet", await FirstAsync("RIBBON"));
        Assert.Null(await FirstAsync("jaringan putus"));
        Assert.Null(await FirstAsync("'; drop table known_answer; -- & | ! :*"));
    }

    [Fact]
    public async Task one_office_never_finds_anothers_answer()
    {
        foreach (var office in new[] { "jawab-satu", "jawab-dua" }) await TrialOffice.NewAsync(Database, office);
        var id = await AddAsync("jawab-satu", "Sandi operator terkunci", "Buka dari konsol.");
        Assert.Single(await Answers.FindAsync("jawab-satu", "sandi", 5, default));
        Assert.Empty(await Answers.FindAsync("jawab-dua", "sandi", 5, default));
        Assert.Null(await Answers.GetAsync("jawab-dua", id, default));
        Assert.False(await Answers.RetireAsync("jawab-dua", "jfu1", id, true, default));
    }

    [Fact]
    public async Task a_change_on_an_old_version_keeps_nothing_and_shows_what_is_there()
    {
        await TrialOffice.NewAsync(Database, "jawab-ubah");
        var id = await AddAsync("jawab-ubah", "SIAK lambat", "Tunggu.");
        var mine = new AnswerDraft("SIAK lambat", "Kosongkan tembolok.", "");
        Assert.IsType<AnswerChange.Kept>(await Answers.ChangeAsync("jawab-ubah", "jfu1", id, 1, mine, default));
        Assert.IsType<AnswerChange.Kept>(await Answers.ChangeAsync("jawab-ubah", "jfu1", id, 1, mine, default));
        var conflict = Assert.IsType<AnswerChange.Conflict>(await Answers.ChangeAsync("jawab-ubah", "kasi1", id, 1, new("SIAK lambat", "Mulai ulang.", ""), default));
        Assert.Equal(("Kosongkan tembolok.", 2), (conflict.Now.Answer, conflict.Now.Version));
    }

    [Fact]
    public async Task a_retired_answer_is_not_found_and_a_row_counts_once()
    {
        await TrialOffice.NewAsync(Database, "jawab-pakai");
        var id = await AddAsync("jawab-pakai", "Pemindai iris mati", "Cabut dan pasang.");
        await Answers.UsedAsync("jawab-pakai", id, "BGS-2026-0001", 2, true, default);
        await Answers.UsedAsync("jawab-pakai", id, "BGS-2026-0001", 2, true, default);
        await Answers.UsedAsync("jawab-pakai", id, "BGS-2026-0002", 2, false, default);
        var used = await Answers.GetAsync("jawab-pakai", id, default);
        Assert.Equal((2, 1), (used!.Used, used.Solved));
        await Answers.RetireAsync("jawab-pakai", "jfu1", id, true, default);
        Assert.Empty(await Answers.FindAsync("jawab-pakai", "iris", 5, default));
        Assert.Single(await Answers.RetiredAsync("jawab-pakai", 5, default));
    }

    [Theory]
    [InlineData("NIK 3304010101010001 gagal", true)]
    [InlineData("3304 0101 0101 0001", true)]
    [InlineData("hubungi 0812 3456 7890", false)]
    public void a_number_like_an_nik_is_refused(string text, bool refused) => Assert.Equal(refused, new AnswerDraft(text, "Jawaban", "").Faults().Any(f => f.Code == "nik"));

    private async Task<Guid> AddAsync(string office, string question, string answer, string tags = "")
    {
        var id = Guid.NewGuid();
        await Answers.AddAsync(office, "jfu1", id, new AnswerDraft(question, answer, tags), null, default);
        return id;
    }
}
