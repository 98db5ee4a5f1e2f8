using System.Net;
using Laksana.Server.Accounts;

namespace Laksana.Server.Pages.Layanan;

internal enum GateAnswer { Open, Ask, Closed }

/// <summary>Stands before the public's forms: lets pass, asks a plain question, or refuses. Knows addresses only as boxes in memory.</summary>
internal sealed class PublicGate(PublicLimits limits)
{
    private readonly BoxedCounter _addresses = new(limits.Window), _offices = new(limits.Window), _misses = new(limits.Window);

    /// <summary>Forms with documents that are read at once: of one address, and on this node.</summary>
    public Seats Readers { get; } = new(each: 6, all: 16);

    /// <summary>Cleaning holds a picture in memory; a few at a time do.</summary>
    public SemaphoreSlim Cleaning { get; } = new(2);

    /// <summary>One more form to an office.</summary>
    public GateAnswer Sent(IPAddress? address, string office)
    {
        var (own, all) = (_addresses.Add(SignInLimiter.Network(address)), _offices.Add(office));
        return own > limits.MostOfAddress || all > limits.MostOfOffice ? GateAnswer.Closed
            : own > limits.AskAddress || all > limits.AskOffice ? GateAnswer.Ask : GateAnswer.Open;
    }

    /// <summary>Whether the next form will be asked a question: then its page shows it at once.</summary>
    public bool Asks(IPAddress? address, string office) =>
        _addresses.Read(SignInLimiter.Network(address)) >= limits.AskAddress || _offices.Read(office) >= limits.AskOffice;

    /// <summary>Whether the address may still try tracking numbers; only wrong ones count.</summary>
    public bool MayLookUp(IPAddress? address) => _misses.Read(SignInLimiter.Network(address)) < limits.MostMisses;

    public void Missed(IPAddress? address) => _misses.Add(SignInLimiter.Network(address));
}
