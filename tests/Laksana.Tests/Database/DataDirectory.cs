using System.Diagnostics;
using System.Globalization;
using Laksana.Database;
using Npgsql;

namespace Laksana.Tests.Database;

/// <summary>A temporary data directory; what still runs on it at the end is ended, and it is removed.</summary>
internal sealed class DataDirectory : IAsyncDisposable
{
    internal DataDirectory(string? under = null) =>
        Path = under is null ? Directory.CreateTempSubdirectory("laksana-data-").FullName : Directory.CreateDirectory(under).FullName;

    internal string Path { get; }

    internal string PostgresData => System.IO.Path.Combine(Path, "postgres", "data");

    internal DatabaseSettings Settings => new() { DataDirectory = Path };

    internal Task<LaksanaDatabase> StartAsync() => LaksanaDatabase.StartAsync(Settings);

    /// <summary>Makes a cluster, runs a statement as its superuser, and stops it.</summary>
    internal async Task PrepareAsync(string? sql = null)
    {
        await using var database = await StartAsync();
        if (sql is not null) await AsSuperuserAsync(database, sql);
    }

    internal static async Task AsSuperuserAsync(LaksanaDatabase database, string sql, string name = "laksana")
    {
        var login = new NpgsqlConnectionStringBuilder(database.Cluster!.SuperuserConnectionString) { Database = name, Pooling = false };
        await using var connection = new NpgsqlConnection(login.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    internal int? RecordedPid()
    {
        var file = System.IO.Path.Combine(PostgresData, "postmaster.pid");
        return File.Exists(file) ? int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture) : null;
    }

    public async ValueTask DisposeAsync()
    {
        if (RecordedPid() is { } pid && Postmaster.IsAlive(pid))
        {
            // Of a program that the test killed. A plain start takes it over and ends it in order.
            try
            {
                await using (await StartAsync()) { }
            }
            catch (OperatorException)
            {
                using var left = Process.GetProcessById(pid);
                if (left.ProcessName == "postgres") left.Kill();
            }
        }
        Directory.Delete(Path, recursive: true);
    }
}
