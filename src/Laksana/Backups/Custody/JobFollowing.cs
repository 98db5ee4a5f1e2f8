using System.Text.Json;
using Laksana.Automation;

namespace Laksana.Backups;

/// <summary>Lets a job on another machine do a row's work, and says what it says.</summary>
internal static class JobFollowing
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(400);

    /// <returns>The job's result.</returns>
    public static async Task<JsonElement> FollowAsync(BackupJobs jobs, string office, JobOrder order, IActionProgress progress, CancellationToken token)
    {
        var (id, _) = await jobs.AskAsync(office, order, token);
        try
        {
            for (var heard = 0; ;)
            {
                var now = await jobs.FindAsync(office, id, token) ?? throw new InvalidOperationException("The job is gone.");
                foreach (var line in now.Lines.Skip(heard)) await progress.ReportAsync(line, now.Fraction, token);
                heard = Math.Max(heard, now.Lines.Count);
                if (now.Count is { } count) await progress.CountAsync(count, token);
                if (now.Status == ActionRunStatus.Succeeded) return JsonSerializer.Deserialize<JsonElement>(now.Result ?? "{}");
                if (!now.Going) throw new ActionFailedException(now.Summary ?? "", now.Hint, mayRetry: false);
                await Task.Delay(LookEvery, token);
            }
        }
        catch (OperationCanceledException)
        {
            await jobs.CancelAsync(office, id, CancellationToken.None);
            throw;
        }
    }
}
