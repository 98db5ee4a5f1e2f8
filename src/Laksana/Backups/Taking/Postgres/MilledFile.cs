namespace Laksana.Backups;

/// <summary>
/// A file of the dump, hashed and compressed. Small ones stay in memory, the others lie in the scratch folder until they are packed.
/// </summary>
/// <param name="Name">In the dump's folder, with its ending.</param>
/// <param name="Number">Of the dump's item when it holds the rows of a table.</param>
/// <param name="Sum">Of its rows; null for other files.</param>
/// <param name="LargeObject">Its sum, when it is one.</param>
/// <param name="Read">Bytes before it was compressed.</param>
/// <param name="Sha256">Hex, of the compressed content.</param>
internal sealed record MilledFile(string Name, int? Number, TableSum? Sum, TableSum? LargeObject, long Read, long Bytes, string Sha256, byte[]? Content, string? Path);
