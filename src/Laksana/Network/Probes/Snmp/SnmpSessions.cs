using System.Collections.Concurrent;
using System.Net;

namespace Laksana.Network.Probes.Snmp;

/// <summary>What a version 3 device said of itself, and the keys made for it. Making keys takes milliseconds of the processor, so they are kept.</summary>
internal sealed class SnmpEngine(byte[] id, int boots, int time, SnmpKeys keys)
{
    private readonly long _at = TimeProvider.System.GetTimestamp();

    public byte[] Id => id;

    public int Boots => boots;

    /// <summary>Its clock, as far as it went on since.</summary>
    public int Time => (int)Math.Min(int.MaxValue, time + (long)TimeProvider.System.GetElapsedTime(_at).TotalSeconds);

    public SnmpKeys Keys => keys;
}

/// <summary>Engines of version 3 devices that were asked before.</summary>
internal sealed class SnmpSessions
{
    private const int Most = 10_000;
    private readonly ConcurrentDictionary<(EndPoint, SnmpAccess), SnmpEngine> _engines = new();

    public SnmpEngine? Of(EndPoint device, SnmpAccess access) => _engines.GetValueOrDefault((device, access));

    public void Keep(EndPoint device, SnmpAccess access, SnmpEngine engine)
    {
        if (_engines.Count >= Most) _engines.Clear();
        _engines[(device, access)] = engine;
    }

    public void Forget(EndPoint device, SnmpAccess access) => _engines.TryRemove((device, access), out _);
}
