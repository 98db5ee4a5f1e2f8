using System.Globalization;
using Laksana.Procedures;
using Laksana.WorkTime;

namespace Laksana.Tests.Procedures;

/// <summary>Any sheet the format allows, and denser than any office would write; the same number gives the same sheet.</summary>
internal sealed class FlowAnySheet(int seed)
{
    private static readonly string[] Names = ["ya", "tidak", "perlu pengadaan barang", "<b>&\"'", "ditolak\u0001", "baik", "di luar kewenangan dinas"];

    private readonly Random _random = new(seed);

    internal Procedure Make()
    {
        var roles = Enumerable.Range(0, _random.Next(1, 8)).Select(i => new Role($"r{i}", $"Peran <{i}> & lain")).ToList();
        var parties = Enumerable.Range(0, _random.Next(0, 4)).Select(i => new OutsideParty($"p{i}", $"Pihak {i} (di luar)", null)).ToList();
        if (parties.Count > 0 && Chance(0.3))
            roles.Insert(_random.Next(roles.Count + 1), new(parties[0].Id, parties[0].Title));
        var count = _random.Next(1, 17);
        var groups = Groups(count);
        var steps = Enumerable.Range(0, count).Select(i => Row(i, count, groups, [.. roles.Where(r => r.Id[0] == 'r')], parties)).ToList();
        return new()
        {
            Id = "sembarang",
            Title = "Sembarang & <lain>",
            Unit = "Unit",
            CaseCode = "SMB",
            Subject = "Sembarang",
            Roles = roles,
            Parties = parties,
            Openers = [steps[0].Role],
            Steps = steps,
        };
    }

    private Step Row(int i, int count, int[] groups, List<Role> roles, List<OutsideParty> parties)
    {
        var exit = ExitOf(i, count, groups);
        var grouped = groups[i] != 0;
        var outcomes = Chance(0.3) ? Outcomes(count, groups, grouped ? exit : -2) : [];
        var ends = outcomes.Count == 0 && (grouped ? exit < 0 : i == count - 1 || Chance(0.1));
        return new()
        {
            Id = $"s{i}",
            Number = (i + 1).ToString(CultureInfo.InvariantCulture),
            Activity = "Memeriksa <permohonan> & \"lampiran\"",
            Role = roles[_random.Next(roles.Count)].Id,
            StandardTime = Chance(0.3) ? null : new(Chance(0.3) ? WorkAmount.OfMinutes(1) : null, new(_random.Next(0, 3), _random.Next(1, 60)), "waktu"),
            Outcomes = outcomes,
            Ends = ends,
            Next = ends || outcomes.Count > 0 ? null : grouped ? $"s{exit}" : $"s{(Chance(0.25) ? Target(count, groups) : Math.Min(i + 1, count - 1))}",
            ReturnTo = [.. Enumerable.Range(0, i).Where(_ => Chance(0.12)).Select(k => $"s{k}")],
            ReportsTo = Chance(0.2) ? roles[_random.Next(roles.Count)].Id : null,
            Waits = parties.Count > 0 && Chance(0.25) ? new(parties[_random.Next(parties.Count)].Id, Chance(0.5)) : null,
            Parallel = grouped ? $"g{groups[i]}" : null,
            PerSite = Chance(0.1) ? "lokasi" : null,
        };
    }

    private int[] Groups(int count)
    {
        var groups = new int[count];
        for (var i = 0; i + 1 < count; i++)
            if (Chance(0.15))
            {
                var last = Math.Min(count - 1, i + _random.Next(1, 4));
                for (var k = i; k <= last; k++)
                    groups[k] = i + 1;
                i = last;
            }
        return groups;
    }

    /// <summary>The row after a group; below 0 where the group ends the case.</summary>
    private static int ExitOf(int i, int count, int[] groups)
    {
        var after = i;
        while (after < count && groups[after] == groups[i])
            after++;
        return after < count ? after : -1;
    }

    private List<Outcome> Outcomes(int count, int[] groups, int only) =>
        [.. Names.Where(_ => Chance(0.4)).DefaultIfEmpty("ya").Select(n => new Outcome(n, only != -2 ? only < 0 ? null : $"s{only}" : Chance(0.2) ? null : $"s{Target(count, groups)}"))];

    private int Target(int count, int[] groups)
    {
        var to = _random.Next(count);
        while (to > 0 && groups[to] != 0 && groups[to - 1] == groups[to])
            to--;
        return to;
    }

    private bool Chance(double share) => _random.NextDouble() < share;
}
