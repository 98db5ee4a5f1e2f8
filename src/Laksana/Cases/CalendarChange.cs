using System.Globalization;
using Laksana.Database;
using Laksana.Officers;
using Laksana.WorkTime;

namespace Laksana.Cases;

/// <summary>A limit of an open case that another calendar moves. <paramref name="Run"/> is null for the limit of the case itself.</summary>
public sealed record MovedCaseLimit(string CaseNumber, int? Run, MovedLimit Limit);

/// <summary>What another calendar would move.</summary>
/// <param name="Cases">How many running cases were looked through.</param>
/// <param name="More">There are more than were asked for.</param>
public sealed record CalendarEffect(int Cases, IReadOnlyList<MovedCaseLimit> Moved, bool More);

/// <summary>Shows beforehand which open limits a changed calendar moves. Closed cases keep their times, so they are not looked at.</summary>
public sealed class CalendarChange(LaksanaDatabase database, PublishedSheets sheets, CaseLoader loader)
{
    private const int Page = 500;

    public async Task<CalendarEffect> EffectAsync(OfficeAtWork office, WorkCalendar after, int most, CancellationToken token)
    {
        var (cases, moved, last) = (0, new List<MovedCaseLimit>(), "");
        while (moved.Count <= most)
        {
            var numbers = await RunningAfterAsync(office.Id, last, token);
            if (numbers.Count == 0) return new CalendarEffect(cases, moved, false);
            foreach (var number in numbers)
                if (await loader.LoadAsync(office.Id, number, token) is { State: var state } && await sheets.FindAsync(office.Id, state.Procedure, state.ProcedureVersion, token) is { } sheet)
                    moved.AddRange(CalendarComparison.Moves(office.Calendar, after, new Deadlines(sheet.Procedure, office.Calendar, office.Definition.QueueLimit).Limits(state))
                        .Select(m => new MovedCaseLimit(number, RunOf(m.Limit.Id), m)));
            cases += numbers.Count;
            last = numbers[^1];
        }
        return new CalendarEffect(cases, moved[..most], true);
    }

    private static int? RunOf(string id) => id.Length == 0 ? null : int.Parse(id, CultureInfo.InvariantCulture);

    private async Task<IReadOnlyList<string>> RunningAfterAsync(string office, string last, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select distinct case_number from task where office = $1 and case_number > $2 order by case_number limit $3", office, last, (long)Page);
        await using var reader = await batch.ReadAsync(token);
        var numbers = new List<string>();
        while (await reader.ReadAsync(token)) numbers.Add(reader.GetString(0));
        return numbers;
    }
}
