namespace Laksana.Documents;

/// <summary>What became of an upload.</summary>
public abstract record StoredDocument
{
    /// <summary>Durable under its SHA-256 (hex); not yet part of the case until its event says so.</summary>
    public sealed record Kept(string Sha256, string Name, string MediaType, long Size) : StoredDocument;

    public sealed record TooLarge(long Limit) : StoredDocument;

    public sealed record WrongType(string Accepted) : StoredDocument;

    public sealed record Empty : StoredDocument;

    /// <summary>The case's documents have reached what a case may hold.</summary>
    public sealed record CaseFull(long Limit) : StoredDocument;

    /// <summary>This machine's disk has no room for it, or cannot be written.</summary>
    public sealed record NoRoom : StoredDocument;

    /// <summary>The sender, or everybody together, sends as many as may be under way at once. Nothing was read.</summary>
    public sealed record TooManyAtOnce : StoredDocument;
}

/// <summary>A document to be read.</summary>
public sealed record OpenDocument(string Name, string MediaType, long Size, Func<Stream, CancellationToken, Task> CopyToAsync);
