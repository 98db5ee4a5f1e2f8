using System.Globalization;
using System.Net;
using Laksana.Cases;
using Laksana.Database;
using Laksana.Officers;
using Laksana.Register;
using Laksana.Server.Hosting;
using Laksana.Server.Installing;
using Laksana.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Laksana.Server.Tests.Installing;

/// <summary>From an installation without any office to one that works, through plain forms alone.</summary>
public sealed class FirstStartTests : IAsyncLifetime
{
    private const string Password = "kelapa muda di tepi sungai";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("laksana-first-");
    private LaksanaDatabase _database = null!;
    private WebApplication _app = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.NewAsync();
        _app = LaksanaHost.Build(new ServeOptions { Urls = ["http://127.0.0.1:0"], DataDirectory = _folder.FullName, Log = LogForm.None, SessionCheck = TimeSpan.Zero }, _database, TimeProvider.System);
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task an_office_is_set_up_step_by_step_and_its_first_case_is_opened_and_begun()
    {
        using var visitor = Visit();
        await EnterAsync(visitor);
        await StepAsync(visitor, "kantor", "sop", ("nama", "Dinas Contoh"), ("pemerintah", "Pemerintah Kabupaten Contoh"), ("zona", "WITA"), ("id", "dinas-contoh"));
        await StepAsync(visitor, "sop", "jabatan", ("sop", "banjarnegara/pemeliharaan-jaringan"));
        var positions = await visitor.OpenAsync("/mulai/jabatan");
        Assert.Contains("Kepala Seksi Sistem Informasi", positions.Text, StringComparison.Ordinal);
        await visitor.SubmitAsync(positions, null);

        var held = Kept().Positions!;
        await StepAsync(visitor, "petugas", "petugas", ("id", "siti"), ("nama", "Siti Contoh"), ("administrator", "ya"));
        foreach (var (position, n) in held.Select((p, n) => (p.Id, n)))
            await StepAsync(visitor, "petugas", "petugas", ("id", $"petugas{n}"), ("nama", $"Petugas {n}"), ("jabatan", position));
        await StepAsync(visitor, "lokasi", "lokasi", ("nama", "Kecamatan Contoh"), ("alamat", "127.0.0.1"));
        await StepAsync(visitor, "kalender", "nomor");
        var code = _app.Services.GetRequiredService<FirstOffice>().Chosen(Kept()).Single().Procedure.CaseCode;
        await StepAsync(visitor, "nomor", "ringkasan", ("nomor." + code, "41"));
        var done = await visitor.SubmitAsync(await visitor.OpenAsync("/mulai/ringkasan"), null, ("administrator", "siti"), ("pengguna", "siti"), ("sandi", Password), ("ulang", Password));
        Assert.Equal("/masuk", done.Path);

        Assert.Equal(["dinas-contoh"], await _database.OfficesAsync(TestContext.Current.CancellationToken));
        Assert.Empty(Directory.EnumerateFiles(_folder.FullName, "setup-*"));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetRawAsync("/mulai")).StatusCode);
        Assert.Equal(Visitor.Home, (await visitor.SignInAsync("dinas-contoh", "siti", Password)).Path);
        Assert.Equal("/pengaturan", (await visitor.OpenAsync("/pengaturan")).Path);

        var services = _app.Services;
        var office = await services.GetRequiredService<Offices>().GetAsync("dinas-contoh", default);
        Assert.Equal(("Dinas Contoh", "WITA"), (office.Definition.Name, office.Definition.Zone.Abbreviation));
        var sheet = (await services.GetRequiredService<PublishedSheets>().AllCurrentAsync("dinas-contoh", office.DayOf(TimeProvider.System.GetUtcNow()), default)).Single().Procedure;
        var opener = office.Staffing.HoldersOf(sheet.Id, sheet.Steps[0].Role).First().Officer;
        var answer = await services.GetRequiredService<CaseDesk>().HandleAsync(new CaseRequest { Office = "dinas-contoh", Officer = opener, Procedure = sheet.Id, Command = new OpenCase("", 0, new Dictionary<string, string>
        {
            ["lokasi"] = "kecamatan-contoh", ["pelapor"] = "Camat", ["saluran"] = "telepon", ["keluhan"] = "Putus",
        }) }, default);
        var number = Assert.IsType<CaseAnswer.Done>(answer).Number;
        Assert.EndsWith("42", number, StringComparison.Ordinal);
        Assert.IsType<CaseAnswer.Done>(await services.GetRequiredService<CaseDesk>().HandleAsync(new CaseRequest { Office = "dinas-contoh", Officer = opener, Number = number, Command = new CompleteStep(1, new Dictionary<string, string>()) }, default));
        Assert.True((await new RegisterVerifier(_database.OwnerConnectionString).VerifyAsync(new VerificationOrder("dinas-contoh"))).Fits);
    }

    [Fact]
    public async Task nobody_comes_in_without_the_code_and_what_was_typed_waits_for_whoever_has_it()
    {
        using (var stranger = Visit())
        {
            Assert.Equal("/mulai", (await stranger.OpenAsync("/mulai/petugas")).Path);
            var refused = await stranger.SubmitAsync(await stranger.OpenAsync("/mulai"), null, ("kode", "salah"));
            Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        }
        using (var visitor = Visit())
        {
            await EnterAsync(visitor);
            await StepAsync(visitor, "kantor", "sop", ("nama", "Dinas Rahasia"));
        }
        Assert.DoesNotContain("Rahasia", await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "setup-draft"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var later = Visit();
        await EnterAsync(later);
        Assert.Contains("Dinas Rahasia", (await later.OpenAsync("/mulai/kantor")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_is_missing_is_told_at_the_summary_and_nothing_is_made()
    {
        using var visitor = Visit();
        await EnterAsync(visitor);
        var refused = await visitor.SubmitAsync(await visitor.OpenAsync("/mulai/ringkasan"), null, ("pengguna", "siti"), ("sandi", Password), ("ulang", Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.True(refused.Document.QuerySelectorAll("ul.changes li").Length >= 4);
        Assert.Empty(await _database.OfficesAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task a_weak_password_leaves_nothing_of_the_office_behind()
    {
        var (first, draft) = (_app.Services.GetRequiredService<FirstOffice>(), new SetupDraft { Id = "setengah", Name = "Dinas Setengah", Sheets = ["ciamis/pemeliharaan-jaringan-intra"] });
        draft = draft with { Positions = first.Template(draft), Officers = [new ListedOfficer(1, new NewOfficer("siti", "Siti", Administrator: true), [], Capacity.Definitive, null, null, null)] };
        Assert.Empty(first.Problems(draft));
        await Assert.ThrowsAsync<OperatorException>(() => first.MakeAsync(draft, "siti", "siti", "pendek", default));
        Assert.Empty(await _database.OfficesAsync(TestContext.Current.CancellationToken));
        await first.MakeAsync(draft, "siti", "siti", Password, default);
        Assert.Equal(["setengah"], await _database.OfficesAsync(TestContext.Current.CancellationToken));
    }

    private Visitor Visit() => new(new Uri(_app.Urls.Single()));

    private SetupDraft Kept() => _app.Services.GetRequiredService<SetupDesk>().Read();

    private async Task EnterAsync(Visitor visitor)
    {
        var page = await visitor.OpenAsync("/mulai?kode=" + SetupDesk.Code(_folder.FullName));
        Assert.Equal("/mulai/kantor", (await visitor.SubmitAsync(page, null)).Path);
    }

    private static async Task StepAsync(Visitor visitor, string step, string next, params (string Name, string Value)[] values)
    {
        var page = await visitor.SubmitAsync(await visitor.OpenAsync("/mulai/" + step), null, values);
        Assert.True(page.Path == "/mulai/" + next && page.Status == HttpStatusCode.OK, string.Create(CultureInfo.InvariantCulture, $"{step}: {page.Status} {page.Path} {page.Main}"));
    }
}
