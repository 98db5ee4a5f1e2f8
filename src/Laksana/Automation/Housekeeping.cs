using Laksana.Database;
using Laksana.Documents;

namespace Laksana.Automation;

/// <summary>Removes what has served its time: used idempotency keys, and the progress of machine work that ended weeks ago (its result is in the register), and uploads that no case took.</summary>
internal sealed class Housekeeping(LaksanaDatabase database, TimeProvider clock)
{
    public static readonly TimeSpan ProgressLife = TimeSpan.FromDays(30);

    private readonly DocumentStore _documents = new(database, clock);

    public async Task RunAsync(CancellationToken token)
    {
        var now = clock.GetUtcNow();
        foreach (var office in await database.OfficesAsync(token))
        {
            await using var batch = database.Batch(office);
            batch.Add("delete from idempotency_key where office = $1 and expires_at <= $2", office, now);
            batch.Add("delete from sent_form where office = $1 and expires_at <= $2", office, now);
            batch.Add("delete from draft where office = $1 and expires_at <= $2", office, now);
            batch.Add("delete from notice_message where office = $1 and ended_at < $2", office, now - ProgressLife);
            batch.Add("delete from action_run where office = $1 and status > 1 and ended_at < $2", office, now - ProgressLife);
            await batch.ExecuteAsync(token);
            await _documents.SweepAsync(office, token);
        }
    }
}
