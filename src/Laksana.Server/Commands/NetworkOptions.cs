using System.CommandLine;
using Laksana.Network.Probes;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Commands;

/// <summary>What probes may reach and know: <c>--network-allow</c>, <c>--network-secrets</c>, or their environment variables.</summary>
internal sealed class NetworkOptions
{
    private readonly Option<string[]> _allow = new("--network-allow") { Description = Words["Serve.NetworkAllow"], HelpName = "IP" };
    private readonly Option<string> _secrets = new("--network-secrets") { Description = Words["Serve.NetworkSecrets"], HelpName = "FILE" };

    public void AddTo(Command command)
    {
        command.Add(_allow);
        command.Add(_secrets);
    }

    public string[] Allowed(Call call) => call.Value(_allow) is { Length: > 0 } given ? given
        : (Environment.GetEnvironmentVariable("LAKSANA_NETWORK_ALLOW") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <exception cref="OperatorException">The file is missing or wrong.</exception>
    public ProbeSecrets Secrets(Call call) =>
        (call.Value(_secrets) ?? Environment.GetEnvironmentVariable("LAKSANA_NETWORK_SECRETS")) is { Length: > 0 } file ? ProbeSecrets.Read(file) : ProbeSecrets.None;
}
