using System.Diagnostics;
using System.Globalization;
using Laksana.Database;
using Npgsql;

namespace Laksana.Tests.Database;

/// <summary>A temporary data directory; what still runs on it at the end is ended, and it is removed.</summary>
internal sealed class DataDirectory : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> Made = new(async () =>
    {
        var path = System.IO.Path.Combine((await Laksana.Testing.TestCluster.GetAsync()).Folder, "made");
        await using (await LaksanaDatabase.StartAsync(new DatabaseSettings { DataDirectory = path })) { }
        return path;
    });

    internal DataDirectory(string? under = null) =>
        Path = under is null ? Directory.CreateTempSubdirectory("laksana-data-").FullName : Directory.CreateDirectory(under).FullName;

    /// <summary>One with a cluster that was made, migrated and stopped before: a copy, since making each takes two seconds.</summary>
    internal static async Task<DataDirectory> MadeAsync()
    {
        var data = new DataDirectory();
        Accounts.Say("cp", "-a", await Made.Value + "/.", data.Path);
        return data;
    }

    internal string Path { get; }

    internal string PostgresData => System.IO.Path.Combine(Path, "postgres", "data");

    internal DatabaseSettings Settings => new() { DataDirectory = Path };

    internal Task<LaksanaDatabase> StartAsync() => LaksanaDatabase.StartAsync(Settings);

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
        await RemoveAsync();
    }

    /// <summary>An initdb whose program was killed may write on for a moment.</summary>
    private async Task RemoveAsync()
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
                return;
            }
            catch (IOException) when (tries < 100)
            {
                await Task.Delay(50);
            }
        }
    }
}
