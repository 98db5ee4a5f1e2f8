namespace Laksana.Network;

/// <summary>What is wrong with an entry of the map, and what to do about it.</summary>
/// <param name="Field">Key of the table's column, as <see cref="MapTable"/> names it.</param>
public sealed record MapFault(MapKind Kind, string Id, string Field, string Message, string Hint);
