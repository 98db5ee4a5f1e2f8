using System.Globalization;
using System.Text;
using Laksana.Automation;
using static Laksana.Backups.BackupWords;

namespace Laksana.Backups;

/// <summary>
/// <c>BACA-SAYA.txt</c>: how to open an artifact without Laksana, word by word, for a clerk and an administrator years from now. Always in the offices' own language.
/// Lines that begin with four spaces are commands for sh, to be typed as they stand.
/// </summary>
internal static class ReadMe
{
    private const string Target = "~/buka-backup";
    private const int Width = 96;

    public static string Of(Manifest m, IReadOnlyList<BackupRecipient>? recipients, TimeZoneInfo zone, bool hasRoles)
    {
        var text = new StringBuilder();
        text.Append(Words("readme.head", m.Name, m.Source, Words("kind." + m.Kind), At(m.TakenAt, zone), At(m.FinishedAt, zone), string.Join(", ", m.Tools))).Append('\n');
        text.Append(recipients is null ? Words("readme.plain") : Words("readme.keys", string.Join(", ", recipients.Select(r => r.Name)))).Append("\n\n");
        var (programs, packages) = Needed(m.Kind, recipients is not null);
        Say(text, Words("readme.need", programs, packages));
        foreach (var (number, (words, commands)) in Steps(m, recipients is not null, hasRoles).Index())
        {
            Say(text, $"{number + 1}. {words}");
            foreach (var command in commands) text.Append("    ").Append(command).Append('\n');
            if (commands.Count > 0) text.Append('\n');
        }
        Say(text, Words("readme.inside"));
        Say(text, Words("readme.windows"));
        return text.ToString();
    }

    private static IEnumerable<(string Words, IReadOnlyList<string> Commands)> Steps(Manifest m, bool encrypted, bool hasRoles)
    {
        yield return (Words("readme.check"), ["sha256sum -c SHA256SUMS"]);
        yield return (Words("readme.signature"), ["openssl dgst -sha256 -verify kunci-publik.pem -signature ringkasan.json.sig ringkasan.json"]);
        yield return (Words("readme.folder", Size(Math.Max(m.SourceBytes, m.Files.Sum(f => f.Bytes)))), [$"mkdir {Target}"]);
        if (encrypted) yield return (Words("readme.key-file", m.Office), [$"age -d -i {Target}/kunci.txt {m.Name}.tar.age | tar -x -C {Target}"]);
        else yield return (Words("readme.unpack"), [$"tar -x -f {m.Name}.tar -C {Target}"]);
        foreach (var step in Restoring(m, hasRoles)) yield return step;
    }

    private static IEnumerable<(string Words, IReadOnlyList<string> Commands)> Restoring(Manifest m, bool hasRoles) => m.Kind switch
    {
        SourceKind.PostgreSql => [Postgres(hasRoles)],
        SourceKind.Laksana => [Postgres(hasRoles), (Words("readme.laksana"), [])],
        SourceKind.MariaDb => [(Words("readme.mariadb"), ["mariadb -e 'create database pulih'", $"zcat {Target}/dump/{m.Source}.sql.gz | mariadb pulih"])],
        SourceKind.Oracle => [(Words("readme.oracle"), [])],
        SourceKind.Tree => [(Words("readme.tree"), [])],
        _ => [(Words("readme.command"), [])],
    };

    private static (string Words, IReadOnlyList<string> Commands) Postgres(bool hasRoles) => hasRoles
        ? (Words("readme.postgres"), [$"psql -X -q -d postgres -f {Target}/roles.sql", "createdb -T template0 pulih", $"pg_restore -j 2 -d pulih {Target}/dump"])
        : (Words("readme.postgres") + " " + Words("readme.postgres.roles"), ["createdb -T template0 pulih", $"pg_restore -j 2 --no-owner --no-privileges -d pulih {Target}/dump"]);

    private static (string Programs, string Packages) Needed(SourceKind kind, bool encrypted)
    {
        List<string> programs = ["sha256sum", "openssl", "tar"], packages = ["openssl", "tar"];
        if (encrypted) (programs, packages) = ([.. programs, "age"], [.. packages, "age"]);
        if (kind is SourceKind.PostgreSql or SourceKind.Laksana) (programs, packages) = ([.. programs, "pg_restore"], [.. packages, "postgresql-client"]);
        if (kind is SourceKind.MariaDb) (programs, packages) = ([.. programs, "mariadb"], [.. packages, "mariadb-client"]);
        return (string.Join(", ", programs), string.Join(' ', packages));
    }

    private static string At(DateTimeOffset at, TimeZoneInfo zone) =>
        Words("readme.times", TimeZoneInfo.ConvertTime(at, zone), string.Create(CultureInfo.InvariantCulture, $"(UTC{zone.GetUtcOffset(at).TotalHours:+0.##;-0.##})"));

    private static string Words(string key, params object?[] arguments) => BackupWords.Say.In(AutomationWords.OfOffices, key, arguments);

    /// <summary>Wrapped, with an empty line after it.</summary>
    private static void Say(StringBuilder text, string words)
    {
        foreach (var line in words.Split('\n'))
        {
            var length = 0;
            foreach (var word in line.Split(' '))
            {
                if (length > 0 && length + 1 + word.Length > Width) (length, _) = (0, text.Append('\n'));
                text.Append(length == 0 ? "" : " ").Append(word);
                length += word.Length + (length == 0 ? 0 : 1);
            }
            text.Append('\n');
        }
        text.Append('\n');
    }
}
