using System.Text.RegularExpressions;
using Laksana.Server.Permitting;

namespace Laksana.Browser.Tests.Sights;

/// <summary>The pages of the program, as its permission table writes them.</summary>
internal static partial class Routes
{
    /// <summary>What answers to GET and is no page to look at, and why.</summary>
    public static readonly IReadOnlyDictionary<string, string> NotPages = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["/"] = "leads on",
        ["/draf"] = "for scripts",
        ["/aset/{name}"] = "a file",
        ["/akun/kode/gambar"] = "a picture",
        ["/panduan/gambar/{name}"] = "a picture",
        ["/berkas/{number}/selesai/{run}"] = "leads to the case", ["/berkas/{number}/terima/{run}"] = "leads to the case",
        ["/berkas/{number}/lanjutkan/{run}"] = "leads to the case", ["/berkas/{number}/lepaskan/{run}"] = "leads to the case",
        ["/berkas/{number}/ulangi/{run}"] = "leads to the case", ["/berkas/{number}/hentikan/{run}"] = "leads to the case",
        ["/berkas/{number}/catatan"] = "leads to the case", ["/berkas/{number}/dokumen"] = "leads to the case",
        ["/berkas/{number}/dokumen/{sha}"] = "a file", ["/berkas/{number}/bukti"] = "a file",
        ["/berkas/{number}/kemajuan"] = "for scripts", ["/berkas/{number}/kemajuan/{run}"] = "for scripts",
        ["/berkas/{number}/laporan.pdf"] = "paper", ["/berkas/{number}/cetak/{run}"] = "paper", ["/berkas/{number}/surat-tugas/{run}/{peristiwa}"] = "paper",
        ["/sop/{sheet}/formulir/{step}"] = "paper", ["/sop/{sheet}/versi/{version}/pdf"] = "paper", ["/agenda/buku/cetak"] = "paper", ["/capaian/cetak"] = "paper",
        ["/pengaduan/{number}/notulen"] = "paper", ["/layanan/{kantor}/lacak/{nomor}/tanda-terima"] = "paper",
        ["/jaringan/ketersediaan/unduh"] = "a file", ["/jaringan/peta/{jenis}/unduh"] = "a file",
        ["/agenda/unduh"] = "a file", ["/capaian/unduh"] = "a file", ["/pengaturan/catatan/unduh"] = "a file", ["/pengaturan/contoh/{tabel}"] = "a file", ["/mulai/contoh/{tabel}"] = "a file",
        ["/layanan/{kantor}/lacak/{nomor}/dokumen/{sha}"] = "a file",
        ["/backup/kemajuan"] = "for scripts", ["/backup/media/contoh"] = "a file", ["/backup/media/unduh"] = "a file",
        ["/backup/media/stiker"] = "paper", ["/backup/serah-terima/{id}/cetak"] = "paper",
        ["/health"] = "for machines", ["/health/live"] = "for machines", ["/health/ready"] = "for machines", ["/metrics"] = "for machines", ["/openapi/{documentName}.json"] = "for machines",
    };

    /// <summary>Whatever answers to GET, but for the API.</summary>
    public static readonly IReadOnlySet<string> Pages = Permissions.Table.Where(p => p.EachMethod.Contains("GET") && !p.Route.StartsWith("/api/", StringComparison.Ordinal)).Select(p => p.Route).ToHashSet(StringComparer.Ordinal);

    private static readonly IReadOnlyList<string> MostLiteralFirst = [.. Permissions.Table.Select(p => p.Route).Distinct(StringComparer.Ordinal).OrderBy(r => r.Count(c => c == '{'))];

    /// <summary>The page that an address leads to.</summary>
    public static string Of(string address) =>
        MostLiteralFirst.FirstOrDefault(r => Regex.IsMatch(address.Split('?')[0], Pattern(r), RegexOptions.None, TimeSpan.FromSeconds(1))) ?? throw new InvalidOperationException($"{address} is no page.");

    /// <summary>Of the addresses of a route; the guide's chapter and a new field's name are left out.</summary>
    public static string Pattern(string route) =>
        "^" + Parameter.Replace(Regex.Escape(route).Replace(@"/\{chapter}", @"(/\{chapter})?", StringComparison.Ordinal).Replace(@"/isian/\{field}", @"/isian(/\{field})?", StringComparison.Ordinal), "[^/]+") + "$";

    [GeneratedRegex(@"\\\{\w+\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter { get; }
}
