using System.Globalization;
using Laksana.Database;
using Laksana.Officers;
using static Laksana.Backups.KeepingTransaction;

namespace Laksana.Backups;

/// <summary>Policies are proposed by one officer and hold once another has approved them. Who may is the caller's to ask (<see cref="KeepingRights"/>); that it is not the same one is seen to here too.</summary>
public sealed class PolicyDesk(LaksanaDatabase database, TimeProvider clock)
{
    /// <param name="source">Empty: for every source that has none of its own.</param>
    public Task<KeepingAnswer> ProposeAsync(KeepingForm form, string source, RetentionPolicy policy, string reason, CancellationToken token) => ActAsync(form, async transaction =>
    {
        if (string.IsNullOrWhiteSpace(reason)) return new KeepingAnswer.Refused("reason-needed");
        if (await OneAsync<bool>(transaction, "select exists (select from backup_policy where office = $1 and source = $2 and decision is null)", token, form.Office, source))
            return new KeepingAnswer.Refused("policy-open");
        var version = await OneAsync<int>(transaction, "select coalesce(max(version), 0) + 1 from backup_policy where office = $1", token, form.Office);
        await DoAsync(transaction, """
            insert into backup_policy (office, version, source, daily, weekly, monthly, yearly, minimum, wait_days, reason, proposed_by, proposed_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """, token, form.Office, version, source, policy.Daily, policy.Weekly, policy.Monthly, policy.Yearly, policy.Minimum, policy.WaitDays, reason.Trim(), form.By, Now);
        await LogAsync(transaction, form, AdministrationActs.BackupPolicyProposed, version, Details(source, policy), reason.Trim(), token);
        return new KeepingAnswer.Done(version);
    }, token);

    public Task<KeepingAnswer> ApproveAsync(KeepingForm form, int version, CancellationToken token) => DecideAsync(form, version, PolicyDecision.Approved, null, token);

    public Task<KeepingAnswer> RefuseAsync(KeepingForm form, int version, string reason, CancellationToken token) => DecideAsync(form, version, PolicyDecision.Refused, reason, token);

    /// <summary>Who proposed it takes it back.</summary>
    public Task<KeepingAnswer> WithdrawAsync(KeepingForm form, int version, CancellationToken token) => DecideAsync(form, version, PolicyDecision.Withdrawn, null, token);

    private Task<KeepingAnswer> DecideAsync(KeepingForm form, int version, PolicyDecision decision, string? reason, CancellationToken token) => ActAsync(form, async transaction =>
    {
        if (decision == PolicyDecision.Refused && string.IsNullOrWhiteSpace(reason)) return new KeepingAnswer.Refused("reason-needed");
        await using var question = transaction.Command("select proposed_by, decision is null from backup_policy where office = $1 and version = $2", form.Office, version);
        string proposer;
        await using (var reader = await question.ExecuteReaderAsync(token))
        {
            if (!await reader.ReadAsync(token)) return new KeepingAnswer.NotFound();
            if (!reader.GetBoolean(1)) return new KeepingAnswer.Refused("policy-decided");
            proposer = reader.GetString(0);
        }
        if (proposer == form.By != (decision == PolicyDecision.Withdrawn)) return new KeepingAnswer.Refused(decision == PolicyDecision.Withdrawn ? "not-yours" : "second-officer");
        await DoAsync(transaction, "update backup_policy set decision = $3, decided_by = $4, decided_at = $5, decision_reason = $6 where office = $1 and version = $2", token,
            form.Office, version, (short)decision, form.By, Now, OrNull.Text(reason?.Trim()));
        await LogAsync(transaction, form, decision switch
        {
            PolicyDecision.Approved => AdministrationActs.BackupPolicyApproved,
            PolicyDecision.Refused => AdministrationActs.BackupPolicyRefused,
            _ => AdministrationActs.BackupPolicyWithdrawn,
        }, version, [], reason?.Trim(), token);
        return new KeepingAnswer.Done(version);
    }, token);

    private DateTimeOffset Now => clock.GetUtcNow();

    private Task<KeepingAnswer> ActAsync(KeepingForm form, Func<OfficeTransaction, Task<KeepingAnswer>> act, CancellationToken token) => KeepingTransaction.RunAsync(database, form, Now, act, token);

    private Task LogAsync(OfficeTransaction transaction, KeepingForm form, string act, int version, (string, string?)[] details, string? reason, CancellationToken token) =>
        AdministrationLog.AddAsync(transaction, form.Office, form.By, act, version.ToString(CultureInfo.InvariantCulture), details, Now, token, reason);

    private static (string, string?)[] Details(string source, RetentionPolicy p) =>
        [("sumber", source.Length == 0 ? null : source), .. new[] { ("harian", p.Daily), ("mingguan", p.Weekly), ("bulanan", p.Monthly), ("tahunan", p.Yearly), ("minimum", p.Minimum), ("tunggu", p.WaitDays) }
            .Select(n => (n.Item1, (string?)n.Item2.ToString(CultureInfo.InvariantCulture)))];
}
