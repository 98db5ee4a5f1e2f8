using System.Text.RegularExpressions;
using Laksana.Automation;
using static Laksana.Backups.BackupWords;

namespace Laksana.Backups;

/// <summary>
/// Follows pg_dump's own words (<c>--verbose</c>). Only for people: what is packed follows from the files themselves, since a name in the database may look like any words.
/// </summary>
internal sealed partial class PgDumpVoice(PgCatalogue catalogue, Func<long> read, Action<string> say)
{
    private const int MostErrors = 20;
    private const int MostLines = 60;

    private readonly Lock _lock = new();
    private readonly List<PgTable> _working = [];
    private readonly Queue<string> _errors = new();
    private readonly Dictionary<string, PgTable> _tables = catalogue.Tables.GroupBy(t => t.Schema + "." + t.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
    private readonly double _total = Math.Max(1, catalogue.Bytes);
    private long _finished;
    private int _begun, _done;

    /// <summary>What pg_dump complained about, oldest first.</summary>
    public string Errors
    {
        get
        {
            lock (_lock) return string.Join('\n', _errors);
        }
    }

    public void Hear(string line)
    {
        lock (_lock)
        {
            if (Begun().Match(line) is { Success: true } begun) Begin(begun.Groups["schema"].Value, begun.Groups["table"].Value);
            else if (Finished().Match(line) is { Success: true } finished) Finish(finished.Groups["table"].Value);
            else if (Complaint().IsMatch(line))
            {
                _errors.Enqueue(line);
                if (_errors.Count > MostErrors) _errors.Dequeue();
            }
        }
    }

    /// <summary>Counted by the tables' sizes on the source; within a table estimated from what was read, never more than its share.</summary>
    public (WorkCount Count, double Fraction) Look()
    {
        lock (_lock)
        {
            var taken = read();
            // Rows as text take more or less than on the source's disk; how much shows in what is done.
            var ratio = _finished > 0.2 * _total ? taken / (double)_finished : 1;
            double most = _finished + 0.95 * _working.Sum(t => t.Bytes);
            var fraction = Math.Min(0.98, Math.Clamp(taken / Math.Clamp(ratio, 0.2, 5), _finished, Math.Max(_finished, most)) / _total);
            return (new WorkCount(taken, (long)Math.Max(taken, catalogue.Bytes * Math.Clamp(ratio, 0.2, 5)), _done, catalogue.Tables.Count), fraction);
        }
    }

    private void Begin(string schema, string name)
    {
        var table = _tables.GetValueOrDefault(schema + "." + name) ?? new PgTable(0, schema, name, 0, [], null, false);
        _working.Add(table);
        // Of very many tables only the first and each hundredth are told of one by one.
        if (++_begun <= MostLines || _begun % 100 == 0) say(Say["dump.table", name, _begun, Math.Max(_begun, catalogue.Tables.Count), Size(table.Bytes)]);
    }

    private void Finish(string name)
    {
        _done = Math.Min(_done + 1, catalogue.Tables.Count);
        if (_working.Find(t => t.Name == name) is not { } table) return;
        _working.Remove(table);
        _finished += table.Bytes;
    }

    [GeneratedRegex("dumping contents of table \"(?<schema>[^\"]*)\\.(?<table>[^\"]*)\"$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Begun();

    [GeneratedRegex("finished item \\d+ TABLE DATA (?<table>.*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Finished();

    [GeneratedRegex("^pg_dump: (error|detail|hint|warning):", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Complaint();
}
