using Laksana.Server.Installing;
using Xunit;

namespace Laksana.Server.Tests.Installing;

public sealed class DemoStampTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("laksana-demo-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public void a_directory_with_a_real_office_never_becomes_a_demo()
    {
        Assert.Equal(ExitCode.DataDirectory, Assert.Throws<OperatorException>(() => DemoStamp.Make(_data, hasOffices: true)).Code);
        Assert.Null(DemoStamp.Find(_data));
    }

    [Fact]
    public void the_clock_moves_forward_only_and_keeps_its_lead_over_a_restart()
    {
        var clock = new DemoClock(DemoStamp.Make(_data, hasOffices: false));
        var before = clock.GetUtcNow();
        Assert.True(clock.Move(TimeSpan.FromDays(3)) >= before.AddDays(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Move(TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Move(TimeSpan.FromDays(400)));
        Assert.True(new DemoClock(DemoStamp.Find(_data)!).GetUtcNow() >= before.AddDays(3));
    }
}
