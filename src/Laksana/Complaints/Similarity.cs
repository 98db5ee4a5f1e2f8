namespace Laksana.Complaints;

/// <summary>Why a complaint may be the same as another.</summary>
public enum SimilarBecause { LaporNumber, Phone, Words }

/// <summary>A complaint that may be the same.</summary>
public sealed record SimilarComplaint(Complaint Complaint, SimilarBecause Because);

/// <summary>Compares what complaints are about by their words. Pure.</summary>
public static class Similarity
{
    private const int ShortestWord = 3;

    /// <summary>Words that every complaint may have.</summary>
    private static readonly HashSet<string> Common = new(
        ["yang", "dan", "ini", "itu", "ada", "jadi", "juga", "tidak", "belum", "sudah", "dengan", "untuk", "pada", "dari", "oleh", "saat", "karena", "sangat", "lama", "terlalu", "bisa", "dapat", "akan", "saya", "kami",
            "mohon", "tentang", "pelayanan", "layanan", "petugas", "dinas", "kantor", "warga", "masyarakat", "pengaduan", "keluhan"], StringComparer.Ordinal);

    /// <summary>Share of the words that two topics have in common: 0 to 1; 0 when one has no word that tells anything.</summary>
    public static double Of(string one, string other)
    {
        var (a, b) = (Words(one), Words(other));
        if (a.Count == 0 || b.Count == 0) return 0;
        var common = a.Count(b.Contains);
        // One shared word says something only where there is no other.
        return common == 0 || common == 1 && Math.Max(a.Count, b.Count) > 2 ? 0 : (double)common / Math.Min(a.Count, b.Count);
    }

    /// <summary>A telephone number's digits, with the country's 62 as the leading 0.</summary>
    public static string Digits(string phone)
    {
        var digits = new string([.. phone.Where(char.IsAsciiDigit)]);
        return digits.StartsWith("62", StringComparison.Ordinal) ? "0" + digits[2..] : digits;
    }

    /// <summary>A LAPOR number as it is compared: digits and letters alone.</summary>
    public static string Plain(string number) => new([.. number.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant)]);

    private static HashSet<string> Words(string text) =>
        [.. text.ToLowerInvariant().Split([.. text.Where(c => !char.IsLetterOrDigit(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length >= ShortestWord && !Common.Contains(w))];
}
