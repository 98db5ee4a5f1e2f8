using Laksana.Drafting;
using Laksana.Officers;
using Laksana.Procedures;
using Xunit;

namespace Laksana.Tests.Drafting;

/// <summary>Edits of a sheet as a person would make them, looked at as text.</summary>
public sealed class SheetEditTests
{
    private const string Text = """
        # kepala berkas
        sop: uji
        nama: "Uji"   # namanya
        unit: Bidang
        kode-berkas: UJI
        perihal: 'Uji {barang}'
        pelaksana: {jfu: JFU, kasi: KASI}   # kolom

        kegiatan:
          # langkah pertama
          - id: terima
            kegiatan: Menerima
            pelaksana: jfu        # siapa saja
            isian:
              barang: {jenis: teks, wajib: ya}   # nama barang
              # tempatnya
              tempat: {jenis: daftar-lokasi}
          - id: periksa
            kegiatan: Memeriksa
            pelaksana: jfu
            waktu: 5 menit # cepat
            keputusan:
              ya: lapor
              # kalau rusak
              tidak: terima

          - {id: lapor, kegiatan: "Melapor, lalu selesai", pelaksana: jfu, kepada: kasi, kembali-ke: [periksa, terima]}
        catatan:
          - "satu"
        # penutup
        """;

    private static readonly DraftSheet Sheet = DraftSheet.Read(Text)!;

    [Fact]
    public void a_changed_time_changes_one_line_and_keeps_its_comment()
    {
        var changed = RowEdits.Change(Sheet, "periksa", Form("periksa") with { Time = "15 menit" }).Sheet!;
        Assert.Equal(Text.Replace("waktu: 5 menit # cepat", "waktu: 15 menit # cepat", StringComparison.Ordinal), changed.Text);
    }

