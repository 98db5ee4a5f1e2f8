using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Laksana.Database;

/// <summary>Where one private cluster lies and how it is called: enough to reach it.</summary>
/// <param name="Data">Its data directory, without symbolic links.</param>
internal sealed record ClusterPlace(string Data)
{
    /// <summary>Its cluster_name, which stands in the title of every process of it.</summary>
    internal string Name { get; } = "laksana_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Data)))[..12];

    /// <summary>Directory of the Unix socket: the data directory itself, or one in /tmp when that path is too long for a socket.</summary>
    internal string SocketFolder => ClusterSettings.FitsSocket(Data) ? Data : Path.Combine("/tmp", Name);

    internal static async Task<ClusterPlace> InAsync(DataFolder folder, CancellationToken token) =>
        new((await ExternalProgram.RunAsync(["readlink", "-f", folder.PostgresData], TimeSpan.FromSeconds(10), token)).Output.TrimEnd('\n'));

    internal string Connection(string user, string password, string database = PrivateCluster.DatabaseName) => new NpgsqlConnectionStringBuilder
    {
        Host = SocketFolder, Port = ClusterSettings.Port, Username = user, Password = password, Database = database,
    }.ConnectionString;
}
