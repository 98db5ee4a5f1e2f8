using System.Text.RegularExpressions;
using static Laksana.Backups.BackupWords;

namespace Laksana.Backups;

/// <summary>
/// Follows pg_dump's own words (<c>--verbose</c>) and the bytes that arrive. How far it is, is counted by the tables' sizes on the source;
/// within a table it is estimated from the bytes written, and never more than that table's share.
/// </summary>
internal sealed partial class DumpProgress(SourceSurvey survey)
{
    /// <summary>Data compressed by <c>-Z1</c> takes about a third of the table; only an estimate within a table rests on it.</summary>
    private const double Compression = 3;

    private const int MostErrors = 20;

    private readonly Lock _lock = new();
    private readonly List<SourceTable> _working = [];
    private readonly Queue<string> _errors = new();
    private readonly double _total = Math.Max(1, survey.Bytes);
    private long _finished;

    /// <summary>Tables begun so far.</summary>
    public int Tables { get; private set; }

    /// <summary>What pg_dump complained about, oldest first.</summary>
    public string Errors
    {
        get
        {
            lock (_lock) return string.Join('\n', _errors);
        }
    }

    /// <summary>Takes in a line of pg_dump; a line for the people who watch when it says something new.</summary>
    public string? Hear(string line)
    {
        lock (_lock)
        {
            if (Begun().Match(line) is { Success: true } begun) return Begin(begun.Groups["schema"].Value, begun.Groups["table"].Value);
            if (Finished().Match(line) is { Success: true } finished) Finish(finished.Groups["table"].Value);
            else if (Complaint().IsMatch(line))
            {
                _errors.Enqueue(line);
                if (_errors.Count > MostErrors) _errors.Dequeue();
            }
            return null;
        }
    }

    /// <summary>0 to 1, given the bytes written so far.</summary>
    public double Fraction(long written)
    {
        lock (_lock)
        {
            double certain = _finished;
            double most = _finished + 0.95 * _working.Sum(t => t.Bytes);
            return Math.Min(1, Math.Clamp(written * Compression, certain, Math.Max(certain, most)) / _total);
        }
    }

    private string Begin(string schema, string name)
    {
        Tables++;
        _working.Add(survey.Tables.FirstOrDefault(t => t.Schema == schema && t.Name == name) ?? new SourceTable(schema, name, 0));
        return Say["dump.table", name, Tables, Math.Max(Tables, survey.Tables.Count), Size(_working[^1].Bytes)];
    }

    private void Finish(string name)
    {
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
