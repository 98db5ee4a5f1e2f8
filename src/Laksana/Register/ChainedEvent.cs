namespace Laksana.Register;

/// <summary>An event as the register holds it: exact bytes, chained to the one before it in its case.</summary>
/// <param name="Version">Counts the events of a case from 1 without a gap.</param>
/// <param name="Kind">Kebab-case name of the event, e.g. <c>step-completed</c>.</param>
/// <param name="BodyVersion">Version of the body's form for this kind.</param>
/// <param name="Previous">Hash of the event before; 32 zero bytes for version 1.</param>
public sealed record ChainedEvent(string Office, string CaseNumber, int Version, string Kind, short BodyVersion,
    ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> Previous, ReadOnlyMemory<byte> Hash)
{
    /// <summary>The event with the hash that its fields give.</summary>
    public static ChainedEvent After(ReadOnlyMemory<byte> previous, string office, string caseNumber, int version, string kind,
        short bodyVersion, ReadOnlyMemory<byte> body) =>
        new(office, caseNumber, version, kind, bodyVersion, body, previous,
            EventHash.Compute(office, caseNumber, version, kind, bodyVersion, body.Span, previous.Span));

    /// <summary>True when the stored hash is the one its fields give.</summary>
    public bool HashFits() => Previous.Length == EventHash.Size &&
        EventHash.Compute(Office, CaseNumber, Version, Kind, BodyVersion, Body.Span, Previous.Span).AsSpan().SequenceEqual(Hash.Span);
}
