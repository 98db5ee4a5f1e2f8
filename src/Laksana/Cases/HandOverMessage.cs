using Laksana.Texts;

namespace Laksana.Cases;

/// <summary>What a message at a hand-over tells: never a person's data, since it leaves the office by a telephone.</summary>
/// <param name="Subject">The case's subject, which is made of values that are not personal.</param>
/// <param name="Turn">The role whose turn it is.</param>
/// <param name="Limit">Until when, in words; null without a limit.</param>
/// <param name="Address">Of the row.</param>
public sealed record HandOver(string Office, string Number, string Subject, string Row, string Activity, string Turn, string? Limit, string Address)
{
    /// <summary>The row lies with its receiver, who takes note of a report.</summary>
    public bool Reported { get; init; }
}

/// <summary>A message ready to be copied into WhatsApp when a row passes to somebody else.</summary>
public static class HandOverMessage
{
    private static readonly TextBook Say = new("Laksana.Cases.HandOverTexts", typeof(HandOverMessage).Assembly);

    private const int LongestActivity = 200;

    /// <summary>In the UI culture; a line for each thing.</summary>
    public static string Text(HandOver hand) => string.Join('\n', new[]
    {
        $"*{hand.Office}*", Say["message.case", hand.Number, Line(hand.Subject)], Say["message.row", hand.Row, Shorten(Line(hand.Activity))],
        Say[hand.Reported ? "message.receive" : "message.turn", hand.Turn], hand.Limit is null ? null : Say["message.limit", hand.Limit], hand.Address,
    }.OfType<string>());

    /// <summary>The address that opens WhatsApp with the message, at an officer's number when the register knows it in a form that can be dialled.</summary>
    public static string WhatsApp(string text, string? phone) => $"https://wa.me/{Dialled(phone)}?text={Uri.EscapeDataString(text)}";

    /// <summary>Digits with the country before them, as wa.me wants them; empty when the number cannot be one of Indonesia or abroad.</summary>
    public static string Dialled(string? phone)
    {
        var digits = string.Concat((phone ?? "").Where(char.IsAsciiDigit));
        if (digits.StartsWith('0')) digits = "62" + digits[1..];
        else if (digits.StartsWith('8') && phone?.TrimStart().StartsWith('+') != true) digits = "62" + digits;
        return digits.Length is >= 9 and <= 15 ? digits : "";
    }

    private static string Line(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Shorten(string text) => text.Length <= LongestActivity ? text : text[..(LongestActivity - 1)].TrimEnd() + "…";
}
