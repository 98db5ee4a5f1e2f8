using System.Text;
using System.Text.Json;
using Laksana.Database;

namespace Laksana.Officers;

/// <summary>One line of the log. <paramref name="Officer"/> is who did it, <paramref name="Subject"/> on whom or what.</summary>
/// <param name="Details">In the order in which they were written.</param>
public sealed record AdministrationLine(long Number, DateTimeOffset At, string Officer, string Act, string Subject,
    IReadOnlyList<KeyValuePair<string, string>> Details, string? Reason);

/// <summary>Which lines are asked for; what is null does not narrow. <paramref name="From"/> and <paramref name="Until"/> bound the moment.</summary>
/// <param name="Text">Occurs in the subject, the details or the reason.</param>
/// <param name="Before">Only lines with a lower number: how pages go on.</param>
public sealed record AdministrationFilter(string? Officer = null, string? Act = null, string? Text = null, DateTimeOffset? From = null, DateTimeOffset? Until = null, long? Before = null);

/// <summary>
/// What administrators do is written down in the transaction of the act itself: officers and their positions, absences, calendar, roles, accounts,
/// tokens, sheets, settings. Lines are never changed; each holds the hash of the one before it (docs/register.md), which <c>register verify</c> recomputes.
/// </summary>
public sealed class AdministrationLog(LaksanaDatabase database)
{
    /// <summary>Stands for whoever runs the machine: the commands, and what the installation does by itself.</summary>
    public const string Installation = "installation";

    private const string Insert = "insert into administration_event (office, at, officer, act, subject, details, reason) values ($1, $2, $3, $4, $5, $6, $7)";

    /// <summary>Adds a line to the act's own batch: both are durable, or neither is.</summary>
    /// <param name="officer">Who does it: officer id, or <see cref="Installation"/>.</param>
    /// <param name="act">One of <see cref="AdministrationActs"/>, or another in the same form with its words in the resources of this folder.</param>
    /// <param name="subject">On whom or what.</param>
    /// <param name="details">Name and value, never a secret; one whose value is null is left out.</param>
    public static void Add(OfficeBatch batch, string office, string officer, string act, string subject, IReadOnlyList<(string Name, string? Value)> details, DateTimeOffset now, string? reason = null) =>
        batch.Add(Insert, office, now, officer, act, subject, Json(details), reason);

    /// <summary>The same as a statement, for a transaction that another builds.</summary>
    internal static (string Sql, object?[] Values) Statement(string office, string officer, string act, string subject, IReadOnlyList<(string Name, string? Value)> details, DateTimeOffset now, string? reason) =>
        (Insert, [office, now, officer, act, subject, Json(details), OrNull.Text(reason)]);

    /// <summary>The same in an open transaction, where it shows only on the way whether anything is done.</summary>
    public static async Task AddAsync(OfficeTransaction transaction, string office, string officer, string act, string subject,
        IReadOnlyList<(string Name, string? Value)> details, DateTimeOffset now, CancellationToken token, string? reason = null)
    {
        await using var insert = transaction.Command(Insert, office, now, officer, act, subject, Json(details), reason);
        await insert.ExecuteNonQueryAsync(token);
    }

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<AdministrationLine>> ReadAsync(string office, AdministrationFilter filter, int most, CancellationToken token)
    {
        var (where, values) = Conditions(office, filter);
        await using var batch = database.Batch(office);
        batch.Add($"select number, at, officer, act, subject, details, reason from administration_event where {where} order by number desc limit {most}", [.. values]);
        await using var reader = await batch.ReadAsync(token);
        var lines = new List<AdministrationLine>();
        while (await reader.ReadAsync(token))
            lines.Add(new AdministrationLine(reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), reader.GetString(3), reader.GetString(4),
                Details(reader.GetString(5)), reader.IsDBNull(6) ? null : reader.GetString(6)));
        return lines;
    }

    private static (string Where, List<object?> Values) Conditions(string office, AdministrationFilter filter)
    {
        var (where, values) = (new StringBuilder("office = $1"), new List<object?> { office });
        void And(string condition, object? value)
        {
            if (value is null) return;
            values.Add(value);
            where.Append(" and ").Append(condition.Replace("$?", $"${values.Count}", StringComparison.Ordinal));
        }
        And("officer = $?", filter.Officer);
        And("act = $?", filter.Act);
        And("(strpos(lower(subject), lower($?)) > 0 or strpos(lower(details), lower($?)) > 0 or strpos(lower(coalesce(reason, '')), lower($?)) > 0)", filter.Text);
        And("at >= $?", filter.From);
        And("at < $?", filter.Until);
        And("number < $?", filter.Before);
        return (where.ToString(), values);
    }

    private static string Json(IReadOnlyList<(string Name, string? Value)> details)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            foreach (var (name, value) in details)
                if (value is not null) json.WriteString(name, value);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static List<KeyValuePair<string, string>> Details(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value.GetString() ?? ""))];
    }
}
