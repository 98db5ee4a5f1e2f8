using Laksana.Procedures;
using Xunit;

namespace Laksana.Tests.Procedures;

/// <summary>Two versions of a sheet compared as a reader of the form would.</summary>
public sealed class SheetComparisonTests
{
    private const string Sheet = """
        sop: uji
        nama: Pemeliharaan Jaringan
        nomor: 800/1/2025
        unit: Bidang Contoh
        tanggal: {pembuatan: 2025-01-02}
        dasar-hukum: [UU Nomor 23 Tahun 2014, Perda Nomor 2 Tahun 2014]
        kode-berkas: UJI
        perihal: Uji
        pelaksana: {jfu: JFU, kasi: Kasi}
        kegiatan:
          - {id: terima, kegiatan: Menerima keluhan dari pengguna, pelaksana: jfu, waktu: 5 menit, output: [Catatan keluhan]}
          - {id: cek, kegiatan: Mengecek modem, pelaksana: jfu, waktu: 10 menit}
          - {id: lapor, kegiatan: Melaporkan hasil, pelaksana: jfu, kepada: kasi}
          - {id: arsip, kegiatan: Mengarsipkan, pelaksana: jfu, selesai: ya}
        """;

    [Fact]
    public void the_same_sheet_has_no_difference() => Assert.True(Compare(Sheet, Sheet).IsEmpty);

    [Fact]
    public void a_header_box_shows_its_words_that_came_and_went()
    {
        var change = Assert.Single(Compare(Sheet, Sheet.Replace("Perda Nomor 2 Tahun 2014", "Perda Nomor 7 Tahun 2014", StringComparison.Ordinal)).Boxes);
        Assert.Equal(SheetKeys.Header.LegalBasis, change.Key);
        Assert.Equal([(DifferenceKind.Kept, "UU Nomor 23 Tahun 2014\nPerda Nomor "), (DifferenceKind.Removed, "2 "), (DifferenceKind.Added, "7 "), (DifferenceKind.Kept, "Tahun 2014")],
            change.Words.Select(w => (w.Kind, w.Text)));
    }

    [Fact]
    public void a_new_row_is_told_and_the_numbers_that_shift_behind_it_are_not()
    {
        var comparison = Compare(Sheet, Sheet.Replace("  - {id: lapor", "  - {id: foto, kegiatan: Memotret lampu modem, pelaksana: jfu, waktu: 2 menit}\n  - {id: lapor", StringComparison.Ordinal));
        var row = Assert.Single(comparison.Rows);
        Assert.Equal((ChangeKind.Added, "foto", "3"), (row.Kind, row.Step.Id, row.Step.Number));
        Assert.Contains(row.Cells, c => c is { Key: SheetKeys.Row.Time, From: "", To: "2 menit" });
    }

    [Fact]
    public void a_removed_row_stands_where_it_stood()
    {
        var comparison = Compare(Sheet, Sheet.Replace("  - {id: cek, kegiatan: Mengecek modem, pelaksana: jfu, waktu: 10 menit}\n", "", StringComparison.Ordinal)
            .Replace("selesai: ya", "waktu: 3 menit, selesai: ya", StringComparison.Ordinal));
        Assert.Equal([(ChangeKind.Removed, "cek"), (ChangeKind.Changed, "arsip")], comparison.Rows.Select(r => (r.Kind, r.Step.Id)));
    }

    [Fact]
    public void a_changed_cell_shows_old_and_new()
    {
        var row = Assert.Single(Compare(Sheet, Sheet.Replace("waktu: 10 menit", "waktu: 15 menit", StringComparison.Ordinal)).Rows);
        var cell = Assert.Single(row.Cells);
        Assert.Equal((SheetKeys.Row.Time, "10 menit", "15 menit", false), (cell.Key, cell.From, cell.To, row.Moved));
    }

    [Fact]
    public void a_row_that_moved_is_told_once()
    {
        var moved = Compare(Sheet, Sheet.Replace("  - {id: terima, kegiatan: Menerima keluhan dari pengguna, pelaksana: jfu, waktu: 5 menit, output: [Catatan keluhan]}\n", "", StringComparison.Ordinal)
            .Replace("  - {id: arsip", "  - {id: terima, kegiatan: Menerima keluhan dari pengguna, pelaksana: jfu, waktu: 5 menit, output: [Catatan keluhan]}\n  - {id: arsip", StringComparison.Ordinal));
        Assert.Equal(["terima"], moved.Rows.Where(r => r.Moved).Select(r => r.Step.Id));
    }

    [Fact]
    public void roles_that_come_go_and_are_renamed_are_told()
    {
        var comparison = Compare(Sheet, Sheet.Replace("{jfu: JFU, kasi: Kasi}", "{jfu: Staf Teknis, kasi: Kasi, kabid: Kabid}", StringComparison.Ordinal)
            .Replace("kepada: kasi}", "kepada: kabid}", StringComparison.Ordinal));
        Assert.Contains(comparison.Roles, r => r is { Kind: ChangeKind.Changed, From: "JFU", To: "Staf Teknis" });
        Assert.Contains(comparison.Roles, r => r is { Kind: ChangeKind.Added, To: "Kabid" });
        Assert.Equal(["lapor"], comparison.Rows.Select(r => r.Step.Id));
    }

    [Fact]
    public void texts_with_little_in_common_read_as_replaced()
    {
        Assert.Equal([DifferenceKind.Removed, DifferenceKind.Added], TextDifference.Of("satu dua tiga empat", "lima enam dua tujuh delapan").Select(p => p.Kind));
        Assert.Equal([(DifferenceKind.Kept, "Jalankan "), (DifferenceKind.Added, "di server")], TextDifference.Of("Jalankan", "Jalankan di server").Select(p => (p.Kind, p.Text)));
        Assert.Equal("satu dua tiga\nlima", string.Concat(TextDifference.Of("satu dua tiga\nempat", "satu dua tiga\nlima").Where(p => p.Kind != DifferenceKind.Removed).Select(p => p.Text)));
    }

    private static SheetComparison Compare(string from, string to) => SheetComparison.Of(Read(from), Read(to));

    private static Procedure Read(string text) =>
        SheetReader.Read(text, "uji.yaml") is { Procedure: { } sheet } ? sheet : throw new InvalidOperationException(string.Join("\n", SheetReader.Read(text, "uji.yaml").Findings));
}
