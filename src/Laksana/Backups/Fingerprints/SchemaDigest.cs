using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Laksana.Backups;

/// <summary>
/// One number for how a database is built: a line for each schema, relation, column, constraint, index, function, trigger, type, policy, rule and extension, in order,
/// hashed. Only what a dump and a restore leave as it is, on the same or a newer server: names, kinds, types, columns, keys, switches and the sources of functions. The
/// expressions of defaults, checks and views are not in it (PostgreSQL words them anew), nor are owners, rights, comments, storage and versions of extensions.
/// </summary>
internal static class SchemaDigest
{
    public static async Task<string> ReadAsync(NpgsqlConnection connection, CancellationToken token)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var command = new NpgsqlCommand(Lines, connection) { CommandTimeout = 600 };
        await using var reader = await command.ExecuteReaderAsync(token);
        while (await reader.ReadAsync(token)) hash.AppendData(Encoding.UTF8.GetBytes(reader.GetString(0) + "\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>What belongs to an extension comes with it and is not looked at; JSON arrays keep hostile names apart.</summary>
    private const string Lines = """
        with ours as (
            select c.oid, n.nspname, c.relname, c.relkind, c.relpersistence, c.relispartition, c.relrowsecurity, c.relforcerowsecurity, c.relreplident, c.relispopulated
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname <> 'information_schema' and n.nspname !~ '^pg_' and c.relpersistence <> 't' and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f', 'c')
                and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
        ),
        spaces as (
            select n.oid, n.nspname from pg_namespace n where n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
        ),
        lines as (
            select jsonb_build_array('extension', e.extname)::text as line from pg_extension e
            union all
            select jsonb_build_array('schema', s.nspname)::text from spaces s
            where not exists (select from pg_depend d where d.classid = 'pg_namespace'::regclass and d.objid = s.oid and d.deptype = 'e')
            union all
            select jsonb_build_array('relation', nspname, relname, relkind, relpersistence, relispartition, relrowsecurity, relforcerowsecurity, relreplident, relispopulated)::text from ours
            union all
            select jsonb_build_array('column', o.nspname, o.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated, a.atthasdef,
                (select l.collname from pg_collation l where l.oid = a.attcollation))::text
            from ours o join pg_attribute a on a.attrelid = o.oid where a.attnum > 0 and not a.attisdropped and o.relkind <> 'S'
            union all
            select jsonb_build_array('inherits', o.nspname, o.relname, p.relname, i.inhseqno)::text
            from ours o join pg_inherits i on i.inhrelid = o.oid join pg_class p on p.oid = i.inhparent
            union all
            select jsonb_build_array('constraint', o.nspname, o.relname, k.conname, k.contype, k.condeferrable, k.condeferred, k.convalidated, k.confupdtype, k.confdeltype, k.confmatchtype,
                (select rn.nspname || '.' || r.relname from pg_class r join pg_namespace rn on rn.oid = r.relnamespace where r.oid = k.confrelid),
                (select jsonb_agg(a.attname order by u.place) from unnest(k.conkey) with ordinality u (number, place)
                    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.number where k.contype <> 'c'),
                (select jsonb_agg(a.attname order by u.place) from unnest(k.confkey) with ordinality u (number, place) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.number))::text
            from ours o join pg_constraint k on k.conrelid = o.oid where k.contype in ('c', 'f', 'p', 'u', 'x')
            union all
            select jsonb_build_array('index', o.nspname, o.relname, ic.relname, m.amname, i.indisunique, i.indisprimary, i.indisexclusion, i.indisvalid, i.indnkeyatts, i.indpred is not null,
                (select jsonb_agg(a.attname order by u.place) from unnest(i.indkey::int2[]) with ordinality u (number, place)
                    left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = u.number and u.number > 0))::text
            from ours o join pg_index i on i.indrelid = o.oid join pg_class ic on ic.oid = i.indexrelid join pg_am m on m.oid = ic.relam
            union all
            select jsonb_build_array('sequence', o.nspname, o.relname, format_type(q.seqtypid, null), q.seqstart, q.seqincrement, q.seqmax, q.seqmin, q.seqcache, q.seqcycle)::text
            from ours o join pg_sequence q on q.seqrelid = o.oid
            union all
            select jsonb_build_array('function', s.nspname, p.proname, p.prokind, pg_get_function_identity_arguments(p.oid), pg_get_function_result(p.oid), l.lanname, md5(p.prosrc),
                p.provolatile, p.prosecdef, p.proisstrict, p.proparallel, p.proconfig)::text
            from spaces s join pg_proc p on p.pronamespace = s.oid join pg_language l on l.oid = p.prolang
            where not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype in ('e', 'i'))
            union all
            select jsonb_build_array('trigger', o.nspname, o.relname, t.tgname, p.proname, t.tgtype, t.tgenabled)::text
            from ours o join pg_trigger t on t.tgrelid = o.oid join pg_proc p on p.oid = t.tgfoid where not t.tgisinternal
            union all
            select jsonb_build_array('rule', o.nspname, o.relname, r.rulename, r.ev_type, r.ev_enabled, r.is_instead)::text
            from ours o join pg_rewrite r on r.ev_class = o.oid where r.rulename <> '_RETURN'
            union all
            select jsonb_build_array('policy', o.nspname, o.relname, y.polname, y.polcmd, y.polpermissive)::text from ours o join pg_policy y on y.polrelid = o.oid
            union all
            select jsonb_build_array('type', s.nspname, t.typname, t.typtype, t.typnotnull, format_type(t.typbasetype, t.typtypmod), t.typdefault is not null,
                (select jsonb_agg(e.enumlabel order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid),
                (select jsonb_agg(k.conname order by k.conname) from pg_constraint k where k.contypid = t.oid and k.contype = 'c'))::text
            from spaces s join pg_type t on t.typnamespace = s.oid where t.typtype in ('e', 'd', 'r')
                and not exists (select from pg_depend d where d.classid = 'pg_type'::regclass and d.objid = t.oid and d.deptype = 'e')
        )
        select line collate "C" from lines order by 1
        """;
}
