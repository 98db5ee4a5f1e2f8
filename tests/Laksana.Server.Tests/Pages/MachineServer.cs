using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Laksana.Automation;
using Laksana.Server.Hosting;
using Laksana.Server.Tests.Api;
using Microsoft.Extensions.DependencyInjection;

namespace Laksana.Server.Tests.Pages;

/// <summary>The server with a machine that does what a test tells it, in sheets with rows done by it, at the same time, and once for each site.</summary>
public sealed class MachineServer : ApiFixture
{
    private const string Rows = """
        sop: {0}
        nama: Uji Mesin
        unit: Bidang Uji
        kode-berkas: {1}
        perihal: Uji mesin
        pelaksana: {jfu: JFU, kasi: KASI}
        kegiatan:
          - id: terima
            kegiatan: Menerima
            pelaksana: jfu
            isian:
              tempat: {jenis: daftar-lokasi, wajib: ya}
          - id: uji
            kegiatan: Menguji
            pelaksana: jfu
            tindakan: {nama: uji.mesin}
            keputusan: {baik: sisi-a, rusak: terima}
          - {id: sisi-a, kegiatan: Memeriksa sisi A, pelaksana: jfu, serentak: sisi, tindakan: {nama: uji.mesin, mulai: otomatis}}
          - {id: sisi-b, kegiatan: Memeriksa sisi B, pelaksana: jfu, serentak: sisi, tindakan: {nama: uji.mesin, mulai: otomatis}}
          - {id: lokasi, kegiatan: Menguji setiap lokasi, pelaksana: jfu, per-lokasi: tempat, tindakan: {nama: uji.mesin, mulai: otomatis, lokasi: "{lokasi}"}}
          - {id: arsip, kegiatan: Mengarsip, pelaksana: jfu, selesai: ya}
        """;

    private readonly Told _machine = new();

    internal override ServeOptions Options => base.Options with { Works = true, Silence = TimeSpan.FromMilliseconds(700) };

    protected override void Offer(IServiceCollection services) => services.AddSingleton<IStepAction>(_machine)
        .AddSingleton(new RunnerSettings { Node = "uji", ProgressEvery = TimeSpan.FromMilliseconds(20), Poll = TimeSpan.FromMilliseconds(200), Slots = 16, Tries = 1 });

    protected override Task FillAsync() => Alfa.Sheets.PublishAsync("alfa", SheetOf("uji-kerja", "KRJ"), new DateOnly(2020, 1, 1), "installation", "pertama", default);

    internal static string SheetOf(string id, string code) => Rows.Replace("{0}", id, StringComparison.Ordinal).Replace("{1}", code, StringComparison.Ordinal);

    /// <summary>What the machine of a case's run is told to do next.</summary>
    internal void Tell(string number, int run, Func<IActionProgress, CancellationToken, Task<ActionResult?>> next) => _machine.OrdersOf(number, run).Writer.TryWrite(next);

    internal void Say(string number, int run, string line, double? fraction) => Tell(number, run, async (progress, token) =>
    {
        await progress.ReportAsync(line, fraction, token);
        return null;
    });

    internal void Succeed(string number, int run, string summary, string? proposed = null) =>
        Tell(number, run, (_, _) => Task.FromResult<ActionResult?>(new ActionResult(summary, JsonSerializer.SerializeToElement(new { baik = true }), proposed)));

    internal void Fail(string number, int run, string reason, string hint) => Tell(number, run, (_, _) => throw new ActionFailedException(reason, hint, mayRetry: false));

    private sealed class Told : IStepAction
    {
        private readonly ConcurrentDictionary<(string, int), Channel<Func<IActionProgress, CancellationToken, Task<ActionResult?>>>> _orders = new();

        public string Name => "uji.mesin";

        public Channel<Func<IActionProgress, CancellationToken, Task<ActionResult?>>> OrdersOf(string number, int run) =>
            _orders.GetOrAdd((number, run), _ => Channel.CreateUnbounded<Func<IActionProgress, CancellationToken, Task<ActionResult?>>>());

        public async Task<ActionResult> RunAsync(ActionRun run, IActionProgress progress, CancellationToken token)
        {
            while (true)
                if (await (await OrdersOf(run.CaseNumber, run.StepRun).Reader.ReadAsync(token))(progress, token) is { } result)
                    return result;
        }
    }
}
