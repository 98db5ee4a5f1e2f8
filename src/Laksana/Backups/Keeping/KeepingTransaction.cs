using Laksana.Database;
using Npgsql;

namespace Laksana.Backups;

/// <summary>An act of keeping in one transaction, with its form's key; of an office one at a time, so that what was read is what is written on.</summary>
internal static class KeepingTransaction
{
    /// <param name="act">Refuses, or does it; what was done is committed.</param>
    public static async Task<KeepingAnswer> RunAsync(LaksanaDatabase database, KeepingForm form, DateTimeOffset now, Func<OfficeTransaction, Task<KeepingAnswer>> act, CancellationToken token)
    {
        if (form.Key is { } sent && await SentForms.ResultAsync(database, form.Office, form.By, sent, token) is not null) return new KeepingAnswer.Done(Repeated: true);
        await using var transaction = await database.BeginAsync(form.Office, token);
        await LockAsync(transaction, form.Office, token);
        try
        {
            if (form.Key is { } key)
                await DoAsync(transaction, "insert into sent_form (office, sender, key, result, expires_at) values ($1, $2, $3, '', $4)", token, form.Office, form.By, key, now + SentForms.Life);
        }
        catch (PostgresException twice) when (SentForms.WasSent(twice))
        {
            return new KeepingAnswer.Done(Repeated: true);
        }
        var answer = await act(transaction);
        if (answer is KeepingAnswer.Done) await transaction.CommitAsync(token);
        return answer;
    }

    public static Task LockAsync(OfficeTransaction transaction, string office, CancellationToken token) =>
        DoAsync(transaction, "select pg_advisory_xact_lock(hashtextextended($1, 0))", token, "backup-keeping:" + office);

    public static async Task<int> DoAsync(OfficeTransaction transaction, string sql, CancellationToken token, params object?[] values)
    {
        await using var command = transaction.Command(sql, values);
        return await command.ExecuteNonQueryAsync(token);
    }

    public static async Task<T?> OneAsync<T>(OfficeTransaction transaction, string sql, CancellationToken token, params object?[] values)
    {
        await using var command = transaction.Command(sql, values);
        return await command.ExecuteScalarAsync(token) is T found ? found : default;
    }
}
