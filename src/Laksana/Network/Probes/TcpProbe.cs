namespace Laksana.Network.Probes;

/// <summary>Connects, and closes at once.</summary>
internal sealed class TcpProbe(Door door)
{
    public async Task<ProbeResult> AskAsync(TcpSpec spec, CancellationToken token)
    {
        var addresses = await door.AddressesAsync(spec.Target, token);
        var refusal = addresses.Refusal;
        foreach (var address in addresses.Value ?? [])
        {
            var begun = TimeProvider.System.GetTimestamp();
            var found = await door.ConnectAsync(address.ToString(), spec.Port, token);
            var took = TimeProvider.System.GetElapsedTime(begun);
            if (found.Value is { } socket)
                using (socket) return ProbeResult.Up(took, $"{address}:{spec.Port}", new Dictionary<string, string> { [ProbeFacts.Address] = address.ToString() });
            refusal = found.Refusal;
        }
        return refusal!;
    }
}
