namespace Laksana.Network.Probes.Snmp;

/// <summary>Reads columns of a table, many rows at a time, within bounds that no device stretches.</summary>
internal static class SnmpTable
{
    private const int MostRows = 256;
    private const int MostQuestions = 100;
    private const int FirstRows = 6;
    private const int MoreRows = 24;

    /// <returns>By the row's index, then by the column's place in <paramref name="columns"/>.</returns>
    /// <exception cref="SnmpRefusedException">The device goes in a circle, or refuses.</exception>
    public static async Task<SortedDictionary<string, SnmpVariable?[]>> ReadAsync(SnmpTalk talk, IReadOnlyList<Oid> columns, CancellationToken token)
    {
        var rows = new SortedDictionary<string, SnmpVariable?[]>(IndexOrder.Instance);
        var last = columns.ToArray();
        var open = Enumerable.Range(0, columns.Count).ToList();
        var (repetitions, most) = (FirstRows, MoreRows); // few at first: what is asked beyond a short table's end is the device's wasted work
        for (var asked = 0; open.Count > 0 && asked < MostQuestions; asked++)
        {
            var answer = await talk.AskAsync(id => SnmpPdu.Asking(SnmpPdu.GetBulk, id, open.Select(c => last[c]), repetitions), token);
            if (answer.Error == SnmpPdu.TooBig && repetitions > 1)
            {
                most = repetitions /= 2;
                continue;
            }
            if (answer.Error != 0) throw new SnmpRefusedException(answer.Error is SnmpPdu.NoAccess or SnmpPdu.AuthorizationError ? ProbeFindings.SnmpDenied : ProbeFindings.SnmpError, "error " + answer.Error);
            if (answer.Variables.Count == 0) break;
            var ended = new HashSet<int>();
            for (var i = 0; i < answer.Variables.Count; i++) Take(answer.Variables[i], open[i % open.Count], columns, last, ended, rows);
            open.RemoveAll(ended.Contains);
            repetitions = Math.Min(most, repetitions * 2);
        }
        return rows;
    }

    private static void Take(SnmpVariable variable, int column, IReadOnlyList<Oid> columns, Oid[] last, HashSet<int> ended, SortedDictionary<string, SnmpVariable?[]> rows)
    {
        if (ended.Contains(column)) return;
        if (!variable.Exists || !variable.Name.IsUnder(columns[column]))
        {
            ended.Add(column);
            return;
        }
        if (variable.Name <= last[column]) throw new SnmpRefusedException(ProbeFindings.Garbage, "OID " + variable.Name);
        last[column] = variable.Name;
        var index = variable.Name.IndexUnder(columns[column]);
        if (!rows.TryGetValue(index, out var row))
        {
            if (rows.Count == MostRows)
            {
                ended.Add(column);
                return;
            }
            rows[index] = row = new SnmpVariable?[columns.Count];
        }
        row[column] = variable;
    }

    private sealed class IndexOrder : IComparer<string>
    {
        public static readonly IndexOrder Instance = new();

        public int Compare(string? x, string? y) => x!.Length != y!.Length ? x.Length.CompareTo(y.Length) : string.CompareOrdinal(x, y);
    }
}
