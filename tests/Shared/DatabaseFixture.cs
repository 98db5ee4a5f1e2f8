using Laksana.Database;
using Xunit;

[assembly: AssemblyFixture(typeof(Laksana.Testing.ClusterEnd))]

namespace Laksana.Testing;

/// <summary>For <c>IClassFixture</c>: one fresh database per test class.</summary>
public sealed class DatabaseFixture : IAsyncLifetime
{
    public LaksanaDatabase Database { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Database = await TestDatabase.NewAsync();

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}

/// <summary>Ends the process's cluster after its last test.</summary>
public sealed class ClusterEnd : IAsyncLifetime
{
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await TestCluster.EndAsync();
}
