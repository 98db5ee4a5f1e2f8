using System.Security.Cryptography;
using Laksana.Services;
using Microsoft.AspNetCore.DataProtection;
using static Laksana.Server.Pages.Layanan.LayananWords;

namespace Laksana.Server.Pages.Layanan;

/// <summary>A form that this program gave out: when, and a secret of which its tracking number and its question are made.</summary>
internal sealed record GivenForm(DateTimeOffset At, byte[] Secret)
{
    /// <summary>The same form has the same number, so that sending it twice opens one case, and nobody has to store the number to show it again.</summary>
    public TrackingNumber Number => TrackingNumber.Of(Secret);

    private int First => 1 + SHA256.HashData(Secret)[0] % 9;
    private int Second => 1 + SHA256.HashData(Secret)[1] % 9;

    /// <summary>"Berapa tiga ditambah empat?"</summary>
    public string Question => Say["ask.question", Say["number." + First], Say["number." + Second]];

    /// <summary>In digits or words.</summary>
    public bool IsAnswered(string? answer)
    {
        var sum = (First + Second).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var said = (answer ?? "").Trim().TrimEnd('.');
        return said == sum || said.Equals(Say["number." + sum], StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>Seals what a form must bring back unchanged: only this program can read it or make it.</summary>
internal sealed class FormSeal(IDataProtectionProvider protection, PublicLimits limits)
{
    private const int SecretSize = 16;

    /// <param name="about">Office and sheet: a form of one is none of another.</param>
    public string New(string about)
    {
        var sealing = new byte[8 + SecretSize];
        BitConverter.TryWriteBytes(sealing, TimeProvider.System.GetUtcNow().UtcTicks);
        RandomNumberGenerator.Fill(sealing.AsSpan(8));
        return Convert.ToBase64String(For(about).Protect(sealing));
    }

    /// <summary>The form; null when it was not given out here, is about something else, or too old.</summary>
    public GivenForm? Open(string about, string? seal)
    {
        if (seal is not { Length: > 0 and < 1000 }) return null;
        try
        {
            var opened = For(about).Unprotect(Convert.FromBase64String(seal));
            var at = new DateTimeOffset(BitConverter.ToInt64(opened), TimeSpan.Zero);
            return TimeProvider.System.GetUtcNow() - at < limits.FormLife ? new GivenForm(at, opened[8..]) : null;
        }
        catch (Exception forged) when (forged is CryptographicException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private IDataProtector For(string about) => protection.CreateProtector("Laksana.Layanan", about);
}
