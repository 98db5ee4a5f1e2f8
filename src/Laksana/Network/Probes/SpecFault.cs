namespace Laksana.Network.Probes;

/// <summary>What is wrong with a specification, for the person who wrote it.</summary>
/// <param name="Field">As the JSON names it.</param>
public sealed record SpecFault(string Field, string Message);
