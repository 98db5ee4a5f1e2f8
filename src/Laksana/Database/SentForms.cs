using Npgsql;

namespace Laksana.Database;

/// <summary>
/// Forms outside a case, each done once: the key that the form carried (<c>kunci</c>) is a row of the same transaction. Add it first; when the batch then ends in
/// <see cref="WasSent"/>, the form was done before, and <see cref="ResultAsync"/> tells where it led.
/// </summary>
public static class SentForms
{
    /// <summary>How long a key is remembered.</summary>
    internal static readonly TimeSpan Life = TimeSpan.FromDays(2);

    extension(OfficeBatch batch)
    {
        /// <param name="sender">Officer id, or what tells one sender from another on a public page.</param>
        /// <param name="result">Where the page goes on.</param>
        public void AddOnce(string office, string sender, string key, string result, DateTimeOffset now) =>
            batch.Add("insert into sent_form (office, sender, key, result, expires_at) values ($1, $2, $3, $4, $5)", office, sender, key, result, now + Life);
    }

    /// <summary>The same in an open transaction.</summary>
    public static async Task AddOnceAsync(OfficeTransaction transaction, string office, string sender, string key, string result, DateTimeOffset now, CancellationToken token)
    {
        await using var insert = transaction.Command("insert into sent_form (office, sender, key, result, expires_at) values ($1, $2, $3, $4, $5)", office, sender, key, result, now + Life);
        await insert.ExecuteNonQueryAsync(token);
    }

    /// <summary>Whether a batch failed because its form was done before.</summary>
    public static bool WasSent(PostgresException failure) => failure is { SqlState: PostgresErrorCodes.UniqueViolation, TableName: "sent_form" };

    /// <summary>Where the form led when it was done; null when it was not.</summary>
    public static async Task<string?> ResultAsync(LaksanaDatabase database, string office, string sender, string key, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select result from sent_form where office = $1 and sender = $2 and key = $3", office, sender, key);
        await using var reader = await batch.ReadAsync(token);
        return await reader.ReadAsync(token) ? reader.GetString(0) : null;
    }
}