    [Fact]
    public void a_row_in_braces_is_changed_between_its_braces()
    {
        var changed = RowEdits.Change(Sheet, "lapor", Form("lapor") with { Time = "1 jam", ReturnTo = ["terima"] }).Sheet!;
        Assert.Contains("""- {id: lapor, kegiatan: "Melapor, lalu selesai", pelaksana: jfu, waktu: 1 jam, kepada: kasi, kembali-ke: [terima]}""", changed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void a_step_below_a_decision_takes_the_place_of_one_answers_target()
    {
        var changed = RowEdits.Add(Sheet, "periksa", "Memperbaiki perangkat yang rusak", "jfu", "tidak").Sheet!;
        Assert.Contains("      # kalau rusak\n      tidak: memperbaiki-perangkat-rusak\n", changed.Text, StringComparison.Ordinal);
        Assert.Contains("  - id: memperbaiki-perangkat-rusak\n    kegiatan: Memperbaiki perangkat yang rusak\n    pelaksana: jfu\n    lanjut: terima\n", changed.Text, StringComparison.Ordinal);
        Assert.NotNull(SheetReader.Read(changed.Text, "uji.yaml").Procedure);
    }

    [Fact]
    public void a_decision_takes_the_place_of_the_plain_way()
    {
        var added = RowEdits.Add(Sheet, "terima", "Apakah lengkap?", "kasi").Sheet!;
        var changed = RowEdits.Change(added, "apakah-lengkap", RowForm.Of(added, added.Row("apakah-lengkap")!) with { Way = WayOn.Decision, Answers = [new("lengkap: ya", "periksa"), new("tidak", "selesai")] }).Sheet!;
        var read = SheetReader.Read(changed.Text, "uji.yaml").Procedure!;
        Assert.Equal([new Outcome("lengkap: ya", "periksa"), new Outcome("tidak", null)], read.Step("apakah-lengkap").Outcomes);
    }

    [Fact]
    public void the_first_row_moves_with_its_comment()
    {
        var moved = RowEdits.Move(Sheet, "terima", up: false).Sheet!;
        Assert.Contains("kegiatan:\n  - id: periksa\n", moved.Text, StringComparison.Ordinal);
        Assert.Contains("  # langkah pertama\n  - id: terima\n", moved.Text, StringComparison.Ordinal);
        Assert.Equal(Text, RowEdits.Move(moved, "terima", up: true).Sheet!.Text);
    }

    [Fact]
    public void a_row_that_ways_lead_to_is_deleted_only_with_another_target()
    {
        Assert.Equal(["periksa"], References.WaysTo(Sheet, "lapor").Select(r => r.Id));
        Assert.Null(RowEdits.Delete(Sheet, "lapor", null).Sheet);
        var deleted = RowEdits.Delete(Sheet, "lapor", "selesai").Sheet!;
        Assert.Contains("ya: selesai\n", deleted.Text, StringComparison.Ordinal);
        Assert.Contains("# penutup", deleted.Text, StringComparison.Ordinal);
        var second = RowEdits.Delete(Sheet, "periksa", "lapor").Sheet!;
        Assert.Contains("kembali-ke: [terima]}", second.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void a_field_that_the_subject_uses_is_not_deleted_and_neither_is_its_row()
    {
        Assert.Contains("perihal", FieldForm.Delete(Sheet, "terima", "barang").Cause, StringComparison.Ordinal);
        Assert.NotNull(RowEdits.Delete(Sheet, "terima", "periksa").Cause);
        var deleted = FieldForm.Delete(Sheet, "terima", "tempat").Sheet!;
        Assert.DoesNotContain("tempat", deleted.Text, StringComparison.Ordinal);
        Assert.Contains("# nama barang", deleted.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void a_role_in_use_is_not_deleted_and_a_new_one_gets_its_id_from_its_words()
    {
        var form = RoleForm.Of(Sheet);
        Assert.Contains("3. Melapor", (form with { Roles = [form.Roles[0], form.Roles[1] with { Gone = true }] }).ApplyTo(Sheet).Cause, StringComparison.Ordinal);
        var added = (form with { Roles = [.. form.Roles, new RoleLine(null, "Kepala Bidang: PIAK")] }).ApplyTo(Sheet).Sheet!;
        Assert.Contains("""pelaksana: {jfu: JFU, kasi: KASI, kepala-bidang-piak: "Kepala Bidang: PIAK"}   # kolom""", added.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void a_box_is_added_where_the_form_has_it()
    {
        var values = new Dictionary<string, string>(HeaderForm.Of(Sheet).Values, StringComparer.Ordinal) { ["dasar-hukum"] = "UU 24/2013\n# Perbup", ["pelayanan.waktu"] = "8 hari kerja", ["pelayanan.pemohon"] = "umum" };
        var changed = new HeaderForm(values).ApplyTo(Sheet).Sheet!;
        var read = SheetReader.Read(changed.Text, "uji.yaml").Procedure!;
        Assert.Equal(["UU 24/2013", "# Perbup"], read.LegalBasis);
        Assert.True(read.Service!.OpenToPublic);
        foreach (var row in Sheet.Rows) Assert.Equal(Sheet.SourceOf(row), changed.SourceOf(changed.Row(row.Id)!));
    }

    [Fact]
    public void rows_done_together_get_a_name_and_lose_it_together()
    {
        var joined = RowEdits.Change(Sheet, "periksa", Form("periksa") with { WithRowAbove = true }).Sheet!;
        Assert.Equal(2, joined.Rows.Count(r => r.Map.Text("serentak") == "menerima"));
        Assert.Equal(Text, RowEdits.Change(joined, "periksa", RowForm.Of(joined, joined.Row("periksa")!) with { WithRowAbove = false }).Sheet!.Text);
    }

    [Fact]
    public void an_enacted_sheet_bears_its_dates_and_who_enacted_it()
    {
        var enacted = SheetStart.Enact(Sheet, new DateOnly(2026, 11, 20), new DateOnly(2026, 12, 1), isFirst: false, "Kepala Dinas").Sheet!;
        var read = SheetReader.Read(enacted.Text, "uji.yaml").Procedure!.Enactment;
        Assert.Equal((new DateOnly(2026, 11, 20), new DateOnly(2026, 12, 1), "Kepala Dinas"), (read.Revised!.Value, read.Effective!.Value, read.EnactedBy));
    }

    [Fact]
    public void a_new_sheet_reads_without_errors()
    {
        var text = SheetStart.New("Peminjaman Ruang: Rapat", "Sekretariat", "prr", ("jfu", "Pengolah Data"), "Menerima surat \"permohonan\"", new DateOnly(2026, 11, 20), ["peminjaman-ruang-rapat"]);
        var reading = SheetReader.Read(text, "baru.yaml");
        Assert.DoesNotContain(reading.Findings, f => f.Severity == Severity.Error);
        Assert.Equal("peminjaman-ruang-rapat-2", reading.Procedure!.Id);
        Assert.NotNull(DraftSheet.Read(text));
    }

    [Theory]
    [InlineData("a: [1\n")]
    [InlineData("")]
    [InlineData("- satu\n- dua\n")]
    [InlineData("sop: &x uji\nkegiatan:\n  - id: *x\n")]
    [InlineData("kegiatan:\n  - id: a\n  - id: a\n")]
    [InlineData("kegiatan:\n  - kegiatan: tanpa id\n")]
    public void a_text_that_is_no_table_is_told_as_such(string text) => Assert.Null(DraftSheet.Read(text));

    [Fact]
    public void who_wrote_does_not_approve_unless_he_is_the_only_head()
    {
        var staffing = new Staffing
        {
            Office = "uji", Holdings = [new("kepala", "kepala", Capacity.Definitive, null), new("plh", "kepala", Capacity.Plh, "1"), new("jfu", "jfu-x", Capacity.Definitive, null)],
            Superiors = new Dictionary<string, string> { ["jfu-x"] = "kepala" }, RolePositions = new Dictionary<string, IReadOnlyList<string>> { ["jfu"] = ["jfu-x"] },
        };
        var rights = new DraftRights(staffing, ["admin"]);
        Assert.Equal(["kepala", "plh"], rights.Approvers(["jfu"]));
        Assert.Equal(["plh"], rights.Approvers(["kepala"]));
        Assert.Equal(["kepala", "plh"], rights.Approvers(["kepala", "plh"]));
        Assert.Equal(["admin"], new DraftRights(staffing with { Holdings = [] }, ["admin"]).Approvers(["jfu"]));
        Assert.True(rights.ToWrite("jfu", "uji", ["jfu"]));
        Assert.False(rights.ToWrite("jfu", "uji", ["kasi"]));
        Assert.True(rights.ToWrite("admin", "uji", []));
    }

    private static RowForm Form(string row) => RowForm.Of(Sheet, Sheet.Row(row)!);
}
