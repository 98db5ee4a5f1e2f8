using System.Net;

namespace Laksana.Network.Probes.Icmp;

/// <summary>What became of one echo request.</summary>
public enum EchoVerdict
{
    /// <summary>No answer in time.</summary>
    Silent,
    Answered,
    HostUnreachable,
    NetUnreachable,

    /// <summary>A filter on the way says that it forbids it.</summary>
    Prohibited,

    /// <summary>It passed as many routers as it might.</summary>
    TimeExceeded,

    /// <summary>Too large for a part of the way, or for this machine's own interface, and not to be divided.</summary>
    TooBig,

    /// <summary>This machine has no way there. Nothing was sent.</summary>
    NoRoute,

    /// <summary>This program may not send it. Nothing was sent.</summary>
    NotPermitted,
}

/// <param name="Took">Until the answer, or until a router said otherwise; zero when nobody did.</param>
/// <param name="From">Who said that it could not be delivered.</param>
/// <param name="Mtu">With <see cref="EchoVerdict.TooBig"/>: the size that fits, 0 when not told.</param>
public readonly record struct EchoAnswer(EchoVerdict Verdict, TimeSpan Took = default, IPAddress? From = null, int Mtu = 0);

/// <summary>One answer for every target asked, in their order.</summary>
public sealed record EchoRound(IReadOnlyList<EchoAnswer> Answers);

/// <summary>How echo requests are made.</summary>
/// <param name="PayloadLength">Bytes after the ICMP header, at least 16.</param>
/// <param name="TimeToLive">0: as the system has it.</param>
public readonly record struct EchoShape(int PayloadLength = EchoShape.UsualPayload, int TimeToLive = 0, bool DontFragment = false)
{
    public const int UsualPayload = 32;
    public const int LeastPayload = 16;
    public const int MostPayload = 8972;

    public static EchoShape Usual { get; } = new(UsualPayload);
}

/// <param name="MostPerSecond">Requests a second over all rounds; 0: as fast as the system takes them.</param>
/// <param name="RawAllowed">False: only the datagram socket is tried, as a program without capabilities has it.</param>
public sealed record EchoSettings(int MostPerSecond = 20_000, bool RawAllowed = true);

/// <summary>By which kind of socket echoes are asked.</summary>
public enum EchoMeans { None, Datagram, Raw, System }
