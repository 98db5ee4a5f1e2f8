using Laksana.Cases;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Cases;

/// <summary>Searching the list of cases by words.</summary>
public sealed class CaseSearchTests : IAsyncLifetime
{
    private Laksana.Database.LaksanaDatabase _database = null!;
    private TrialOffice _office = null!;
    private CaseList _list = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.NewAsync();
        _office = await TrialOffice.NewAsync(_database, "kota-a");
        _list = new CaseList(_database, _office.Sheets, new PersonalSearch(_database, _office.Sheets, _office.Loader));
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData("router kecamatan")]
    [InlineData("Kecamatan ROUTER")]
    [InlineData("router/kec")]
    [InlineData("uji rout")]
    [InlineData("  'router' & | ! \\ : * ( ")]
    public async Task a_case_is_found_by_its_words_in_any_order_the_last_of_them_perhaps_only_begun(string search)
    {
        var wanted = await OpenAsync("router di kecamatan A");
        await OpenAsync("kabel di balai desa");
        Assert.Equal([wanted], await SearchAsync(search));
    }

    [Fact]
    public async Task a_case_is_found_by_its_number_and_by_its_last_part()
    {
        await OpenAsync("router");
        var number = await OpenAsync("kabel");
        Assert.Equal([number], await SearchAsync(number));
        Assert.Equal([number], await SearchAsync(number[^4..]));
    }

    [Theory]
    [InlineData("outer")]
    [InlineData("rout kecamatan")]
    [InlineData("aminah")]
    [InlineData("--")]
    [InlineData("'")]
    public async Task what_is_not_begun_like_a_word_or_stands_for_a_person_finds_nothing(string search)
    {
        await OpenAsync("router di kecamatan A");
        Assert.Empty(await SearchAsync(search));
    }

    [Fact]
    public async Task a_field_that_changes_changes_what_is_found()
    {
        var number = await OpenAsync("router");
        await _office.DoAsync("jfu1", number, new CompleteStep(1, new Dictionary<string, string> { ["barang"] = "modem" }));
        Assert.Equal([number], await SearchAsync("modem"));
        Assert.Empty(await SearchAsync("router"));
    }

    [Fact]
    public async Task another_offices_cases_are_not_found_whatever_is_asked()
    {
        var other = await TrialOffice.NewAsync(_database, "kota-b");
        await other.OpenAsync();
        Assert.Empty(await SearchAsync("router"));
        Assert.Empty(await SearchAsync("kota-b router"));
    }

    [Fact]
    public async Task pages_of_a_search_follow_one_another_without_gap_or_repetition()
    {
        var opened = new List<string>();
        for (var i = 0; i < 7; i++) opened.Add(await OpenAsync("router " + i));
        opened.Reverse();
        var seen = new List<string>();
        for (CasePlace? after = null; ;)
        {
            var (cases, more) = await ReadAsync("router", after, 3);
            seen.AddRange(cases.Select(c => c.Number));
            if (!more) break;
            after = new CasePlace(cases[^1].OpenedAt, cases[^1].Number);
        }
        Assert.Equal(opened, seen);
    }

    [Fact]
    public async Task among_very_many_that_he_may_not_see_an_officer_still_finds_his_own()
    {
        await _database.DoAsync(_office.Id, """
            insert into case_file (office, case_number, procedure, procedure_version, subject, status, version, opened_at, late, search)
            select 'kota-a', 'UJI-2025-' || n, 'uji-langkah', 1, 'Uji router', 0, 1, timestamptz '2025-01-01' + n * interval '1 minute', false, 'uji router'
            from generate_series(1, 1500) as n
            """);
        await _database.DoAsync(_office.Id, "insert into case_hand (office, officer, opened_at, case_number) select office, 'lain', opened_at, case_number from case_file where case_number = 'UJI-2025-7'");
        var (own, more) = await ReadAsync("router", null, 50, "lain");
        Assert.Equal(["UJI-2025-7"], own.Select(c => c.Number));
        Assert.False(more);
        Assert.True((await ReadAsync("router", null, 50)).More);
    }

    private async Task<string> OpenAsync(string thing) => (await _office.DoAsync("jfu1", null,
        new OpenCase("", 0, new Dictionary<string, string> { ["barang"] = thing, ["pelapor"] = "Siti Aminah" }))).Number;

    private async Task<IEnumerable<string>> SearchAsync(string search) => (await ReadAsync(search, null, 50)).Cases.Select(c => c.Number);

    private async Task<CaseListPage> ReadAsync(string search, CasePlace? after, int most, string officer = "jfu1") =>
        await _list.ReadAsync(await _office.Offices.GetAsync(_office.Id, default), officer, false, new CaseListView(Search: search, After: after, Most: most), default);
}
