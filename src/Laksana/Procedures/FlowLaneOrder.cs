namespace Laksana.Procedures;

/// <summary>Lanes beside one boundary: which share a slot because they lie in different rows, and in which order the slots cross least.</summary>
internal static class FlowLaneOrder
{
    // Orders tried: 5 slots have 120.
    private const int MostSlotsOrdered = 5;

    internal static void Spread(IReadOnlyList<FlowLane> lanes, int boundary, int columns)
    {
        var slots = Slots(lanes);
        var order = slots.Count > MostSlotsOrdered ? slots : Orders(slots).MinBy(o => Crossings(o, boundary))!;
        for (var i = 0; i < order.Count; i++)
            foreach (var lane in order[i])
                lane.X = (boundary + Offset(i, order, boundary, columns)) * 100 / columns;
    }

    /// <summary>Lanes that have a row in common need slots of their own.</summary>
    internal static List<List<FlowLane>> Slots(IReadOnlyList<FlowLane> lanes)
    {
        var slots = new List<List<FlowLane>>();
        foreach (var lane in lanes.OrderBy(l => l.First).ThenBy(l => l.Last))
        {
            var slot = slots.FirstOrDefault(s => s[^1].Last < lane.First);
            if (slot is null)
                slots.Add(slot = []);
            slot.Add(lane);
        }
        return slots;
    }

    /// <summary>In widths of a column from the boundary; never on the column's border itself, and at the table's edges only inward.</summary>
    private static double Offset(int slot, List<List<FlowLane>> slots, int boundary, int columns)
    {
        var count = slots.Count;
        var share = count == 1 ? 0.5 : (double)slot / (count - 1);
        if (boundary == 0 || boundary == columns)
            return boundary == 0 ? 0.035 + (count == 1 ? 0.04 : 0.085 * share) : -0.035 - (count == 1 ? 0.04 : 0.085 * (1 - share));
        // Away from the symbols, so that a short way to them still has room for its arrow.
        var leaning = slots.SelectMany(s => s).SelectMany(l => l.Stubs).Sum(s => s.Column < boundary ? -1 : 1) <= 0 ? 1 : -1;
        var gap = count > 4 ? 0.24 / count : 0.07;
        var shift = count == 1 ? 0.08 * leaning : count % 2 == 1 ? gap / 2 * leaning : 0;
        return (slot - (count - 1) / 2.0) * gap + shift;
    }

    private static double Crossings(List<List<FlowLane>> order, int boundary)
    {
        var sum = 0.0;
        for (var i = 0; i < order.Count; i++)
            foreach (var stub in order[i].SelectMany(l => l.Stubs))
            {
                var passed = stub.Column < boundary ? order.Take(i) : order.Skip(i + 1);
                sum += passed.SelectMany(s => s).Where(l => l.Covers(stub.Row))
                    .Sum(l => stub.Row > l.First && stub.Row < l.Last ? 1 : 0.5);
            }
        return sum;
    }

    private static IEnumerable<List<T>> Orders<T>(List<T> items)
    {
        if (items.Count <= 1)
            return [items];
        return items.SelectMany((item, i) => Orders(items.Where((_, k) => k != i).ToList()).Select(rest => rest.Prepend(item).ToList()));
    }
}

/// <summary>Gives lanes that meet the same side of a symbol heights of their own, so that they neither overlap nor cross.</summary>
internal static class FlowPorts
{
    internal static void Assign(IReadOnlyList<FlowDraftRow> rows, IReadOnlyList<FlowLane> lanes)
    {
        foreach (var lane in lanes)
            foreach (var stub in lane.Stubs.Where(s => s.Way == FlowStubWay.Beside))
                rows[stub.Row].Ports.Add(new(lane, stub.Column, stub.Column >= lane.Boundary ? -1 : 1, stub.Entry, GoesUp(lane, stub)));
        foreach (var row in rows)
            foreach (var side in row.Ports.GroupBy(p => (p.Column, p.Side)).ToList())
                Place(row, [.. side], side.Key.Column, side.Key.Side);
    }

    private static bool GoesUp(FlowLane lane, FlowStub stub) => lane.Kind switch
    {
        FlowLaneKind.Split => true,
        FlowLaneKind.Join when !stub.Entry => lane.Ending == FlowLaneEnding.Beside && lane.Target < stub.Row,
        _ => stub.Entry ? lane.First < stub.Row : lane.Target < stub.Row,
    };

    private static void Place(FlowDraftRow row, List<FlowPort> ports, int column, int side)
    {
        // From the top: upward lanes, the nearest first; downward lanes, the nearest last.
        List<FlowPort> up = [.. ports.Where(p => p.Up).OrderBy(p => side * p.Lane.X)];
        List<FlowPort> down = [.. ports.Where(p => !p.Up).OrderByDescending(p => side * p.Lane.X)];
        var onMark = column != row.Column;
        var half = onMark ? 3 : row.HalfHeight - 3;
        if (!onMark && row.Linked(side))
        {
            // The middle is taken; one each way keeps their words apart, even where a lane then crosses the line in the middle.
            List<FlowPort> all = [.. up, .. down];
            var above = ports.Count == 1 ? up.Count : Math.Clamp(up.Count, ports.Count / 2, (ports.Count + 1) / 2);
            Spread(all[..above], above == 1 ? -8 : -half, above == 1 ? -8 : -7);
            Spread(all[above..], ports.Count - above == 1 ? 8 : 7, ports.Count - above == 1 ? 8 : half);
            return;
        }
        var reach = ports.Count switch { 1 => 0, 2 => Math.Min(6, half), 3 => Math.Min(9, half), _ => half };
        Spread([.. up, .. down], -reach, reach);
    }

    private static void Spread(List<FlowPort> ports, int from, int to)
    {
        for (var i = 0; i < ports.Count; i++)
            ports[i].Dy = ports.Count == 1 ? (from + to) / 2 : from + (to - from) * i / (ports.Count - 1);
    }
}
