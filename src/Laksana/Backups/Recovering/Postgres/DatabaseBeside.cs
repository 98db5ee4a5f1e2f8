using Npgsql;
using static Laksana.Backups.RecoveryWords;

namespace Laksana.Backups;

/// <summary>
/// The database that a backup is restored into: always a new one under a name that <see cref="BesideNames"/> made, marked in its comment, closed to all but its owner.
/// An attempt restores under a name of its own; when what it holds is known to be equal to the backup it gets the recovery's name, by one renaming.
/// </summary>
internal sealed class DatabaseBeside(ServerHold hold, string recovery, RecoveryNames names)
{
    private NpgsqlConnection Server => hold.Connection;

    public static string Mark(string recovery) => "laksana recovery " + recovery;

    /// <summary>Makes the empty database of an attempt.</summary>
    /// <param name="like">Encoding, locale, owner and tablespace; of the live database where there is one.</param>
    public async Task CreateAsync(string name, NewDatabase like, CancellationToken token)
    {
        if (await Server.OneAsync<bool>("select exists (select from pg_database where datname = $1)", token, name)) throw Fail("beside-taken", name);
        try
        {
            await Server.DoAsync($"create database {PgName.Quote(name)} template template0 connection limit -1{like.Clauses}", token, seconds: 600);
        }
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.DuplicateDatabase)
        {
            throw Fail("beside-taken", mayRetry: false, refused, name);
        }
        catch (PostgresException refused)
        {
            throw Fail("cannot-create", mayRetry: refused.IsTransient, refused, name, refused.MessageText);
        }
        await Server.DoAsync($"revoke connect, temporary on database {PgName.Quote(name)} from public; comment on database {PgName.Quote(name)} is {PgName.Text(Mark(recovery))}", token);
    }

    /// <summary>The attempt's database gets the recovery's name. It must be in nobody's use.</summary>
    public async Task<string> PublishAsync(string attempt, CancellationToken token)
    {
        await Server.DoAsync($"alter database {PgName.Quote(attempt)} rename to {PgName.Quote(names.Beside)}", token);
        return await Server.OneAsync<string>("select oid::text from pg_database where datname = $1", token, names.Beside) ?? throw Fail("beside-gone", names.Beside);
    }

    /// <summary>Removes a database of this recovery, when it still is the one that is meant.</summary>
    /// <param name="identity">Its oid; null: whatever of this recovery's attempts has that name.</param>
    /// <exception cref="Automation.ActionFailedException">Another database has its name.</exception>
    public async Task RemoveAsync(string name, string? identity, CancellationToken token)
    {
        if (await DatabaseFacts.ReadAsync(Server, name, token) is not { } found) return;
        // The live name is never dropped, whatever is written anywhere.
        if (name == names.Live || (identity is null ? found.Comment != Mark(recovery) : found.Identity != identity)) throw Fail("not-ours", name);
        await Server.DoAsync($"drop database {PgName.Quote(name)} with (force)", token, seconds: 600);
    }

    /// <summary>Removes what attempts of this recovery left behind: databases with its mark.</summary>
    /// <param name="finished">Also one that a lost attempt had finished without being able to say so.</param>
    public async Task RemoveLeftAsync(bool finished, CancellationToken token)
    {
        var marked = await Server.ListAsync("select datname from pg_database d where shobj_description(d.oid, 'pg_database') = $1 and datname <> $2 and datname <> $3 order by 1",
            token, Mark(recovery), names.Live, names.Old);
        foreach (var name in marked.Where(n => finished || n != names.Beside)) await RemoveAsync(name, null, token);
    }
}

/// <summary>What a new database is made like.</summary>
internal sealed record NewDatabase(string Encoding, string? Collate, string? Ctype, string? Provider, string? Locale, string? Owner, string? Tablespace)
{
    public static NewDatabase Like(DatabaseFacts live) => new(live.Encoding, live.Collate, live.Ctype, live.Provider, live.Locale, live.Owner, live.Tablespace);

    public string Clauses => $" encoding {PgName.Text(Encoding)}" + Clause(" lc_collate", Collate) + Clause(" lc_ctype", Ctype)
        + (Provider == "i" ? " locale_provider icu" + Clause(" icu_locale", Locale) : "") + Name(" owner", Owner) + Name(" tablespace", Tablespace == "pg_default" ? null : Tablespace);

    private static string Clause(string word, string? value) => value is null ? "" : $"{word} {PgName.Text(value)}";

    private static string Name(string word, string? value) => value is null ? "" : $"{word} {PgName.Quote(value)}";
}
