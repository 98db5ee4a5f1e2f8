using System.Text.Json;
using System.Text.Json.Serialization;
using Laksana.Database;

namespace Laksana.Notices;

/// <summary>How the connection to the mail server is kept from other eyes.</summary>
public enum MailSecurity
{
    /// <summary>STARTTLS (RFC 3207), refused when the server does not offer it.</summary>
    StartTls,
    /// <summary>TLS from the first byte (RFC 8314), usually port 465.</summary>
    Tls,
    /// <summary>None: a server on this very machine, or one without a password.</summary>
    None,
}

/// <summary>By which ways an office's messages leave. Secrets stand beside it, protected, and are never read back into a form.</summary>
public sealed record NoticeSettings
{
    public string? MailHost { get; init; }
    public int MailPort { get; init; } = 587;
    public MailSecurity MailSecurity { get; init; }
    public string? MailUser { get; init; }
    /// <summary>SHA-256 of the server's certificate in hexadecimal, where no authority known here vouches for it.</summary>
    public string? MailCertificate { get; init; }
    public string? SenderAddress { get; init; }
    public string? WebhookAddress { get; init; }
    /// <summary>The webhook may lie in the office's own network or on this machine.</summary>
    public bool WebhookWithin { get; init; }
    /// <summary>What links begin with, e.g. <c>https://laksana.contoh.go.id</c>.</summary>
    public string? BaseAddress { get; init; }
    public TimeOnly? QuietFrom { get; init; }
    public TimeOnly? QuietTo { get; init; }
    /// <summary>Nothing is sent on days off.</summary>
    public bool QuietDaysOff { get; init; }

    [JsonIgnore] public bool MailIsSet => MailHost is not null && SenderAddress is not null && BaseAddress is not null;
    [JsonIgnore] public bool WebhookIsSet => WebhookAddress is not null && BaseAddress is not null;
    [JsonIgnore] public QuietHours? Quiet => QuietFrom is { } from && QuietTo is { } to ? new QuietHours(from, to) : null;
}

/// <summary>What an officer chose for himself.</summary>
public sealed record PersonalNotices
{
    /// <summary>"id" or "en".</summary>
    public string Language { get; init; } = "id";
    /// <summary>Everything in one message a day, at this time; null: each as it comes.</summary>
    public TimeOnly? SummaryAt { get; init; }
    public TimeOnly? QuietFrom { get; init; }
    public TimeOnly? QuietTo { get; init; }
    /// <summary>What is late comes at once, also in quiet hours and beside the summary.</summary>
    public bool LatePasses { get; init; }

    [JsonIgnore] public QuietHours? Quiet => QuietFrom is { } from && QuietTo is { } to ? new QuietHours(from, to) : null;
}

/// <summary>The settings with their version, as they stand in the table.</summary>
public sealed record StoredNoticeSettings(NoticeSettings Settings, int Version, byte[]? MailSecret, byte[]? WebhookSecret);

/// <summary>Reads and writes the settings of offices.</summary>
public sealed class NoticeSettingsBook(LaksanaDatabase database)
{
    public async Task<StoredNoticeSettings> ReadAsync(string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select body, version, smtp_secret, webhook_secret from notice_setting where office = $1", office);
        await using var reader = await batch.ReadAsync(token);
        if (!await reader.ReadAsync(token)) return new StoredNoticeSettings(new NoticeSettings(), 0, null, null);
        return new StoredNoticeSettings(JsonSerializer.Deserialize(reader.GetString(0), NoticeSettingsJson.Default.NoticeSettings)!, reader.GetInt32(1),
            reader.IsDBNull(2) ? null : reader.GetFieldValue<byte[]>(2), reader.IsDBNull(3) ? null : reader.GetFieldValue<byte[]>(3));
    }

    /// <summary>Writes them where nobody else has since <paramref name="seen"/>. False: somebody has.</summary>
    /// <param name="mailSecret">Protected; null takes the secret away.</param>
    /// <param name="also">What is written in the same transaction.</param>
    public async Task<bool> WriteAsync(string office, NoticeSettings settings, int seen, byte[]? mailSecret, byte[]? webhookSecret, CancellationToken token, Func<OfficeTransaction, Task>? also = null)
    {
        await using var transaction = await database.BeginAsync(office, token);
        await using (var write = transaction.Command("""
            insert into notice_setting (office, version, body, smtp_secret, webhook_secret) values ($1, $2 + 1, $3, $4, $5)
            on conflict (office) do update set version = excluded.version, body = excluded.body, smtp_secret = excluded.smtp_secret, webhook_secret = excluded.webhook_secret
            where notice_setting.version = $2
            """, office, seen, JsonSerializer.Serialize(settings, NoticeSettingsJson.Default.NoticeSettings), Bytes(mailSecret), Bytes(webhookSecret)))
            if (await write.ExecuteNonQueryAsync(token) == 0) return false;
        if (also is not null) await also(transaction);
        await transaction.CommitAsync(token);
        return true;
    }

    private static Npgsql.NpgsqlParameter Bytes(byte[]? value) => new() { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bytea, Value = (object?)value ?? DBNull.Value };
}

[JsonSerializable(typeof(NoticeSettings))]
[JsonSerializable(typeof(PersonalNotices))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
internal sealed partial class NoticeSettingsJson : JsonSerializerContext;
