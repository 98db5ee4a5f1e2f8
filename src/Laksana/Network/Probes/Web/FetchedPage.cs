using System.Net;

namespace Laksana.Network.Probes.Web;

/// <summary>One answer of a web server, read as far as bounds allow.</summary>
internal sealed record FetchedPage
{
    public required Uri Address { get; init; }

    public required int Status { get; init; }

    public required IPEndPoint? From { get; init; }

    public byte[] Body { get; init; } = [];

    /// <summary>Why the body is not whole; null when it is.</summary>
    public string? Cut { get; init; }

    public string? ContentType { get; init; }

    public string? Charset { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    public Uri? Location { get; init; }

    /// <summary>There is a Location, but it is no address.</summary>
    public bool LocationInvalid { get; init; }

    public SeenCertificate? Certificate { get; init; }

    public TimeSpan Took { get; init; }
}
