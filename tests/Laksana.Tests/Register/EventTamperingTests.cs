using System.Text;
using Laksana.Database;
using Laksana.Register;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Register;

/// <summary>A superuser changes events straight in the table. Case K-1 has 8 events, sealed at versions 3, 5 and 8.</summary>
public sealed class EventTamperingTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private LaksanaDatabase Database => fixture.Database;

    [Fact]
    public async Task a_changed_event_is_named_with_its_case_version_and_time()
    {
        using var register = await OfficeRegister.FilledAsync(Database, "ubah");
        var before = await register.Agenda.Database.ScalarAsync<byte[]>("ubah", "select body from event where case_number = 'K-1' and version = 4");
        var forged = Encoding.UTF8.GetString(before!).Replace("Catatan", "Catetan", StringComparison.Ordinal);
        await register.TamperAsync("update event set body = $2 where office = $1 and case_number = 'K-1' and version = 4", Encoding.UTF8.GetBytes(forged));
        var found = await SingleAsync(register);
        Assert.Equal((FindingKind.EventChanged, "event-changed", "K-1", 4), (found.Kind, found.Reason, found.CaseNumber, found.Version));
        Assert.Equal(new DateTimeOffset(2026, 10, 5, 1, 5, 0, TimeSpan.Zero), found.Time);
        Assert.Contains("K-1", found.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kind", "'note-removed'")]
    [InlineData("body_version", "2")]
    [InlineData("previous", "sha256('x')")]
    [InlineData("previous", "'short'")]
    [InlineData("hash", "sha256('x')")]
    [InlineData("hash", "''")]
    [InlineData("body", "''")]
    public async Task every_column_of_an_event_is_covered(string column, string value)
    {
        using var register = await OfficeRegister.FilledAsync(Database, NewOffice());
        await register.TamperAsync($"update event set {column} = {value} where office = $1 and case_number = 'K-1' and version = 2");
        var found = (await register.VerifyAsync(outside: false)).First!;
        Assert.Equal((FindingKind.EventChanged, "K-1"), (found.Kind, found.CaseNumber));
        Assert.InRange(2, found.Version!.Value, found.UpTo ?? found.Version.Value);
    }

    [Fact]
    public async Task an_event_moved_to_another_case_or_office_number_is_found()
    {
        using var register = await OfficeRegister.FilledAsync(Database, "pindah");
        await register.TamperAsync("update event set case_number = 'K-9' where office = $1 and case_number = 'K-3'");
        var report = await register.VerifyAsync(outside: false);
        Assert.Contains(report.Findings, f => f.CaseNumber == "K-9" && f.Kind == FindingKind.EventChanged && f.Version == 1);
        Assert.Contains(report.Findings, f => f.CaseNumber == "K-3" && f.Kind == FindingKind.EventMissing && f.Version == 1);
    }

    [Fact]
    public async Task a_changed_event_with_its_own_hash_computed_anew_is_named()
    {
        using var register = await OfficeRegister.FilledAsync(Database, "sidik");
        await ReplaceAsync(register, 4);
        var found = await SingleAsync(register);
        Assert.Equal((FindingKind.EventChanged, "event-replaced", 4), (found.Kind, found.Reason, found.Version));
    }

    [Fact]
    public async Task a_changed_event_with_the_whole_chain_computed_anew_is_found_by_the_seals()
    {
        using var register = await OfficeRegister.FilledAsync(Database, "rantai");
        await register.TamperAsync("update event set body = '{}' where office = $1 and case_number = 'K-1' and version = 5");
        await register.RechainAsync("K-1");
        var found = await SingleAsync(register);
        Assert.Equal((FindingKind.EventChanged, "events-not-as-sealed", "K-1", 4, 5, 2L),
            (found.Kind, found.Reason, found.CaseNumber, found.Version, found.UpTo, found.Seal));
    }

    [Theory]
    [InlineData("version = 1", 1, 1)]
    [InlineData("version in (4, 5)", 4, 5)]
    [InlineData("version > 6", 7, 8)]
    [InlineData("version > 0", 1, 8)]
    public async Task deleted_events_are_named(string which, int from, int upTo)
    {
        using var register = await OfficeRegister.FilledAsync(Database, NewOffice());
        await register.TamperAsync($"delete from event where office = $1 and case_number = 'K-1' and {which}");
        var found = await SingleAsync(register);
        Assert.Equal((FindingKind.EventMissing, "K-1", from, upTo), (found.Kind, found.CaseNumber, found.Version, found.UpTo));
        Assert.NotNull(found.Time);
    }

    [Fact]
    public async Task a_deleted_event_with_the_rest_renumbered_and_computed_anew_is_found()
    {
        using var register = await OfficeRegister.FilledAsync(Database, "nomor");
        await register.TamperAsync("delete from event where office = $1 and case_number = 'K-1' and version = 7");
        await register.TamperAsync("update event set version = 7 where office = $1 and case_number = 'K-1' and version = 8");
        Assert.Contains((await register.VerifyAsync()).Findings, f => f.CaseNumber == "K-1" && f.Version == 7);
        await register.RechainAsync("K-1");
        var found = await SingleAsync(register);
        Assert.Equal((FindingKind.EventMissing, 8), (found.Kind, found.Version));
    }

    [Fact]
    public async Task an_event_inserted_in_the_middle_with_the_chain_computed_anew_is_found()
    {
        using var register = await OfficeRegister.FilledAsync(Database, "sisip");
        await register.TamperAsync("update event set version = version + 100 where office = $1 and case_number = 'K-1' and version > 3");
        await register.TamperAsync("insert into event select office, case_number, 4, kind, body_version, body, previous, hash from event where office = $1 and case_number = 'K-1' and version = 3");
        await register.TamperAsync("update event set version = version - 99 where office = $1 and case_number = 'K-1' and version > 100");
        await register.RechainAsync("K-1");
        var report = await register.VerifyAsync();
        Assert.Contains(report.Findings, f => f is { CaseNumber: "K-1", Kind: FindingKind.EventChanged, Version: 4, UpTo: 5 });
        Assert.Equal(4, report.First!.Version);
    }

    [Fact]
    public async Task events_appended_without_the_program_are_found()
    {
        using var register = await OfficeRegister.FilledAsync(Database, "tambah");
        await register.TamperAsync("insert into event select office, case_number, 9, kind, body_version, body, hash, hash from event where office = $1 and case_number = 'K-1' and version = 8");
        await register.RechainAsync("K-1");
        await register.TamperAsync("insert into event select office, 'K-0', version, kind, body_version, body, previous, hash from event where office = $1 and case_number = 'K-2' and version = 1");
        await register.RechainAsync("K-0");
        var report = await register.VerifyAsync();
        Assert.Equal(2, report.FindingCount);
        Assert.Contains(report.Findings, f => f is { CaseNumber: "K-1", Kind: FindingKind.EventInserted, Version: 9 });
        Assert.Contains(report.Findings, f => f is { CaseNumber: "K-0", Kind: FindingKind.EventInserted, Version: 1 });
        Assert.Equal(2, report.UnsealedEvents);
    }

    [Fact]
    public async Task the_same_version_twice_is_found()
    {
        using var register = await OfficeRegister.FilledAsync(Database, "kembar");
        await Database.DoAsync(null, "alter table event drop constraint event_pkey");
        try
        {
            await register.TamperAsync("insert into event select office, case_number, version, kind, body_version, '{}', previous, hash from event where office = $1 and case_number = 'K-1' and version = 4");
            var report = await register.VerifyAsync();
            Assert.Contains(report.Findings, f => f is { CaseNumber: "K-1", Kind: FindingKind.EventInserted, Version: 4 });
        }
        finally
        {
            await register.TamperAsync("delete from event where office = $1 and body = '{}'");
            await Database.DoAsync(null, "alter table event add primary key (office, case_number, version)");
        }
    }

    [Fact]
    public async Task events_that_changed_places_are_named()
    {
        using var register = await OfficeRegister.FilledAsync(Database, "tukar");
        await SwapAsync(register, "version", 2, 3);
        var report = await register.VerifyAsync();
        Assert.Equal([(FindingKind.EventsReordered, 2), (FindingKind.EventsReordered, 3)], report.Findings.OrderBy(f => f.Version).Select(f => (f.Kind, f.Version!.Value)));
    }

    [Fact]
    public async Task contents_that_changed_places_are_named_and_found_also_with_the_chain_computed_anew()
    {
        using var register = await OfficeRegister.FilledAsync(Database, "tukar-isi");
        await SwapAsync(register, "body", 2, 5);
        var report = await register.VerifyAsync();
        Assert.Equal([(FindingKind.EventsReordered, 2), (FindingKind.EventsReordered, 5)], report.Findings.OrderBy(f => f.Version).Select(f => (f.Kind, f.Version!.Value)));
        await register.RechainAsync("K-1");
        var found = await SingleAsync(register);
        Assert.Equal((FindingKind.EventChanged, 1, 3), (found.Kind, found.Version, found.UpTo));
    }

    [Fact]
    public async Task an_event_that_waits_for_its_seal_is_covered_by_its_chain()
    {
        using var register = await OfficeRegister.FilledAsync(Database, "menunggu");
        await register.Agenda.NoteAsync("K-1", 3);
        await register.TamperAsync("update event set body = '{}' where office = $1 and case_number = 'K-1' and version = 10");
        Assert.Equal(10, (await SingleAsync(register)).Version);

        // Computed anew before the seal, it is found by the hash that the writer left for the sealer.
        await register.RechainAsync("K-1");
        await register.SealAsync();
        var found = await SingleAsync(register);
        Assert.Equal((FindingKind.EventChanged, 9, 11), (found.Kind, found.Version, found.UpTo));
    }

    [Fact]
    public async Task several_cases_are_reported_earliest_first()
    {
        using var register = await OfficeRegister.FilledAsync(Database, "banyak");
        await register.TamperAsync("update event set kind = 'x' where office = $1 and (case_number, version) in (('K-1', 7), ('K-2', 1), ('K-3', 1))");
        var report = await register.VerifyAsync();
        Assert.Equal(["K-2", "K-3", "K-1"], report.Findings.Select(f => f.CaseNumber));
        Assert.Equal(report.Findings[0], report.First);
    }

    private static string NewOffice() => "k" + Guid.NewGuid().ToString("N")[..20];

    private static async Task<Finding> SingleAsync(OfficeRegister register)
    {
        var report = await register.VerifyAsync();
        Assert.Equal(1, report.FindingCount);
        return report.First!;
    }

    private static async Task ReplaceAsync(OfficeRegister register, int version)
    {
        var events = await EventsAsync(register);
        var stored = events[version - 1];
        var forged = ChainedEvent.After(stored.Previous, stored.Office, stored.CaseNumber, version, stored.Kind, stored.BodyVersion, "{}"u8.ToArray());
        await register.TamperAsync("update event set body = $3, hash = $4 where office = $1 and case_number = 'K-1' and version = $2", version,
            forged.Body.ToArray(), forged.Hash.ToArray());
    }

    private static async Task<IReadOnlyList<ChainedEvent>> EventsAsync(OfficeRegister register)
    {
        await using var connection = await register.Agenda.Database.OpenAsync(register.Office);
        return await CaseRows.EventsAsync(connection, register.Office, "K-1", default);
    }

    private static async Task SwapAsync(OfficeRegister register, string what, int one, int other)
    {
        if (what == "version")
        {
            await register.TamperAsync("update event set version = 1000 where office = $1 and case_number = 'K-1' and version = $2", one);
            await register.TamperAsync("update event set version = $2 where office = $1 and case_number = 'K-1' and version = $3", one, other);
            await register.TamperAsync("update event set version = $2 where office = $1 and case_number = 'K-1' and version = 1000", other);
            return;
        }
        await register.TamperAsync("""
            update event e set body = o.body from event o
            where e.office = $1 and o.office = $1 and e.case_number = 'K-1' and o.case_number = 'K-1' and (e.version, o.version) in (($2, $3), ($3, $2))
            """, one, other);
    }
}
