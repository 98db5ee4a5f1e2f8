using Laksana.Cases;
using Laksana.Database;
using Microsoft.Extensions.Logging;

namespace Laksana.Automation;

/// <summary>
/// Finds rows and cases whose limit has passed and has the case say so, which marks them late once and tells the superior. Runs every few
/// seconds on one node; running it twice, or on two nodes, says nothing twice.
/// </summary>
public sealed partial class DeadlineSweep(LaksanaDatabase database, CaseDesk desk, TimeProvider clock, ILogger<DeadlineSweep> log)
{
    private const int Page = 500;

    /// <summary>Goes through one office. Call it directly after a demo office's clock was moved.</summary>
    /// <returns>In how many cases a limit was said to have passed.</returns>
    public async Task<int> RunAsync(string office, CancellationToken token)
    {
        var (said, last) = (0, "");
        while (true)
        {
            var numbers = await OverdueAfterAsync(office, last, token);
            foreach (var number in numbers)
                if (await SayAsync(office, number, token)) said++;
            if (numbers.Count < Page) break;
            last = numbers[^1];
        }
        AutomationMeter.LimitsPassed(said);
        return said;
    }

    private async Task<List<string>> OverdueAfterAsync(string office, string last, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("""
            select case_number from task where office = $1 and not late and due_at < $2 and case_number > $3
            union
            select case_number from case_file where office = $1 and status = 0 and not late and due_at < $2 and case_number > $3
            order by case_number limit $4
            """, office, clock.GetUtcNow(), last, Page);
        await using var reader = await batch.ReadAsync(token);
        var numbers = new List<string>();
        while (await reader.ReadAsync(token)) numbers.Add(reader.GetString(0));
        return numbers;
    }

    /// <summary>One case that cannot be handled must not keep the others from being seen.</summary>
    private async Task<bool> SayAsync(string office, string number, CancellationToken token)
    {
        try
        {
            var answer = await desk.HandleAsync(new CaseRequest { Office = office, Number = number, Command = new SayLimitsPassed() }, token);
            return answer is CaseAnswer.Done { Events.Count: > 0 };
        }
        catch (Exception error) when (!token.IsCancellationRequested)
        {
            LogFailed(log, error, number, office);
            return false;
        }
    }

    [LoggerMessage(540, LogLevel.Error, "The limits of {Case} of {Office} cannot be checked")]
    private static partial void LogFailed(ILogger log, Exception error, string @case, string office);
}
