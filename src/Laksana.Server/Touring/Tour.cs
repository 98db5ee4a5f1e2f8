using Laksana.Cases;
using Laksana.Server.Commands;

namespace Laksana.Server.Touring;

/// <summary>How a tour is made.</summary>
/// <param name="Offices">Folder of the offices.</param>
/// <param name="Keep">Leave the data directory.</param>
internal sealed record TourOrder(string Offices, bool Keep, IReadOnlyList<TourScript> Scripts);

/// <summary>Serves a fresh demo, walks a case of every procedure through its API, and has the result verified.</summary>
/// <param name="tell">Told each line of the agenda as it happens.</param>
internal sealed class Tour(TourOrder order, Action<TourLine> tell)
{
    /// <summary>MiB of resident memory that the program may take.</summary>
    public const double MemoryLimit = 200;

    private readonly TourFacts _facts = new();

    /// <exception cref="OperatorException">The program or its database could not be started, or ended by itself.</exception>
    public async Task<TourAnswer> RunAsync(CancellationToken token)
    {
        var begun = TimeProvider.System.GetTimestamp();
        await using var installation = await TourInstallation.StartAsync(order.Offices, order.Keep, token);
        using var api = new TourApi(installation.Address);
        try
        {
            var offices = await OfficesAsync(api, installation, token);
            await WalkAsync(api, offices, token);
            var (memory, register, dossier) = await ProveAsync(installation, api, offices, token);
            var checks = new TourChecks(_facts, order.Scripts.Count).All(memory, register, dossier);
            return new TourAnswer(checks.All(c => c.Passed), Math.Round(TimeProvider.System.GetElapsedTime(begun).TotalSeconds, 1), api.Calls, _facts.Cases, checks,
                memory, register, dossier, _facts.Lines, order.Keep ? installation.Data : null);
        }
        catch (HttpRequestException) when (!token.IsCancellationRequested)
        {
            throw installation.Ended();
        }
    }

    /// <summary>The offices of the scripts that are installed.</summary>
    private async Task<Dictionary<string, TourOffice>> OfficesAsync(TourApi api, TourInstallation installation, CancellationToken token)
    {
        var offices = new Dictionary<string, TourOffice>(StringComparer.Ordinal);
        foreach (var id in order.Scripts.Select(s => s.Office).Distinct(StringComparer.Ordinal).Where(installation.Has)) offices[id] = await TourOffice.ReadAsync(api, id, token);
        return offices.Count > 0 ? offices : throw new OperatorException(TourWords.Say["no-office", order.Offices], TourWords.Say["no-office.hint"], ExitCode.NotFound);
    }

    private async Task WalkAsync(TourApi api, Dictionary<string, TourOffice> offices, CancellationToken token)
    {
        var clock = new TourClock(api, offices.Values.First().Administrator);
        await clock.BeginAsync([.. offices.Values.Select(o => o.Calendar)], token);
        foreach (var script in order.Scripts)
            if (offices.TryGetValue(script.Office, out var office)) await new CaseWalk(api, clock, office, script, _facts, tell).RunAsync(token);
            else _facts.Cases.Add(new TourCase(script.Office, script.Sheet, script.Sheet, null, 0, 0, [], [], 0, 0, 0, 0, false, TourWords.Say["walk.no-office", script.Office]));
        _facts.LeftOut.AddRange(offices.Values.SelectMany(o => o.Sheets.Where(s => !order.Scripts.Any(t => t.Office == o.View.Office && t.Sheet == s.Sheet)).Select(s => s.Sheet)));
    }

    private async Task<(TourMemory?, IReadOnlyList<VerifyAnswer>, DossierAnswer?)> ProveAsync(TourInstallation installation, TourApi api, Dictionary<string, TourOffice> offices, CancellationToken token)
    {
        await LateAsync(api, token);
        foreach (var (told, done) in _facts.Of<ActionSucceeded>().Where(e => e.Happened.Result.TryGetProperty("folder", out _)))
            if (await TourProofs.IsOnDiskAsync(done.Result, token)) _facts.Dumps.Add($"{told.Where} {done.Summary}");
        var proofs = new TourProofs(installation, api);
        await proofs.SealedAsync(offices.Values, token);
        var register = await proofs.VerifyAsync(token);
        var memory = installation.Memory(MemoryLimit);
        // The case with the most to prove.
        var proved = _facts.Cases.Where(c => c.Closed).MaxBy(c => _facts.Events.Count(e => e.State.Number == c.Number && e.Happened is DocumentAttached));
        var dossier = proved is null ? null : await proofs.ExportAsync(proved, token);
        await installation.StopAsync(token);
        return (memory, register, dossier is null ? null : await proofs.VerifyAsync(dossier, token));
    }

    /// <summary>Whose handling limit passed, and whether the superior's bell says so.</summary>
    private async Task LateAsync(TourApi api, CancellationToken token)
    {
        foreach (var (told, passed) in _facts.Of<LimitPassed>().Where(e => e.Happened.Limit == LimitKind.Handling).ToList())
        {
            var role = told.Sheet.Step(told.State.FindRun(passed.Run)!.Step).Role;
            var superiors = await told.Office.SuperiorsAsync(told.Sheet.Id, role, token);
            var heard = new List<string>();
            foreach (var superior in superiors)
            {
                var notices = await api.ReadAsync(told.Office.Officer(superior), "/notices", TourApi.Answers.IReadOnlyListNotice, token);
                if (notices.Any(n => n.CaseNumber == told.State.Number && n.Cause.StartsWith(FormattableString.Invariant($"late:{told.State.Number}:{passed.Run}:"), StringComparison.Ordinal))) heard.Add(superior);
            }
            _facts.Late.Add(new PassedLimit(told.State.Number, passed.Run, superiors, heard));
        }
    }
}
