namespace Laksana.Procedures;

/// <summary>What an installation and an office know, so that a sheet can be checked against it. What is null is not checked.</summary>
public sealed record SheetVocabulary
{
    /// <summary>Names of the actions this installation can run; a sheet may name others, which are then done by hand.</summary>
    public IReadOnlySet<string>? Actions { get; init; }
}
