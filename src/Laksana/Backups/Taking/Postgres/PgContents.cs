using System.Globalization;
using System.Text.RegularExpressions;
using static Laksana.Backups.BackupWords;

namespace Laksana.Backups;

/// <summary>
/// What a dump's table of contents says: whose rows each numbered file holds, and what each sequence stood at when the dump read it (a sequence belongs to no snapshot).
/// Asked of pg_restore, which knows every version's form.
/// </summary>
/// <param name="Tables">The number of the dump's item with the rows, and the table's own id.</param>
/// <param name="Sequences">By the sequence's own id.</param>
internal sealed partial record PgContents(IReadOnlyDictionary<int, uint> Tables, IReadOnlyDictionary<uint, (long Value, bool Called)> Sequences)
{
    public static async Task<PgContents> ReadAsync(PgProgram programs, string dump, string scratch, CancellationToken token)
    {
        var list = await RestoreAsync(programs, ["--list", "--verbose", dump], token);
        var (tables, ids, settings) = Listed(list);
        // Only the entries that set sequences are written out as statements.
        var wanted = Path.Combine(scratch, "sequences.list");
        await File.WriteAllLinesAsync(wanted, settings.Keys.Select(number => $"{number}; 0 0 SEQUENCE SET - - -"), token);
        var values = settings.Count == 0 ? [] : Values(await RestoreAsync(programs, ["--verbose", "--use-list=" + wanted, "--file=-", dump], token));
        File.Delete(wanted);
        var sequences = new Dictionary<uint, (long, bool)>();
        foreach (var (number, of) in settings)
            if (ids.TryGetValue(of, out var id) && values.TryGetValue(number, out var value)) sequences[id] = value;
        return new PgContents(tables, sequences);
    }

    /// <summary>The items with rows (number and table), every item's own id, and which item each setting of a sequence depends on.</summary>
    private static (Dictionary<int, uint> Tables, Dictionary<int, uint> Ids, Dictionary<int, int> Settings) Listed(string list)
    {
        var (tables, ids, settings) = (new Dictionary<int, uint>(), new Dictionary<int, uint>(), new Dictionary<int, int>());
        var setting = 0;
        foreach (var line in list.AsSpan().EnumerateLines())
        {
            var text = line.ToString();
            if (Item().Match(text) is { Success: true } item)
            {
                var number = Number(item.Groups["number"].Value);
                var id = uint.Parse(item.Groups["id"].Value, CultureInfo.InvariantCulture);
                var what = item.Groups["what"].Value;
                ids[number] = id;
                if (what.StartsWith("TABLE DATA ", StringComparison.Ordinal)) tables[number] = id;
                setting = what.StartsWith("SEQUENCE SET ", StringComparison.Ordinal) ? number : 0;
            }
            else if (setting > 0 && Dependency().Match(text) is { Success: true } on)
            {
                settings[setting] = Number(on.Groups["number"].Value);
            }
        }
        return (tables, ids, settings);
    }

    private static Dictionary<int, (long Value, bool Called)> Values(string statements)
    {
        var values = new Dictionary<int, (long, bool)>();
        var number = 0;
        foreach (var line in statements.AsSpan().EnumerateLines())
        {
            var text = line.ToString();
            if (Entry().Match(text) is { Success: true } entry) number = Number(entry.Groups["number"].Value);
            else if (number > 0 && Setting().Match(text) is { Success: true } set)
                values[number] = (long.Parse(set.Groups["value"].Value, CultureInfo.InvariantCulture), set.Groups["called"].Value == "true");
        }
        return values;
    }

    private static async Task<string> RestoreAsync(PgProgram programs, IReadOnlyList<string> words, CancellationToken token)
    {
        var (code, output, said) = await ChildProgram.RunAsync(new ChildOrder([programs["pg_restore"], .. words]), token);
        return code == 0 ? output : throw Failure("contents-unreadable", mayRetry: false, new IOException(said));
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex("^(?<number>\\d+); \\d+ (?<id>\\d+) (?<what>.*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Item();

    [GeneratedRegex("^;\\s+depends on: (?<number>\\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Dependency();

    [GeneratedRegex("^-- TOC entry (?<number>\\d+) \\(class \\d+ OID \\d+\\)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Entry();

    [GeneratedRegex(", (?<value>-?\\d+), (?<called>true|false)\\);$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Setting();
}
