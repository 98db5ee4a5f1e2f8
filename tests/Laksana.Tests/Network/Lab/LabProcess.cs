using System.Diagnostics;
using System.Text.Json;
using Laksana.Automation;
using Laksana.Network;
using Laksana.Network.Probes;
using Laksana.Network.Probes.Domains;
using Laksana.Network.Probes.Icmp;

namespace Laksana.Tests.Network.Lab;

/// <summary>What a walk in the lab came to.</summary>
internal sealed record LabAnswer(DiagnosisTold Told, IReadOnlyList<string> Lines)
{
    public static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}

/// <summary>
/// This test program run inside a namespace of the lab: as the server that walks the ladder (its sockets must all be made there), or as a machine at the site that looks around.
/// </summary>
internal static class LabProcess
{
    private const string WalkVariable = "LAKSANA_TEST_LAB_WALK", LookVariable = "LAKSANA_TEST_LAB_LOOK";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    /// <summary>What this process was started for; null: to run tests.</summary>
    public static string? Asked => Environment.GetEnvironmentVariable(LookVariable) is { } look ? LookVariable + look : Environment.GetEnvironmentVariable(WalkVariable) is { } walk ? WalkVariable + walk : null;

    public static async Task<int> DoAsync(string asked)
    {
        using var echoes = EchoEngine.Open();
        var secrets = ProbeSecrets.None;
        if (asked.StartsWith(LookVariable, StringComparison.Ordinal))
        {
            var look = JsonSerializer.Deserialize(asked[LookVariable.Length..], DiagnosisJson.Default.SiteLook)!;
            var seen = await look.AroundAsync(new Prober(echoes, AddressGuard.Strict, secrets, DomainServers.Usual, TimeProvider.System), default);
            Console.Out.WriteLine(JsonSerializer.Serialize(seen, DiagnosisJson.Default.IReadOnlyListSighting));
            return 0;
        }
        var words = asked[WalkVariable.Length..].Split('|'); // secrets (empty: no SNMP) | namespace of the PC or empty | of the box or empty
        if (words[0].Length > 0) secrets = ProbeSecrets.Read(words[0]).Of("lab");
        var map = LabMap.Draw(snmp: words[0].Length > 0);
        var witnesses = new List<ISiteWitness>();
        if (words[1].Length > 0) witnesses.Add(new Witness(new GroundNode(LabMap.Site, "Kecamatan A", NodeRole.EndPoint, null) { Address = LabMap.Pc }, words[1]));
        if (words[2].Length > 0) witnesses.Add(new Witness(new GroundNode(LabMap.Box, "Kotak Kecamatan A", NodeRole.Witness, null) { Address = LabMap.BoxAddress }, words[2]));
        var progress = new Lines();
        var walk = new LadderWalk(new Prober(echoes, AddressGuard.Strict, secrets, DomainServers.Usual, TimeProvider.System), map, (MapSite)map.Elements[LabMap.Site], witnesses);
        var found = await walk.RunAsync(progress, default);
        Console.Out.WriteLine(JsonSerializer.Serialize(new LabAnswer(found.Told(), progress.All), LabAnswer.Options));
        return 0;
    }

    public static async Task<LabAnswer> WalkAsync(LabNetwork lab, bool snmp, bool agents)
    {
        var secrets = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(secrets, $$$"""{"snmp": {"{{{LabMap.Access}}}": {"access": {"version": 2, "community": "{{{LabMap.Community}}}"}, "offices": ["*"]} } }""");
            // Nobody looks around on a machine that is off.
            var words = $"{(snmp ? secrets : "")}|{(agents && lab.Fault != FaultKind.PcOff ? lab.Pc : "")}|{(agents ? lab.Box : "")}";
            return JsonSerializer.Deserialize<LabAnswer>(await InsideAsync(lab.Server, WalkVariable, words, default), LabAnswer.Options)!;
        }
        finally
        {
            File.Delete(secrets);
        }
    }

    private static async Task<string> InsideAsync(string space, string variable, string value, CancellationToken token)
    {
        var start = new ProcessStartInfo("ip", ["netns", "exec", space, Environment.ProcessPath!]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove(WalkVariable);
        start.Environment[variable] = value;
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(Patience);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{variable}: {await errors}");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private sealed class Witness(GroundNode node, string space) : ISiteWitness
    {
        public GroundNode Node => node;

        public async Task<IReadOnlyList<Sighting>> LookAsync(SiteLook look, CancellationToken token) =>
            JsonSerializer.Deserialize(await InsideAsync(space, LookVariable, JsonSerializer.Serialize(look, DiagnosisJson.Default.SiteLook), token), DiagnosisJson.Default.IReadOnlyListSighting)!;
    }

    private sealed class Lines : IActionProgress
    {
        public List<string> All { get; } = [];

        public ValueTask ReportAsync(string line, double? fraction, CancellationToken token)
        {
            All.Add(line);
            return ValueTask.CompletedTask;
        }

        public Task StillMineAsync(CancellationToken token) => Task.CompletedTask;
    }
}
