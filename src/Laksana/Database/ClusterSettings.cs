using System.Globalization;
using System.Text;

namespace Laksana.Database;

/// <summary>
/// The private server's settings. Tuned only where durability is untouched: fsync, synchronous_commit and full_page_writes stay on.
/// </summary>
internal static class ClusterSettings
{
    internal const string FileName = "laksana.conf";

    /// <summary>Only names the socket file; nothing listens on a network.</summary>
    internal const int Port = 5432;

    private const long Megabyte = 1024 * 1024;

    /// <summary>A socket's path may have 107 bytes (unix(7)); a comma would separate two hosts in a connection string.</summary>
    internal static bool FitsSocket(string folder) =>
        Encoding.UTF8.GetByteCount(folder) + "/.s.PGSQL.5432".Length <= 107 && folder.AsSpan().IndexOfAny(',', '"', '\'') < 0;

    internal static string Text(ClusterPlace place) => string.Create(CultureInfo.InvariantCulture, $"""
        # Written by Laksana at every start: changes here are lost.
        cluster_name = '{place.Name}'
        listen_addresses = ''
        port = {Port}
        unix_socket_directories = '"{place.SocketFolder}"'
        unix_socket_permissions = 0700
        password_encryption = scram-sha-256
        max_connections = 200
        shared_buffers = {SharedBuffers() / Megabyte}MB
        max_wal_size = 4GB
        min_wal_size = 256MB
        checkpoint_timeout = 15min
        random_page_cost = 1.1
        jit = off
        fsync = on
        synchronous_commit = on
        full_page_writes = on
        timezone = 'UTC'
        lc_messages = 'C'
        logging_collector = on
        log_directory = 'log'
        log_filename = 'postgres-%a.log'
        log_truncate_on_rotation = on
        log_rotation_age = 1d
        log_rotation_size = 0
        log_line_prefix = '%m [%p] %q%u@%d '
        log_timezone = 'UTC'

        """);

    /// <summary>An eighth of the machine's (or container's) memory, from 64 MB to 1 GB.</summary>
    private static long SharedBuffers() => Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8, 64 * Megabyte, 1024 * Megabyte);
}
