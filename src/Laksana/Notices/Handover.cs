namespace Laksana.Notices;

/// <summary>How handing over a message ended.</summary>
public enum HandoverEnd
{
    /// <summary>The receiver has taken it.</summary>
    Taken,
    /// <summary>Refused for good: trying again would be refused again.</summary>
    Refused,
    /// <summary>Not taken now; nothing has arrived.</summary>
    NotNow,
    /// <summary>Nobody knows whether it arrived: the connection ended, or nothing was said, after it had been sent.</summary>
    Uncertain,
    /// <summary>Another node has it now.</summary>
    Lost,
}

/// <param name="Answer">What the other side said, or what went wrong, in one line without a secret.</param>
/// <param name="WholeServer">It would go no better for any other message.</param>
public sealed record Handover(HandoverEnd End, string Answer, bool WholeServer = false);

/// <summary>Says, in the database, that a message is about to be handed over. False: it is another node's.</summary>
public delegate Task<bool> BeforeHandover(CancellationToken token);
