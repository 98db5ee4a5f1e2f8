using Laksana.Cases;
using Laksana.Database;
using Laksana.Register;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Survival;

/// <summary>Holds what officers were told against what the register says afterwards.</summary>
internal static class RegisterCheck
{
    private const string Office = ServedInstallation.Office;

    public static async Task<IReadOnlyList<(string Case, RecordedEvent Event)>> EventsAsync(LaksanaDatabase database)
    {
        var history = new CaseHistory(database);
        var all = new List<(string, RecordedEvent)>();
        await using var connection = await database.OpenAsync(Office);
        await using var command = new Npgsql.NpgsqlCommand("select case_number from case_file order by case_number", connection);
        var numbers = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync())
            while (await reader.ReadAsync()) numbers.Add(reader.GetString(0));
        foreach (var number in numbers)
            all.AddRange((await history.ReadAsync(Office, number, 0, 100_000, default)).Select(e => (number, e)));
        return all;
    }

    /// <summary>Everything told stands once, and nothing stands that nobody was told.</summary>
    public static async Task NothingLostNothingTwiceAsync(LaksanaDatabase database, IReadOnlyList<Acknowledged> told)
    {
        var events = await EventsAsync(database);
        var versions = events.GroupBy(e => e.Case).ToDictionary(g => g.Key, g => g.Max(e => e.Event.Version), StringComparer.Ordinal);
        Assert.All(told, t => Assert.True(versions.GetValueOrDefault(t.Case) >= t.Version, $"{t} is lost"));
        Assert.Equal(told.Count, told.Select(t => (t.Case, t.Version)).Distinct().Count());

        Once<CaseOpened>("open", (c, _) => c);
        Once<StepBegun>("begin", (c, e) => c + "/" + e.Run);
        Once<NoteAdded>("note", (c, e) => c + "/" + e.Text);
        Once<DocumentAttached>("attach", (c, e) => c + "/" + e.Sha256);
        Once<ReportAcknowledged>("acknowledge", (c, e) => c + "/" + e.Run);
        var finished = events.Select(e => e.Event.Happened switch { StepCompleted s => $"{e.Case}/{s.Run}", StepReported r => $"{e.Case}/{r.Run}", _ => null }).OfType<string>().ToList();
        Assert.Equal(Keys("complete"), finished.Order(StringComparer.Ordinal));

        void Once<T>(string what, Func<string, T, string> key) where T : CaseEvent =>
            Assert.Equal(Keys(what), events.Where(e => e.Event.Happened is T && !OpenedBySchedule(e.Event.Happened)).Select(e => key(e.Case, (T)e.Event.Happened)).Order(StringComparer.Ordinal));

        IEnumerable<string> Keys(string what) => told.Where(t => t.What == what)
            .Select(t => what == "open" ? t.Case : t.Mark.Length > 0 ? t.Case + "/" + t.Mark : t.Case + "/" + t.Run).Order(StringComparer.Ordinal);
    }

    /// <summary>Every machine run ended, and its outcome is recorded once.</summary>
    public static async Task<int> MachinesSaidOnceAsync(LaksanaDatabase database)
    {
        var events = await EventsAsync(database);
        var started = events.Select(e => e.Event.Happened).OfType<ActionStarted>().Select(e => e.ActionRun).Order().ToList();
        var ended = events.Select(e => e.Event.Happened switch { ActionSucceeded s => s.ActionRun, ActionFailed f => f.ActionRun, _ => (Guid?)null }).OfType<Guid>().Order().ToList();
        Assert.Equal(started, ended);
        Assert.Equal(0L, await database.ScalarAsync<long>(Office, "select count(*) from action_run where status < 2"));
        return ended.Count;
    }

    /// <summary>One folder for each dump that succeeded, no other, and nothing unfinished.</summary>
    public static async Task BackupsOnceAsync(LaksanaDatabase database, string folder)
    {
        var dumps = (await EventsAsync(database)).Select(e => e.Event.Happened).OfType<ActionSucceeded>()
            .Where(s => s.Result.TryGetProperty("folder", out _)).Select(s => s.Result.GetProperty("folder").GetString()!).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(dumps.Distinct(StringComparer.Ordinal), dumps);
        Assert.Equal(dumps, Directory.Exists(folder) ? Directory.GetDirectories(folder).Order(StringComparer.Ordinal) : []);
    }

    public static async Task VerifiesAsync(LaksanaDatabase database)
    {
        var report = await new RegisterVerifier(database.OwnerConnectionString).VerifyAsync(new VerificationOrder(Office));
        Assert.True(report.Fits, report.First?.ToString());
        Assert.True(report.Seals > 0);
    }

    private static bool OpenedBySchedule(CaseEvent e) => e is CaseOpened { By: null };
}
