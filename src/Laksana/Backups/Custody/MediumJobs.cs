using System.Text.Json;
using Laksana.Automation;

namespace Laksana.Backups;

/// <summary>Copies a backup to a medium that is plugged in at this machine. Its subject is the medium: one at a time on each.</summary>
public sealed class CopyJob(CustodyTools tools) : IBackupJob
{
    public const string Name = "medium.copy";

    public string Kind => Name;

    /// <param name="machine">Where the medium is plugged in.</param>
    public static JobOrder Order(MediumJobOrder order, string by, string machine) =>
        new(Name, order.Medium, JsonSerializer.SerializeToElement(order, CustodyJson.Default.MediumJobOrder), by, machine);

    public async Task<JobResult> RunAsync(JobRun run, IActionProgress progress, CancellationToken token)
    {
        var order = run.Arguments.Deserialize(CustodyJson.Default.MediumJobOrder)!;
        var done = await tools.Copying.RunAsync(new CopyOrder(run.Office, order.Medium, order.Backup!, $"{run.Id:N}-{run.Attempt}", order.By ?? run.AskedBy, order.CaseNumber, order.Rate), progress, token);
        return new JobResult(done.Summary, JsonSerializer.SerializeToElement(CopyResult.Of(done), CustodyJson.Default.CopyResult));
    }
}

/// <summary>Measures a medium that is plugged in at this machine. Its subject is the medium.</summary>
public sealed class MeasureJob(CustodyTools tools) : IBackupJob
{
    public const string Name = "medium.measure";

    public string Kind => Name;

    /// <param name="machine">Where the medium is plugged in.</param>
    public static JobOrder Order(MediumJobOrder order, string by, string machine) =>
        new(Name, order.Medium, JsonSerializer.SerializeToElement(order, CustodyJson.Default.MediumJobOrder), by, machine);

    public async Task<JobResult> RunAsync(JobRun run, IActionProgress progress, CancellationToken token)
    {
        var order = run.Arguments.Deserialize(CustodyJson.Default.MediumJobOrder)!;
        var done = await tools.Measuring.RunAsync(run.Office, order.Medium, order.Backup, order.By ?? run.AskedBy, order.Rate, progress, token);
        // A medium that is not whole is an answer and no failure of the work.
        return new JobResult(done.Check.Detail, JsonSerializer.SerializeToElement(MeasureResult.Of(done), CustodyJson.Default.MeasureResult));
    }
}
