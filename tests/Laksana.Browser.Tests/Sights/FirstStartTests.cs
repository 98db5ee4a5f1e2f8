using System.Text;
using Laksana.Browser.Tests.Serving;
using Laksana.Cases;
using Laksana.Database;
using Laksana.Officers;
using Laksana.Server.Hosting;
using Laksana.Server.Installing;
using Laksana.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace Laksana.Browser.Tests.Sights;

/// <summary>An office that begins with Laksana: from the code on the server's screen to its first case, without scripts, and with them, every step looked at.</summary>
public sealed class FirstStartTests(Chromium chromium) : IAsyncLifetime
{
    /// <summary>What is seen here and nowhere else: an installation with an office has no first start any more.</summary>
    internal static readonly IReadOnlyList<string> Shown = ["/mulai", "/mulai/{langkah}"];

    private const string Password = "kelapa muda di tepi sungai";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("laksana-first-");
    private LaksanaDatabase _database = null!;
    private WebApplication _app = null!;
    private IPage _page = null!;
    /// <summary>How each step is looked at: not at all without scripts, because axe is one.</summary>
    private IReadOnlyList<Look> _looks = [];

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.NewAsync();
        _app = LaksanaHost.Build(new ServeOptions { Urls = ["http://127.0.0.1:0"], DataDirectory = _folder.FullName, Log = LogForm.None, SessionCheck = TimeSpan.Zero }, _database, TimeProvider.System);
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_page is not null) await _page.Context.CloseAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory, InlineData("id", false), InlineData("id", true, Traits = ["Category", "Long"]), InlineData("en", true, Traits = ["Category", "Long"])]
    public Task a_real_office_is_set_up_from_its_tables_and_opens_its_first_case(string language, bool scripts) => SetUpAsync(language, scripts, scripts ? [new(1360, ColorScheme.Light, language), new(360, ColorScheme.Dark, language)] : []);

    [Theory, InlineData("id"), InlineData("en"), Trait("Category", "Long")]
    public Task every_step_shuts_nobody_out_however_it_is_looked_at(string language) => SetUpAsync(language, scripts: true, Looking.Every);

    private async Task SetUpAsync(string language, bool scripts, IReadOnlyList<Look> looks)
    {
        _looks = [.. looks.Where(l => l.Language == language)];
        var address = new Uri(_app.Urls.Single());
        _page = await chromium.WindowAsync(address, scripts: scripts);
        await _page.SpeakAsync(language, address);
        await _page.GotoAsync("/mulai");
        await SeenAsync("kode");
        await _page.FillAsync("#kode", SetupDesk.Code(_folder.FullName));
        await _page.Locator("main form button").GoThroughAsync();

        await StepAsync("kantor", async () =>
        {
            await _page.FillAsync("#i-nama", "Dinas Contoh");
            await _page.FillAsync("#i-pemerintah", "Pemerintah Kabupaten Contoh");
            await _page.SelectOptionAsync("#i-zona", "WITA");
        });
        await StepAsync("sop", () => _page.CheckAsync("input[name=sop][value='banjarnegara/pemeliharaan-jaringan']"));
        await StepAsync("jabatan", () => Task.CompletedTask);
        await TablesAsync();
        await StepAsync("kalender", () => Task.CompletedTask);
        await StepAsync("nomor", () => _page.FillAsync("#i-nomor-PML", "41"));
        await StepAsync("ringkasan", async () =>
        {
            await _page.SelectOptionAsync("#i-administrator", "siti");
            await _page.FillAsync("#i-pengguna", "siti");
            await _page.FillAsync("#i-sandi", Password);
            await _page.FillAsync("#i-ulang", Password);
        });
        Assert.EndsWith("/masuk", _page.Url, StringComparison.Ordinal);
        await WorksAsync();
    }

    /// <summary>Officers, sites and days off from tables: a wrong one is refused with every fault in it, a right one taken whole.</summary>
    private async Task TablesAsync()
    {
        await SendTableAsync("Nama;Jabatan;Administrator\nSiti Contoh;Jabatan Rekaan;mungkin\n;Kepala Dinas;\n");
        Assert.True(await _page.Locator("table.table tbody tr").CountAsync() >= 3, await _page.Locator("main").InnerTextAsync());
        await SeenAsync("petugas-salah");
        var positions = _app.Services.GetRequiredService<SetupDesk>().Read().Positions!;
        var rows = positions.Select((p, n) => $"petugas{n};Petugas {n};{p.Title};").Prepend("siti;Siti Contoh;;ya");
        await SendTableAsync("ID;Nama;Jabatan;Administrator\n" + string.Join('\n', rows) + "\n");
        await Assertions.Expect(_page.Locator("table.table tbody tr")).ToHaveCountAsync(positions.Count + 1);
        await SeenAsync("petugas");
        await _page.Locator("main form a.btn").First.GoThroughAsync();
        await SendTableAsync("Nama;Alamat;Port\nKecamatan Contoh;127.0.0.1;443\nKecamatan Kedua;127.0.0.2;\n");
        await Assertions.Expect(_page.Locator("ul.changes li")).ToHaveCountAsync(2);
        await SeenAsync("lokasi");
        await _page.Locator("main form a.btn").First.GoThroughAsync();
        await SendTableAsync("Tanggal;Nama;Jenis\n2027-01-01;Tahun Baru;libur\n");
        await _page.GotoAsync("/mulai/kalender");
    }

    private async Task SendTableAsync(string table)
    {
        await _page.Locator("main input[type=file]").SetInputFilesAsync(new FilePayload { Name = "tabel.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(table) });
        await _page.Locator("main form p.acts > button").First.GoThroughAsync();
    }

    private async Task StepAsync(string step, Func<Task> fill)
    {
        Assert.EndsWith("/mulai/" + step, _page.Url, StringComparison.Ordinal);
        await SeenAsync(step);
        await fill();
        await _page.Locator("main form p.acts > button").First.GoThroughAsync();
    }

    private async Task SeenAsync(string step)
    {
        foreach (var look in _looks) await _page.LookAsync("mulai-" + step, look);
    }

    /// <summary>Its administrator comes in, its calendar knows the imported day, and its first case goes on with the paper book's number.</summary>
    private async Task WorksAsync()
    {
        await _page.FillAsync("#nama", "siti");
        await _page.FillAsync("#sandi", Password);
        await _page.Locator("main form.card button").GoThroughAsync();
        await _page.GotoAsync("/pengaturan");
        await Assertions.Expect(_page.Locator("main")).ToContainTextAsync("Dinas Contoh");
        var office = await _app.Services.GetRequiredService<Offices>().GetAsync("dinas-contoh", default);
        Assert.Equal((2, "WITA", false), (office.Definition.Sites.Count, office.Definition.Zone.Abbreviation, office.Calendar.IsWorkingDay(new DateOnly(2027, 1, 1))));
        var opener = office.Staffing.HoldersOf("pemeliharaan-jaringan", "jfu").First().Officer;
        var answer = await _app.Services.GetRequiredService<CaseDesk>().HandleAsync(new CaseRequest { Office = "dinas-contoh", Officer = opener, Procedure = "pemeliharaan-jaringan", Command = new OpenCase("", 0, new Dictionary<string, string>
        {
            ["lokasi"] = "kecamatan-contoh", ["pelapor"] = "Camat", ["saluran"] = "telepon", ["keluhan"] = "Putus",
        }) }, default);
        Assert.EndsWith("0042", Assert.IsType<CaseAnswer.Done>(answer).Number, StringComparison.Ordinal);
    }
}
