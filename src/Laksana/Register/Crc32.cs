namespace Laksana.Register;

/// <summary>The checksum that the ZIP format wants (ISO 3309, polynomial 0xEDB88320). It finds accidents, not intent: that is what SHA-256 is for.</summary>
internal struct Crc32()
{
    private static readonly uint[] Table = MakeTable();

    private uint _register = 0xFFFFFFFF;

    public readonly uint Value => ~_register;

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = new Crc32();
        crc.Add(bytes);
        return crc.Value;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var register = _register;
        foreach (var b in bytes) register = Table[(byte)(register ^ b)] ^ (register >> 8);
        _register = register;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++) value = (value & 1) == 1 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
            table[i] = value;
        }
        return table;
    }
}
