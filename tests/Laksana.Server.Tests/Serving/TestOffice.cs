using Laksana.Database;
using Laksana.Server.Accounts;

namespace Laksana.Testing;

/// <summary>An invented office with one section, its officers and their accounts; every password is <see cref="Password"/>.</summary>
internal sealed record TestOffice(string Id, string Name)
{
    public const string Password = "kelapa muda di tepi sungai";

    public const string Calendar = """
        jam-kerja:
          senin: ["07:30-12:00", "12:45-16:00"]
          selasa: ["07:30-12:00", "12:45-16:00"]
          rabu: ["07:30-12:00", "12:45-16:00"]
          kamis: ["07:30-12:00", "12:45-16:00"]
          jumat: ["07:30-11:30", "13:00-16:30"]
        menit-per-hari: 450
        """;

    public static readonly TestOffice Kelapa = new("kelapa", "Dinas Contoh Kelapa");
    public static readonly TestOffice Nyiur = new("nyiur", "Dinas Contoh Nyiur");

    /// <summary>Officer and account <c>wati</c> (works), <c>bima</c> (her superior) and <c>admin</c> (administers).</summary>
    public static readonly IReadOnlyList<(string Officer, string Name, string? Position, bool Administrator)> Officers =
    [
        ("wati", "Wati Anggraini", "jfu", false),
        ("bima", "Bima Santika", "kabid", false),
        ("admin", "Ayu Pertiwi", null, true),
    ];

    public string Definition => $$"""
        kantor: {{Id}}
        nama: {{Name}}
        pemerintah: Pemerintah Kabupaten Rekaan
        zona: WITA
        jabatan:
          kabid: {nama: Kepala Bidang Contoh}
          jfu: {nama: Pengolah Data (JFU), atasan: kabid}
        peran:
          kabid: [kabid]
          jfu: [jfu]
        """;

    public async Task InstallAsync(LaksanaDatabase database)
    {
        await database.AddOfficeAsync(Id, Definition, Calendar);
        var desk = new AccountDesk(database);
        foreach (var (officer, name, position, administrator) in Officers)
        {
            await database.DoAsync(Id, "insert into officer (office, officer, name, administrator) values ($1, $2, $3, $4)", Id, officer, name, administrator);
            if (position is not null)
                await database.DoAsync(Id, "insert into holding (office, officer, position, capacity, since) values ($1, $2, $3, 0, '2020-01-01')", Id, officer, position);
            await desk.CreateAsync(Id, officer, officer, Password, mustChange: false);
        }
    }
}
