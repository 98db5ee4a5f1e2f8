using static Laksana.Backups.BackupWords;

namespace Laksana.Backups;

/// <summary>Names what differs between two fingerprints, table by table.</summary>
internal static class FingerprintComparison
{
    public static IReadOnlyList<string> Differences(Fingerprint expected, Fingerprint found)
    {
        var differences = new List<string>();
        Compare(expected.Tables.ToDictionary(t => (t.Schema, t.Name)), found.Tables.ToDictionary(t => (t.Schema, t.Name)), "table", differences,
            (a, b) => a.Rows != b.Rows ? Say["print.table.rows", Name(a.Schema, a.Name), a.Rows, b.Rows] : Say["print.table.content", Name(a.Schema, a.Name)]);
        Compare(expected.Sequences.ToDictionary(s => (s.Schema, s.Name)), found.Sequences.ToDictionary(s => (s.Schema, s.Name)), "sequence", differences,
            (a, b) => Say["print.sequence.value", Name(a.Schema, a.Name), a.Value, b.Value]);
        if (expected.LargeObjects != found.LargeObjects) differences.Add(Say["print.blobs", expected.LargeObjects.Count, found.LargeObjects.Count]);
        if (expected.Schema != found.Schema) differences.Add(Say["print.schema"]);
        if (expected.Encoding != found.Encoding) differences.Add(Say["print.encoding", expected.Encoding, found.Encoding]);
        return differences;
    }

    private static void Compare<T>(Dictionary<(string, string), T> expected, Dictionary<(string, string), T> found, string what, List<string> differences, Func<T, T, string> told)
    {
        foreach (var (key, value) in expected)
            if (!found.TryGetValue(key, out var other)) differences.Add(Say[$"print.{what}.missing", Name(key.Item1, key.Item2)]);
            else if (!value!.Equals(other)) differences.Add(told(value, other));
        foreach (var key in found.Keys.Where(k => !expected.ContainsKey(k))) differences.Add(Say[$"print.{what}.more", Name(key.Item1, key.Item2)]);
    }

    private static string Name(string schema, string name) => $"{schema}.{name}";
}
