namespace Laksana.Backups;

/// <summary>The statements that give one database owner, rights, settings, limit and comment of another: what belongs to the name and not to the content.</summary>
internal static class CarryOver
{
    /// <summary>Settings whose stored form is a list of quoted names.</summary>
    private static readonly HashSet<string> Lists = new(StringComparer.OrdinalIgnoreCase)
    {
        "search_path", "local_preload_libraries", "session_preload_libraries", "shared_preload_libraries", "temp_tablespaces", "unix_socket_directories",
    };

    /// <param name="now">The database that gets it, as it is.</param>
    /// <param name="name">Its name at the time when the statements run.</param>
    public static IEnumerable<string> Statements(DatabaseFacts from, DatabaseFacts now, string name)
    {
        var target = PgName.Quote(name);
        if (from.Owner != now.Owner) yield return $"alter database {target} owner to {PgName.Quote(from.Owner)}";
        foreach (var grant in now.Grants.Except(from.Grants)) yield return $"revoke {grant.Privilege.ToLowerInvariant()} on database {target} from {Grantee(grant)}";
        foreach (var grant in from.Grants.Except(now.Grants))
            yield return $"grant {grant.Privilege.ToLowerInvariant()} on database {target} to {Grantee(grant)}{(grant.WithGrant ? " with grant option" : "")}";
        foreach (var setting in now.Settings.Where(s => !from.Settings.Any(f => f.Role == s.Role && f.Name == s.Name)))
            yield return $"{Whose(setting, target)} reset {setting.Name}";
        foreach (var setting in from.Settings.Except(now.Settings))
            yield return $"{Whose(setting, target)} set {setting.Name} to {(Lists.Contains(setting.Name) ? PgName.List(setting.Value) : PgName.Text(setting.Value))}";
        if (from.Limit != now.Limit) yield return $"alter database {target} connection limit {from.Limit.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
        if (from.Comment != now.Comment) yield return $"comment on database {target} is {(from.Comment is null ? "null" : PgName.Text(from.Comment))}";
    }

    private static string Grantee(DatabaseGrant grant) => grant.Role.Length == 0 ? "public" : PgName.Quote(grant.Role);

    private static string Whose(DatabaseSetting setting, string target) =>
        setting.Role is null ? $"alter database {target}" : $"alter role {PgName.Quote(setting.Role)} in database {target}";
}
