namespace Laksana.Notices;

/// <summary>How a node works on messages. The defaults are those of an installation; tests shorten them.</summary>
public sealed record DeliveryPace
{
    /// <summary>This node's name, unique among those that run now.</summary>
    public required string Node { get; init; }

    /// <summary>How many messages this node hands over at once.</summary>
    public int Slots { get; init; } = 4;

    /// <summary>How often to look for messages.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a message stays with a node that is not heard of: longer than any handing over takes, so that none is sent by two nodes.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(6);

    public MailTimes Mail { get; init; } = new();

    /// <summary>Pauses between the tries; after the last one the message is given up and shown to the administrator.</summary>
    public IReadOnlyList<TimeSpan> Pauses { get; init; } =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(8), TimeSpan.FromHours(16)];

    /// <summary>How long others wait when a server as a whole did not work.</summary>
    public TimeSpan Hold { get; init; } = TimeSpan.FromSeconds(30);
}
