using Laksana.Cases;
using Laksana.Database;
using Laksana.Testing;

namespace Laksana.Bench;

/// <summary>An office whose only sheet has many rows for one officer, so that finishing the next row is always possible.</summary>
internal sealed class BenchOffice
{
    public const string Id = "bench";
    public const string Officer = "jfu1";
    public const string SheetId = "bench";
    public const int Rows = 60;

    private readonly TrialOffice _office;

    private BenchOffice(TrialOffice office) => _office = office;

    public static async Task<BenchOffice> NewAsync(LaksanaDatabase database)
    {
        var office = await TrialOffice.NewAsync(database, Id);
        await office.Sheets.PublishAsync(Id, LongSheet(), new DateOnly(2020, 1, 1), "installation", "bench", default);
        return new BenchOffice(office);
    }

    /// <returns>The new case's number.</returns>
    public async Task<string> OpenAsync() => (await _office.Desk.HandleAsync(new CaseRequest
    {
        Office = Id, Officer = Officer, Procedure = SheetId, Command = new OpenCase("", 0, new Dictionary<string, string>()),
    }, default) as CaseAnswer.Done)!.Number;

    public Task CompleteAsync(string number, int run) =>
        _office.DoAsync(Officer, number, new CompleteStep(run, new Dictionary<string, string>()), Guid.NewGuid().ToString("N"));

    private static string LongSheet() => $$"""
        sop: {{SheetId}}
        nama: Bench
        unit: Bidang Uji
        kode-berkas: BEN
        perihal: "Bench"
        pelaksana: {jfu: JFU}
        kegiatan:

        """ + string.Concat(Enumerable.Range(1, Rows).Select(i => $"  - {{id: baris-{i}, kegiatan: Mengerjakan baris {i}, pelaksana: jfu, waktu: 5 menit}}\n"))
        + "  - {id: akhir, kegiatan: Mengarsip, pelaksana: jfu, selesai: ya}\n";
}
