using System.Globalization;

namespace Laksana.Network.Probes.Snmp;

/// <summary>The name of an object of a device.</summary>
internal readonly struct Oid : IEquatable<Oid>, IComparable<Oid>
{
    public const int MostArcs = 128;

    private readonly uint[]? _arcs;

    public Oid(params uint[] arcs) => _arcs = arcs;

    public ReadOnlySpan<uint> Arcs => _arcs ?? [0, 0];

    public static Oid Parse(string text) => new([.. text.Split('.').Select(arc => uint.Parse(arc, CultureInfo.InvariantCulture))]);

    public Oid With(params ReadOnlySpan<uint> more) => new([.. Arcs, .. more]);

    public bool IsUnder(Oid other) => Arcs.Length > other.Arcs.Length && Arcs[..other.Arcs.Length].SequenceEqual(other.Arcs);

    /// <summary>What follows a column's name: the row's index.</summary>
    public string IndexUnder(Oid column) => string.Join('.', Arcs[column.Arcs.Length..].ToArray().Select(a => a.ToString(CultureInfo.InvariantCulture)));

    public int CompareTo(Oid other) => Arcs.SequenceCompareTo(other.Arcs);

    public bool Equals(Oid other) => Arcs.SequenceEqual(other.Arcs);

    public override bool Equals(object? obj) => obj is Oid other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var arc in Arcs) hash.Add(arc);
        return hash.ToHashCode();
    }

    public override string ToString() => string.Join('.', Arcs.ToArray().Select(a => a.ToString(CultureInfo.InvariantCulture)));

    public static bool operator ==(Oid left, Oid right) => left.Equals(right);

    public static bool operator !=(Oid left, Oid right) => !left.Equals(right);

    public static bool operator <(Oid left, Oid right) => left.CompareTo(right) < 0;

    public static bool operator >(Oid left, Oid right) => left.CompareTo(right) > 0;

    public static bool operator <=(Oid left, Oid right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Oid left, Oid right) => left.CompareTo(right) >= 0;
}
