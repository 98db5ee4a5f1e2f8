using System.Globalization;

namespace Laksana.Network.Probes.Domains;

/// <summary>What a registry says of a domain.</summary>
/// <param name="Known">False: it says that there is no such domain.</param>
internal sealed record DomainRecord(bool Known, DateTimeOffset? Expires, string? Registrar, IReadOnlyList<string> States)
{
    public static DomainRecord Unknown { get; } = new(false, null, null, []);

    private static readonly string[] Forms =
    [
        "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.f'Z'", "yyyy-MM-dd'T'HH:mm:ss.ff'Z'", "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.fffzzz", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:sszzz", "yyyy-MM-dd",
        "yyyy/MM/dd", "yyyy.MM.dd", "yyyyMMdd", "dd-MMM-yyyy", "d-MMM-yyyy", "dd-MMM-yyyy HH:mm:ss 'UTC'", "dd.MM.yyyy", "d.M.yyyy", "dd/MM/yyyy", "MMMM d yyyy", "d MMMM yyyy", "yyyy-MM-dd'T'HH:mm:ss",
    ];

    /// <summary>A moment as registries write them; a day alone is its beginning in UTC.</summary>
    public static DateTimeOffset? Moment(string text) =>
        DateTimeOffset.TryParseExact(text.Trim(), Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var moment) ? moment.ToUniversalTime() : null;
}
