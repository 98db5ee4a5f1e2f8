using Laksana.Cases;
using Laksana.Database;

namespace Laksana.Agenda;

/// <summary>Enters sealed acts as lines of the agenda. That a row became ready is no act of anybody and has no line.</summary>
public sealed class AgendaFollower(LaksanaDatabase database)
{
    internal const string Name = "agenda";

    private readonly SealedActs _seals = new(database, Name);

    /// <summary>Follows an office's seals to the last one.</summary>
    public async Task RunAsync(string office, CancellationToken token)
    {
        while (await _seals.FollowAsync(office, (transaction, cases) => EnterAsync(transaction, office, cases, token), token)) token.ThrowIfCancellationRequested();
    }

    /// <summary>The lines of one case after those that are known.</summary>
    internal static IEnumerable<ActInCase> LinesOf(SealedCase part) => LinesOf(part.Number, part.Events, part.Known);

    internal static IEnumerable<ActInCase> LinesOf(string number, IReadOnlyList<CaseEvent> events, int known)
    {
        CaseState? state = null;
        for (var i = 0; i < events.Count; i++)
        {
            state = CaseEngine.Apply(state, events[i]);
            if (i < known || events[i] is StepReady) continue;
            yield return new ActInCase(number, i + 1, events[i], state.Procedure, state.ProcedureVersion, events[i].RunOf(state));
        }
    }

    private static async Task EnterAsync(OfficeTransaction transaction, string office, IReadOnlyList<SealedCase> cases, CancellationToken token)
    {
        var lines = cases.SelectMany(part => LinesOf(part).Select(line => (Line: line, Seal: part.SealOf(line.Version)))).ToList();
        T[] Each<T>(Func<ActInCase, T> what) => [.. lines.Select(l => what(l.Line))];
        await using var insert = transaction.Command("""
            insert into agenda_entry (office, case_number, version, at, kind, procedure, procedure_version, step, site, officer, position, seal)
            select $1, * from unnest($2::text[], $3::int[], $4::timestamptz[], $5::text[], $6::text[], $7::int[], $8::text[], $9::text[], $10::text[], $11::text[], $12::bigint[])
            """, office, Each(l => l.CaseNumber), Each(l => l.Version), Each(l => l.Happened.At.UtcDateTime), Each(l => EventJson.KindOf(l.Happened)), Each(l => l.Procedure),
            Each(l => l.ProcedureVersion), Each(l => l.Run?.Step), Each(l => l.Run?.Site), Each(l => l.Happened.By?.Officer), Each(l => l.Happened.By?.Position),
            lines.Select(l => l.Seal).ToArray());
        await insert.ExecuteNonQueryAsync(token);
    }
}

/// <summary>An event of a case, the sheet it ran on, and the row it concerns.</summary>
internal sealed record ActInCase(string CaseNumber, int Version, CaseEvent Happened, string Procedure, int ProcedureVersion, StepRun? Run);
