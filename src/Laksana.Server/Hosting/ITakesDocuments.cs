using Microsoft.AspNetCore.Http.Metadata;

namespace Laksana.Server.Hosting;

/// <summary>Marks an address that takes documents and refuses by itself, in its own words, what is too large.</summary>
internal interface ITakesDocuments : IRequestSizeLimitMetadata
{
    // A body that did not tell its length is read up to here, so that its sender hears the reason.
    long? IRequestSizeLimitMetadata.MaxRequestBodySize => WebServer.MostDropped;
}
