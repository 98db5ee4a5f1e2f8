using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Laksana.Server.Hosting;

/// <summary>Limits of Kestrel: generous in time, because offices sit behind bad links, and strict in size.</summary>
internal static class WebServer
{
    /// <summary>Of an ordinary form; the upload pages say their own limit.</summary>
    public const long LargestForm = 1024 * 1024;

    /// <summary>What the sender of too much still has under way is read and dropped up to this, in bytes, and so long.</summary>
    public const long MostDropped = 256L * 1024 * 1024;

    private static readonly TimeSpan LongestDropping = TimeSpan.FromMinutes(1);

    public static void Configure(KestrelServerOptions kestrel, ServeOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.AllowSynchronousIO = false;
        var limits = kestrel.Limits;
        limits.MaxRequestBodySize = LargestForm;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestLineSize = 8 * 1024;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(60);
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 100, gracePeriod: TimeSpan.FromSeconds(20));
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 100, gracePeriod: TimeSpan.FromSeconds(20));
        if (options.Certificate is { } certificate)
        {
            var renewed = new RenewedCertificate(certificate, options.CertificateKey);
            kestrel.ConfigureHttpsDefaults(https => https.ServerCertificateSelector = (_, _) => renewed.Current);
        }
    }

    /// <summary>
    /// Refuses what says itself that it is larger than the endpoint allows, before anybody reads it: reading it later would look
    /// like a form without its token.
    /// </summary>
    public static void UseSizeLimit(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize is not { } most || !(context.Request.ContentLength > most))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        return Task.CompletedTask;
    });

    /// <summary>
    /// Who sends too much hears so at once, and what he has still under way is dropped: browsers show an answer only when they could send everything,
    /// and otherwise a broken connection without a reason. Stands before everything that writes an answer.
    /// </summary>
    public static void UseDroppingOfTooMuch(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        await next(context);
        // Whoever asks first, or can be told to stop (HTTP/2), has nothing under way.
        if (context.Response.StatusCode == StatusCodes.Status413PayloadTooLarge && HttpProtocol.IsHttp11(context.Request.Protocol)
            && context.Request.Headers.Expect.Count == 0 && context.Request.ContentLength is null or <= MostDropped)
            await DropRestAsync(context);
    });

    private static async Task DropRestAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MostDropped;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        ending.CancelAfter(LongestDropping);
        try
        {
            await context.Response.CompleteAsync();
            for (var (body, more) = (context.Request.BodyReader, true); more;)
            {
                var read = await body.ReadAsync(ending.Token);
                body.AdvanceTo(read.Buffer.End);
                more = !read.IsCompleted;
            }
        }
        catch (Exception end) when (end is OperationCanceledException or IOException)
        {
            // It went on for too long, or the sender has gone.
        }
    }

    /// <summary>
    /// Reads the certificate again when its file has changed, so that a renewal needs no restart. The old one is kept while the new
    /// files do not fit together yet.
    /// </summary>
    private sealed class RenewedCertificate
    {
        private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

        private readonly string _path;
        private readonly string? _key;
        private readonly Lock _lock = new();
        private X509Certificate2 _certificate;
        private DateTime _written;
        private long _looked;

        public RenewedCertificate(string path, string? key)
        {
            (_path, _key) = (path, key);
            _certificate = Read();
            _written = File.GetLastWriteTimeUtc(path);
            _looked = TimeProvider.System.GetTimestamp();
        }

        public X509Certificate2 Current
        {
            get
            {
                lock (_lock)
                    if (TimeProvider.System.GetElapsedTime(_looked) > LookEvery)
                        Look();
                return _certificate;
            }
        }

        private void Look()
        {
            _looked = TimeProvider.System.GetTimestamp();
            var written = File.GetLastWriteTimeUtc(_path);
            if (written == _written)
                return;
            try
            {
                (_certificate, _written) = (Read(), written);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
            {
                // Half renewed: look again in a minute.
            }
        }

        private X509Certificate2 Read() => X509Certificate2.CreateFromPemFile(_path, _key);
    }
}
