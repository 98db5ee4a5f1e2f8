using System.Buffers.Binary;
using System.Globalization;

namespace Laksana.Backups;

/// <summary>
/// Rows of a table as one number that does not depend on their order: how many there are, and the sum modulo 2^128 of the first 16 bytes
/// (big-endian) of each row's SHA-256. A row is its line of COPY text without the line's end.
/// </summary>
public readonly record struct TableSum(long Rows, UInt128 Sum)
{
    public static TableSum operator +(TableSum a, TableSum b) => new(a.Rows + b.Rows, unchecked(a.Sum + b.Sum));

    /// <summary>One row more, given the SHA-256 of its line.</summary>
    public TableSum With(ReadOnlySpan<byte> sha256) => new(Rows + 1, unchecked(Sum + BinaryPrimitives.ReadUInt128BigEndian(sha256)));

    /// <summary>32 hex digits.</summary>
    public string Hex => Sum.ToString("x32", CultureInfo.InvariantCulture);

    public static TableSum Read(long rows, string hex) => new(rows, UInt128.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
}

/// <summary>A table's content. <paramref name="Sum"/>: see <see cref="TableSum.Hex"/>.</summary>
/// <param name="Columns">Only of a table that inherits: the order in which its columns were written, since a restore may make them in another.</param>
public sealed record TablePrint(string Schema, string Name, long Rows, string Sum, IReadOnlyList<string>? Columns = null)
{
    public bool Equals(TablePrint? other) => other is not null && (Schema, Name, Rows, Sum) == (other.Schema, other.Name, other.Rows, other.Sum);

    public override int GetHashCode() => HashCode.Combine(Schema, Name, Rows, Sum);
}

/// <param name="Called">Whether <paramref name="Value"/> has been given out already.</param>
public sealed record SequencePrint(string Schema, string Name, long Value, bool Called);

/// <summary>All large objects together: how many, and the sum modulo 2^128 of the SHA-256 of each one's number and content.</summary>
public sealed record LargeObjectPrint(long Count, long Bytes, string Sum);

/// <summary>
/// What a PostgreSQL database held at one moment, in a form that two databases can be compared by: taken from a dump's own bytes while they pass
/// (while a backup is taken), or read from a living database (<see cref="LiveFingerprint"/>). Both must agree to the last digit.
/// </summary>
/// <param name="Tables">Tables with rows of their own, in order of schema and name (by their bytes).</param>
/// <param name="Schema">SHA-256 over what the catalogue says of tables, columns, constraints, indexes, views, functions, triggers, types and the like
/// (<see cref="SchemaDigest"/>), without owners and rights and without expressions, which PostgreSQL words anew when they are restored.</param>
/// <param name="Roles">Names of the roles that own or may do something in the database: a restore on another server needs them. Not compared.</param>
/// <param name="Money">The setting <c>lc_monetary</c> of the source, under which values of the type money were written.</param>
public sealed record Fingerprint(IReadOnlyList<TablePrint> Tables, IReadOnlyList<SequencePrint> Sequences, LargeObjectPrint LargeObjects, string Schema,
    IReadOnlyList<string> Roles, string Encoding, string Money)
{
    public long Rows => Tables.Sum(t => t.Rows);

    /// <summary>Every difference, in words for people; empty when both hold the same.</summary>
    public IReadOnlyList<string> DifferencesTo(Fingerprint other) => FingerprintComparison.Differences(this, other);
}
