using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Laksana.Database;
using Laksana.Officers;
using Laksana.Procedures;

namespace Laksana.Cases;

/// <summary>A published version of a sheet. Never edited: a change is a new version.</summary>
public sealed record SheetVersion(string Office, int Version, Procedure Procedure, string Body, DateOnly Effective, DateTimeOffset PublishedAt, string WhatChanged)
{
    /// <summary>Officer id, or the name of what published it at the installation.</summary>
    public string PublishedBy { get; init; } = "";
}

/// <summary>The sheets an office has published, in versions with dates. A running case stays on its own version.</summary>
public sealed class PublishedSheets(LaksanaDatabase database, TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string Office, string Procedure, int Version), SheetVersion> _versions = new();

    /// <summary>One version, or null.</summary>
    public async ValueTask<SheetVersion?> FindAsync(string office, string procedure, int version, CancellationToken token)
    {
        if (_versions.TryGetValue((office, procedure, version), out var kept)) return kept;
        return await ReadAsync(office, "where office = $1 and procedure = $2 and version = $3", token, procedure, version) is [var found, ..] ? found : null;
    }

    /// <summary>The version in force on a day: the newest whose date has come. Null when none has.</summary>
    public async Task<SheetVersion?> CurrentAsync(string office, string procedure, DateOnly day, CancellationToken token) =>
        await ReadAsync(office, "where office = $1 and procedure = $2 and effective <= $3 order by version desc limit 1", token, procedure, day) is [var found, ..] ? found : null;

    /// <summary>The version in force on a day of every sheet of the office, in order of title.</summary>
    public async Task<IReadOnlyList<SheetVersion>> AllCurrentAsync(string office, DateOnly day, CancellationToken token) =>
        [.. (await ReadAsync(office, """
            where office = $1 and (procedure, version) in
                (select procedure, max(version) from sheet_version where office = $1 and effective <= $2 group by procedure)
            """, token, day)).OrderBy(s => s.Procedure.Title, StringComparer.CurrentCulture)];

    /// <summary>Every version there is: a running case may be on an old one.</summary>
    public Task<IReadOnlyList<SheetVersion>> AllVersionsAsync(string office, CancellationToken token) => ReadAsync(office, "where office = $1 order by procedure, version", token);

    /// <summary>The versions of one sheet, oldest first.</summary>
    public Task<IReadOnlyList<SheetVersion>> VersionsAsync(string office, string procedure, CancellationToken token) =>
        ReadAsync(office, "where office = $1 and procedure = $2 order by version", token, procedure);

    /// <summary>Publishes a sheet's text as its next version, unless the newest version has the very same text.</summary>
    /// <param name="asVersion">When given, nothing is published unless the sheet would get just this number.</param>
    /// <returns>The newest version, and whether it is new.</returns>
    /// <exception cref="ArgumentException">The text has errors; publish only what the reader accepts.</exception>
    public async Task<(int Version, bool New)> PublishAsync(string office, string body, DateOnly effective, string by, string whatChanged, CancellationToken token, int? asVersion = null)
    {
        await using var transaction = await database.BeginAsync(office, token);
        var published = await PublishAsync(transaction, office, body, effective, by, whatChanged, asVersion, token);
        if (published.New) await transaction.CommitAsync(token);
        return published;
    }

    /// <summary>The same within a transaction, which whoever began it commits together with what else belongs to it.</summary>
    public async Task<(int Version, bool New)> PublishAsync(OfficeTransaction transaction, string office, string body, DateOnly effective, string by, string whatChanged, int? asVersion, CancellationToken token)
    {
        var procedure = SheetReader.Read(body, "sheet").Procedure ?? throw new ArgumentException("The sheet has errors.", nameof(body));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(body));
        await using (var one = transaction.Command("select pg_advisory_xact_lock(hashtextextended($1, 0))", $"sheet:{office}:{procedure.Id}"))
            await one.ExecuteNonQueryAsync(token);
        await using var newest = transaction.Command("select version, sha256 from sheet_version where office = $1 and procedure = $2 order by version desc limit 1", office, procedure.Id);
        var last = 0;
        await using (var reader = await newest.ExecuteReaderAsync(token))
            if (await reader.ReadAsync(token))
            {
                last = reader.GetInt32(0);
                if (hash.AsSpan().SequenceEqual(reader.GetFieldValue<byte[]>(1))) return (last, false);
            }
        if (asVersion is { } wanted && wanted != last + 1) return (last, false);
        await using var insert = transaction.Command("""
            insert into sheet_version (office, procedure, version, body, sha256, effective, published_at, published_by, what_changed)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """, office, procedure.Id, last + 1, body, hash, effective, clock.GetUtcNow(), by, whatChanged);
        await insert.ExecuteNonQueryAsync(token);
        await AdministrationLog.AddAsync(transaction, office, by, AdministrationActs.SheetPublished, procedure.Id,
            [("version", (last + 1).ToString(CultureInfo.InvariantCulture)), ("effective", effective.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))], clock.GetUtcNow(), token, whatChanged);
        await using (var tell = transaction.Command("select pg_notify('laksana_sheet', '')")) await tell.ExecuteNonQueryAsync(token);
        return (last + 1, true);
    }

    /// <summary>A version never changes: each time only which there are is asked, and its text once.</summary>
    private async Task<IReadOnlyList<SheetVersion>> ReadAsync(string office, string where, CancellationToken token, params object?[] values)
    {
        var kept = new List<SheetVersion?>();
        await using (var known = database.Batch(office))
        {
            known.Add("select procedure, version from sheet_version " + where, [office, .. values]);
            await using var keys = await known.ReadAsync(token);
            while (await keys.ReadAsync(token)) kept.Add(_versions.GetValueOrDefault((office, keys.GetString(0), keys.GetInt32(1))));
        }
        return kept.Contains(null) ? await ReadTextsAsync(office, where, values, token) : [.. kept.OfType<SheetVersion>()];
    }

    private async Task<IReadOnlyList<SheetVersion>> ReadTextsAsync(string office, string where, object?[] values, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select procedure, version, body, effective, published_at, what_changed, published_by from sheet_version " + where, [office, .. values]);
        await using var reader = await batch.ReadAsync(token);
        var found = new List<SheetVersion>();
        while (await reader.ReadAsync(token))
        {
            var key = (office, reader.GetString(0), reader.GetInt32(1));
            if (!_versions.TryGetValue(key, out var sheet))
            {
                var body = reader.GetString(2);
                var procedure = SheetReader.ReadPublished(body, key.Item2 + ".yaml")
                    ?? throw new InvalidOperationException($"The published sheet {key.Item2} version {key.Item3} does not read.");
                sheet = new SheetVersion(office, key.Item3, procedure, body, reader.GetFieldValue<DateOnly>(3), reader.GetFieldValue<DateTimeOffset>(4), reader.GetString(5)) { PublishedBy = reader.GetString(6) };
                _versions[key] = sheet;
            }
            found.Add(sheet);
        }
        return found;
    }
}
