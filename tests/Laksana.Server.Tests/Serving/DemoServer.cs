using Laksana.Cases;
using Laksana.Officers;
using Laksana.Server.Installing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Laksana.Testing;

/// <summary>A server with the delivered offices, their sheets and invented officers, and a clock that tests move; for <c>IClassFixture</c>.</summary>
public class DemoServer : ServerFixture
{
    public const string Office = "banjarnegara";

    private readonly OfficeClock _clock = new();

    protected override TimeProvider Clock => _clock;

    /// <summary>Friday 20 November 2026, 08.12 in western Indonesia, until a test moves it.</summary>
    public DateTimeOffset Now
    {
        get => _clock.GetUtcNow();
        set => _clock.Now = value;
    }

    public CaseDesk Desk => Services.GetRequiredService<CaseDesk>();

    public CaseLoader Loader => Services.GetRequiredService<CaseLoader>();

    protected override async Task PrepareAsync() =>
        await Services.GetRequiredService<DemoInstallation>().InstallAsync(Repository.Path("procedures"), default);

    /// <summary>A new browser in which an officer of the office has signed in.</summary>
    internal async Task<Visitor> AsAsync(string officer, string office = Office)
    {
        var visitor = Visit();
        var page = await visitor.SignInAsync(office, officer, DemoInstallation.Password);
        Assert.NotEqual("/masuk", page.Path);
        return visitor;
    }

    /// <summary>Has the case desk do it, without the pages.</summary>
    public async Task<CaseAnswer.Done> DoAsync(string? officer, string? number, CaseCommand command, string? procedure = null, string office = Office)
    {
        var answer = await Desk.HandleAsync(new CaseRequest { Office = office, Number = number, Officer = officer, Command = command, Procedure = procedure }, default);
        return answer as CaseAnswer.Done ?? throw new InvalidOperationException($"{command} was not done: {answer} {(answer as CaseAnswer.Refused)?.Why.Code}");
    }

    /// <summary>A network fault in Kalibening, opened by an officer of the JFU position.</summary>
    public async Task<string> FaultAsync(string officer = "ratri") => (await DoAsync(officer, null, new OpenCase("", 0, new Dictionary<string, string>
    {
        ["lokasi"] = "kalibening", ["pelapor"] = "Ibu Marni, operator kecamatan", ["kontak"] = "0812 3456 7890", ["saluran"] = "telepon", ["keluhan"] = "SIAK tidak bisa dibuka sejak pagi.",
    }), "pemeliharaan-jaringan")).Number;

    public async Task<CaseState> StateAsync(string number, string office = Office) => (await Loader.LoadAsync(office, number, default))!.State;

    public async Task<OfficeAtWork> AtWorkAsync(string office = Office) => await Services.GetRequiredService<Offices>().GetAsync(office, default);

    private sealed class OfficeClock : TimeProvider
    {
        private long _ticks = new DateTimeOffset(2026, 11, 20, 1, 12, 0, TimeSpan.Zero).Ticks;

        // Read by every request while a test moves it.
        public DateTimeOffset Now { get => new(Volatile.Read(ref _ticks), TimeSpan.Zero); set => Volatile.Write(ref _ticks, value.UtcTicks); }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
