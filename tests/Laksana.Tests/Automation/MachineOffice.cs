using Laksana.Automation;
using Laksana.Cases;
using Laksana.Database;
using Laksana.Officers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Laksana.Tests.Automation;

/// <summary>An invented office in a fresh database, with sheets whose rows name machine work, and everything that lets its cases move.</summary>
internal sealed class MachineOffice
{
    public const string Definition = """
        kantor: kota-mesin
        nama: Dinas Uji
        zona: WIB
        batas-antre: 2 jam
        jabatan:
          kepala: {nama: Kepala}
          kasi: {nama: Kepala Seksi, atasan: kepala}
          staf: {nama: Staf, atasan: kasi}
        peran: {kasi: [kasi], staf: [staf]}
        lokasi:
          server: {nama: Ruang server, alamat: 127.0.0.1, port: 1}
        """;

    public const string CalendarText = """
        jam-kerja:
          senin: ["07:30-12:00", "13:00-16:00"]
          selasa: ["07:30-12:00", "13:00-16:00"]
          rabu: ["07:30-12:00", "13:00-16:00"]
          kamis: ["07:30-12:00", "13:00-16:00"]
          jumat: ["07:30-11:30", "13:00-16:00"]
        libur:
          2026-11-18: Hari Uji
        """;

    public static readonly DateTimeOffset Monday = new DateTimeOffset(2026, 11, 16, 8, 0, 0, TimeSpan.FromHours(7)).ToUniversalTime();

    public MachineOffice(LaksanaDatabase database, string id, StepActionRegistry actions, TimeProvider clock)
    {
        (Database, Id, Actions, Clock) = (database, id, actions, clock);
        Offices = new Offices(database, clock);
        Sheets = new PublishedSheets(database, clock);
        Loader = new CaseLoader(database);
        Desk = new CaseDesk(database, Offices, Sheets, Loader, actions.Known, clock);
    }

    public LaksanaDatabase Database { get; }
    public string Id { get; }
    public StepActionRegistry Actions { get; }
    public TimeProvider Clock { get; }
    public Offices Offices { get; }
    public PublishedSheets Sheets { get; }
    public CaseLoader Loader { get; }
    public CaseDesk Desk { get; }
    public TaskRebuild Rebuild => new(Database, Offices, Sheets, Loader);

    public static Task<MachineOffice> NewAsync(LaksanaDatabase database, params IStepAction[] actions) => NewAsync(database, TimeProvider.System, actions);

    /// <summary>An office of its own in the database, with two officers: <c>adi</c> (staf) and <c>budi</c> (kasi).</summary>
    public static async Task<MachineOffice> NewAsync(LaksanaDatabase database, TimeProvider clock, params IStepAction[] actions)
    {
        var id = "kota-" + Guid.NewGuid().ToString("N")[..8];
        var office = new MachineOffice(database, id, new StepActionRegistry(actions), clock);
        var books = new OfficeDesk(database, office.Offices, clock);
        await books.InstallAsync(id, Definition.Replace("kota-mesin", id, StringComparison.Ordinal), CalendarText, default);
        await books.EnrolAsync(id, new NewOfficer("adi", "Adi"), default);
        await books.EnrolAsync(id, new NewOfficer("budi", "Budi"), default);
        await books.AppointAsync(id, "adi", "staf", Capacity.Definitive, null, new DateOnly(2026, 1, 1), null, default);
        await books.AppointAsync(id, "budi", "kasi", Capacity.Definitive, null, new DateOnly(2026, 1, 1), null, default);
        return office;
    }

    /// <summary>Publishes a sheet of two rows whose first is done by the machine as soon as it is reached.</summary>
    public async Task<MachineOffice> PublishAsync(string action, string arguments = "", string schedule = "", string sheet = "mesin", string code = "MSN")
    {
        var text = $$"""
            sop: {{sheet}}
            nama: Kerja mesin
            unit: Bidang Uji
            kode-berkas: {{code}}
            perihal: Kerja mesin
            pelaksana: {staf: Staf, kasi: Kasi}
            kegiatan:
              - id: kerja
                kegiatan: Menjalankan mesin
                pelaksana: staf
                waktu: 10 menit
                tindakan: {nama: {{action}}, mulai: otomatis{{arguments}}}
                keputusan: {ya: lapor, tidak: kerja}
              - id: lapor
                kegiatan: Melaporkan
                pelaksana: staf
                kepada: kasi
                selesai: ya
            {{schedule}}
            """;
        await Sheets.PublishAsync(Id, text, new DateOnly(2026, 1, 1), "adi", "baru", default);
        return this;
    }

    public async Task<string> OpenAsync(string sheet = "mesin") =>
        Assert.IsType<CaseAnswer.Done>(await Desk.HandleAsync(new CaseRequest { Office = Id, Officer = "adi", Procedure = sheet, Command = new OpenCase("", 0, new Dictionary<string, string>()) }, default)).Number;

    public async Task<CaseAnswer> DoAsync(string number, CaseCommand command, string? officer = "adi") =>
        await Desk.HandleAsync(new CaseRequest { Office = Id, Number = number, Officer = officer, Command = command }, default);

    public async Task<CaseState> StateAsync(string number) => (await new CaseLoader(Database).LoadAsync(Id, number, default))!.State;

    /// <summary>The machine's part of the case's first row.</summary>
    public async Task<MachineWork> MachineAsync(string number) => (await StateAsync(number)).Runs[0].Machine!;

    /// <summary>Waits until the machine's part has come to an end.</summary>
    public async Task<MachineWork> EndedAsync(string number, double seconds = 60)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        while (true)
        {
            if (await MachineAsync(number) is { Status: not MachineStatus.Running } work) return work;
            await Task.Delay(50, patience.Token);
        }
    }

    public Schedules Schedules(string node, TimeSpan? sweepEvery = null, IEnumerable<IRegularWork>? regular = null) => new(Database, Offices, Sheets, Desk, Rebuild,
        new ScheduleSettings { Node = node, SweepEvery = sweepEvery ?? TimeSpan.FromSeconds(2) }, Clock, NullLoggerFactory.Instance, regular);

    public ActionRunner Runner(RunnerSettings settings, ILoggerFactory? logs = null) =>
        new(Database, Desk, Actions, settings, Clock, (logs ?? NullLoggerFactory.Instance).CreateLogger<ActionRunner>());
}

/// <summary>A clock that a test moves.</summary>
internal sealed class MovedClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
