using Laksana.Cases;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Laksana.Automation;

/// <summary>Brings an outcome to its case: tries until it is recorded or the case no longer waits for it. A second report changes nothing.</summary>
internal sealed partial class ActionReport(CaseDesk desk, ActionQueue queue, ILogger log)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    public async Task RecordAsync(TakenRun taken, CaseCommand outcome, CancellationToken token)
    {
        var request = new CaseRequest { Office = taken.Run.Office, Number = taken.Run.CaseNumber, Command = outcome, Lease = taken.Lease };
        for (var pause = TimeSpan.FromMilliseconds(250); ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                if (await desk.HandleAsync(request, token) is not CaseAnswer.Done)
                {
                    LogNotExpected(log, taken.Run.CaseNumber, taken.Run.Id);
                    await queue.DropAsync(taken, token);
                }
                return;
            }
            catch (Exception trouble) when (trouble is NpgsqlException or TimeoutException or IOException or OperatorException)
            {
                LogTrouble(log, taken.Run.CaseNumber, taken.Run.Id, trouble.Message);
                await Task.Delay(pause, token);
            }
        }
    }

    [LoggerMessage(510, LogLevel.Information, "Case {Case} no longer waits for run {Run}")]
    private static partial void LogNotExpected(ILogger log, string @case, Guid run);

    [LoggerMessage(511, LogLevel.Warning, "The outcome of run {Run} cannot be recorded in case {Case} yet: {Reason}")]
    private static partial void LogTrouble(ILogger log, string @case, Guid run, string reason);
}
