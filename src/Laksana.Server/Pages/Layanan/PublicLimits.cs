namespace Laksana.Server.Pages.Layanan;

/// <summary>
/// How much the public pages take. Many citizens come from one address (an office's network, a mobile provider's), so an address that sends much is first asked a plain
/// question, and refused only far above what people do.
/// </summary>
internal sealed record PublicLimits
{
    /// <summary>What is counted over.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Forms from one address (version 6: its /64), and to one office, in a window before a question is asked with each.</summary>
    public int AskAddress { get; init; } = 15;
    public int AskOffice { get; init; } = 40;

    /// <summary>Forms from one address, and to one office, in a window before they are refused.</summary>
    public int MostOfAddress { get; init; } = 150;
    public int MostOfOffice { get; init; } = 400;

    /// <summary>Wrong tracking numbers from one address in a window.</summary>
    public int MostMisses { get; init; } = 100;

    /// <summary>Cases that the public may open in an office on one day: more than its staff could read would bury those that matter.</summary>
    public int OpeningsPerDay { get; init; } = 300;

    /// <summary>Nobody fills in a form faster.</summary>
    public TimeSpan LeastTime { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>A form may stay open so long.</summary>
    public TimeSpan FormLife { get; init; } = TimeSpan.FromHours(24);

    public int Documents { get; init; } = 3;
    public int LargestDocument { get; init; } = 5 * 1024 * 1024;
}
