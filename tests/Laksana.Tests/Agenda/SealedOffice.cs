using Laksana.Agenda;
using Laksana.Cases;
using Laksana.Measures;
using Laksana.Register;
using Laksana.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Laksana.Tests.Agenda;

/// <summary>A trial office that seals its register when it is told to, and whose clock stands where a test puts it.</summary>
internal sealed class SealedOffice : IDisposable
{
    public static readonly Dictionary<string, string> None = [];

    private readonly SealKey _key;
    private readonly string _folder;

    private SealedOffice(TrialOffice trial, SealKey key, string folder, Standing clock)
    {
        (Trial, _key, _folder, Clock) = (trial, key, folder, clock);
        Agenda = new AgendaFollower(trial.Database);
        Measures = new MeasureFollower(trial.Database, trial.Offices, trial.Sheets);
    }

    public TrialOffice Trial { get; }
    public Standing Clock { get; }
    public AgendaFollower Agenda { get; }
    public MeasureFollower Measures { get; }
    public string Id => Trial.Id;

    public static async Task<SealedOffice> NewAsync(Laksana.Database.LaksanaDatabase database, string id)
    {
        var folder = Directory.CreateTempSubdirectory("laksana-agenda-").FullName;
        var clock = new Standing();
        return new SealedOffice(await TrialOffice.NewAsync(database, id, clock), SealKey.OpenOrCreate(folder), folder, clock);
    }

    public async Task<Seal?> SealAsync() => await new Sealer(Trial.Database, _key, Clock, null, NullLogger<Sealer>.Instance).SealAsync(Id);

    /// <summary>Seals, and has agenda and measures follow.</summary>
    public async Task FollowAsync()
    {
        await SealAsync();
        await Agenda.RunAsync(Id, default);
        await Measures.RunAsync(Id, default);
    }

    /// <summary>A case in which jfu1 does the first rows, each a little later.</summary>
    public async Task<string> WorkedAsync(int rows, int minutesEach = 3, string officer = "jfu1")
    {
        var number = (await Trial.OpenAsync()).Number;
        for (var run = 1; run <= rows; run++)
        {
            await Trial.DoAsync(officer, number, new BeginStep(run));
            Clock.Now += TimeSpan.FromMinutes(minutesEach);
            await Trial.DoAsync(officer, number, new CompleteStep(run, None));
        }
        return number;
    }

    public void Dispose()
    {
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    internal sealed class Standing : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 20, 1, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
