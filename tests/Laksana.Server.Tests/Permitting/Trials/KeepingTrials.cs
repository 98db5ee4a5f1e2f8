using Laksana.Server.Tests.Api;

namespace Laksana.Server.Tests.Permitting.Trials;

/// <summary>Keeping backups: jfu takes them by a sheet, whose officers and those above them keep them; what jfu1 asked, another agrees to.</summary>
internal static class KeepingTrials
{
    public static readonly TrialTable All = new()
    {
        ["/backup/simpan"] = async c => await WithSheetAsync(c, new("/backup/simpan")),
        ["/backup/simpan/usul"] = async c => await WithSheetAsync(c, new("/backup/simpan/usul",
            [("sumber", ""), ("harian", "7"), ("mingguan", "4"), ("bulanan", "6"), ("tahunan", "2"), ("minimum", "2"), ("tunggu", "1"), ("alasan", "sesuai disk")])),
        ["/backup/simpan/kebijakan/{versi}"] = async c => await WithSheetAsync(c, new($"/backup/simpan/kebijakan/{await c.PolicyAsync("jfu1")}", [("putusan", "setujui")], Right: "kasi1")),
        ["/backup/simpan/tahan/{id}"] = async c => await WithSheetAsync(c, new($"/backup/simpan/tahan/{await c.RecordedBackupAsync()}", [("alasan", "permintaan inspektorat")])),
        ["/backup/simpan/lepas/{id}"] = async c => await WithSheetAsync(c, new($"/backup/simpan/lepas/{await c.HeldBackupAsync("jfu1")}", [("alasan", "pemeriksaan selesai")], Right: "kasi1")),
        ["/backup/simpan/hapus"] = async c => await WithSheetAsync(c, new("/backup/simpan/hapus", [("backup", await c.OldBackupAsync()), ("alasan", "salah ambil")])),
        ["/backup/simpan/daftar/{nomor}"] = async c => await WithSheetAsync(c, new($"/backup/simpan/daftar/{await c.ExpiryAsync("jfu1")}", [("putusan", "setujui"), ("nama-sumber", "kependudukan")], Right: "kasi1")),
        ["/backup/pengawasan"] = async c => await WithSheetAsync(c, new("/backup/pengawasan")),
        ["/backup/pengawasan/atur"] = async c => await WithSheetAsync(c, new("/backup/pengawasan/atur",
            [("versi", await c.WatchVersionAsync()), ("sesudah-jadwal", "1"), ("tanpa-jadwal", "5"), ("belum-dibaca", "2"), ("belum-diuji", "22"), ("ruang", "30"), ("usia-salinan", "35"), ("ruang-server", "server")])),
    };

    private const string Sheet = """
        sop: uji-cadangan
        nama: Uji Cadangan
        unit: Bidang Uji
        kode-berkas: CDG
        perihal: "Backup {basis-data}"
        pelaksana: {jfu: JFU, kasi: KASI}
        kegiatan:
          - id: siap
            kegiatan: Menyiapkan
            pelaksana: jfu
            isian:
              basis-data: {jenis: teks, wajib: ya}
          - {id: ambil, kegiatan: Mengambil, pelaksana: jfu, tindakan: {nama: database.dump, sumber: "{basis-data}"}}
          - {id: lapor, kegiatan: Melapor, pelaksana: jfu, kepada: kasi, selesai: ya}
        """;

    private static async Task<Trial> WithSheetAsync(TrialCases cases, Trial trial)
    {
        await cases.PublishAsync(Sheet);
        return trial;
    }
}
