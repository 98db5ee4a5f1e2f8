namespace Laksana.Network;

/// <summary>What can be wrong between this machine, a site and what the site uses.</summary>
public enum FaultKind
{
    NothingWrong,
    /// <summary>This machine's own line: nothing can be said of anybody else.</summary>
    OwnUplink,
    /// <summary>Switched off by an administrator.</summary>
    InterfaceShut,
    CableCut,
    /// <summary>Both ends see a carrier, and nothing passes.</summary>
    LineDead,
    ModemOff,
    RouterOff,
    PcOff,
    /// <summary>What joins the machines of one room.</summary>
    SwitchDead,
    WrongAddress,
    WrongMask,
    WrongGateway,
    DuplicateAddress,
    DnsStopped,
    DnsHostOff,
    ServerOff,
    Loss,
    Delay,
    MtuBlackHole,
    ServiceStopped,
    ServiceHung,
    /// <summary>It answers, but with an error.</summary>
    ServiceFaulty,
    /// <summary>Pings are not answered; everything else works.</summary>
    IcmpFiltered,
}

/// <summary>One thing that may be wrong at one place.</summary>
/// <param name="At">Id of a node, which also stands for the segment between it and the node before it; of a service; null: nowhere.</param>
public sealed record Hypothesis(FaultKind Fault, string? At)
{
    /// <summary>Users can work all the same.</summary>
    public bool IsHarmless => Fault is FaultKind.NothingWrong or FaultKind.IcmpFiltered;
}
