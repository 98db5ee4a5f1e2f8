namespace Laksana.Network.Probes.Snmp;

internal sealed record SnmpInterface(string Name, string Admin, string Oper);

internal sealed record SnmpDisk(string Name, double Percent);

internal sealed record SnmpSensor(string Name, double Celsius);

/// <summary>
/// The tables of a device: interfaces (IF-MIB), fixed disks (HOST-RESOURCES-MIB), temperatures (ENTITY-SENSOR-MIB, LM-SENSORS-MIB, MikroTik's own).
/// A table that it does not have is empty.
/// </summary>
internal sealed record SnmpDevice(IReadOnlyList<SnmpInterface> Interfaces, IReadOnlyList<SnmpDisk> Disks, IReadOnlyList<SnmpSensor> Sensors)
{
    private const int MostTold = 24; // facts are bounded; problems are judged over all
    private static readonly Oid FixedDisk = Oid.Parse("1.3.6.1.2.1.25.2.1.4");
    private static readonly Oid[] IfTable = Columns("1.3.6.1.2.1.2.2.1", 2, 7, 8, 10, 13, 14, 16, 19, 20, 5);
    private static readonly Oid[] IfXTable = Columns("1.3.6.1.2.1.31.1.1.1", 1, 6, 10, 15);
    private static readonly Oid[] Storage = Columns("1.3.6.1.2.1.25.2.3.1", 2, 3, 5, 6);
    private static readonly Oid[] Sensor = Columns("1.3.6.1.2.1.99.1.1.1", 1, 2, 3, 4, 5);
    private static readonly Oid[] LmSensor = Columns("1.3.6.1.4.1.2021.13.16.2.1", 2, 3);
    private static readonly Oid[] MikroTik = Columns("1.3.6.1.4.1.14988.1.1.3.100.1", 2, 3, 4);

    public static async Task<SnmpDevice> ReadAsync(SnmpTalk talk, FactBook facts, CancellationToken token)
    {
        var interfaces = ReadInterfaces(await SnmpTable.ReadAsync(talk, IfTable, token), await SnmpTable.ReadAsync(talk, IfXTable, token), facts);
        var disks = ReadDisks(await SnmpTable.ReadAsync(talk, Storage, token), facts);
        var sensors = new List<SnmpSensor>();
        foreach (var (index, row) in await SnmpTable.ReadAsync(talk, Sensor, token))
            if (row[0]?.Number == 8 && row[4]?.Number is null or 1 && row[3] is { } value)
                sensors.Add(new SnmpSensor("sensor " + index, value.Number * Math.Pow(10, Scale(row[1]?.Number ?? 9) - Math.Clamp(row[2]?.Number ?? 0, -8, 9))));
        foreach (var (index, row) in await SnmpTable.ReadAsync(talk, LmSensor, token))
            if (row[1] is { } value) sensors.Add(new SnmpSensor(row[0]?.Text ?? "sensor " + index, value.Number / 1000.0));
        foreach (var (index, row) in await SnmpTable.ReadAsync(talk, MikroTik, token))
            if (row[1] is { } value && row[2]?.Number == 1) sensors.Add(new SnmpSensor(row[0]?.Text ?? "sensor " + index, value.Number));
        foreach (var (sensor, i) in sensors.Take(MostTold).Select((s, i) => (s, i)))
        {
            facts.Put($"sensor.{i}.name", sensor.Name);
            facts.Put($"sensor.{i}.celsius", Math.Round(sensor.Celsius, 1));
        }
        return new SnmpDevice(interfaces, disks, sensors);
    }

    private static List<SnmpInterface> ReadInterfaces(SortedDictionary<string, SnmpVariable?[]> rows, SortedDictionary<string, SnmpVariable?[]> more, FactBook facts)
    {
        var all = new List<SnmpInterface>();
        foreach (var (index, row) in rows)
        {
            var wide = more.GetValueOrDefault(index);
            var name = wide?[0]?.Text is { Length: > 0 } given ? given : row[0]?.Text ?? index;
            var one = new SnmpInterface(name, Status(row[1]), Status(row[2]));
            all.Add(one);
            if (all.Count > MostTold) continue;
            facts.Put($"if.{index}.name", one.Name);
            facts.Put($"if.{index}.admin", one.Admin);
            facts.Put($"if.{index}.oper", one.Oper);
            Count("in_octets", wide?[1] ?? row[3]);
            Count("in_discards", row[4]);
            Count("in_errors", row[5]);
            Count("out_octets", wide?[2] ?? row[6]);
            Count("out_discards", row[7]);
            Count("out_errors", row[8]);
            if (wide?[3] is { Number: > 0 } mega) facts.Put($"if.{index}.speed", mega.Number * 1_000_000);
            else if (row[9] is { } speed) facts.Put($"if.{index}.speed", speed.Number);
            void Count(string what, SnmpVariable? value)
            {
                if (value is { } there) facts.Put($"if.{index}.{what}", ((ulong)there.Number).ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        }
        return all;
    }

    private static List<SnmpDisk> ReadDisks(SortedDictionary<string, SnmpVariable?[]> rows, FactBook facts)
    {
        var all = new List<SnmpDisk>();
        foreach (var (index, row) in rows)
        {
            if (row[0]?.Reference != FixedDisk || row[2] is not { Number: > 0 } size || row[3] is not { } used) continue;
            var disk = new SnmpDisk(row[1]?.Text ?? index, Math.Round(100.0 * used.Number / size.Number, 1));
            all.Add(disk);
            if (all.Count > MostTold) continue;
            facts.Put($"disk.{index}.name", disk.Name);
            facts.Put($"disk.{index}.percent", disk.Percent);
        }
        return all;
    }

    private static string Status(SnmpVariable? value) => value?.Number switch
    {
        1 => "up", 2 => "down", 3 => "testing", 5 => "dormant", 6 => "not-present", 7 => "lower-layer-down", _ => "unknown",
    };

    /// <summary>EntitySensorDataScale: units are 9, a step is three powers of ten.</summary>
    private static int Scale(long scale) => (int)(Math.Clamp(scale, 1, 17) - 9) * 3;

    private static Oid[] Columns(string entry, params uint[] columns) => [.. columns.Select(c => Oid.Parse(entry).With(c))];
}
