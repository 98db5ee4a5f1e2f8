namespace Laksana.Server.Permitting.Lines;

/// <summary>Signs of life for machines.</summary>
internal static class MachineLines
{
    public static readonly IReadOnlyList<Permission> All =
    [
        new("GET", "/health", Who.Anyone, "ready or not"),
        new("GET", "/health/live", Who.Anyone, "the program answers"),
        new("GET", "/health/ready", Who.Anyone, "database and clock are in order"),
        new("GET", "/metrics", Who.Monitor, "counters for Prometheus"),
    ];
}
