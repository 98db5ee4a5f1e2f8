using System.Globalization;
using System.Text;

namespace Laksana.Register;

/// <summary>The paper that lies on top of a dossier (<c>BACA-SAYA.txt</c>): always Indonesian, for whoever receives it.</summary>
internal static class DossierReadMe
{
    public const string Name = "BACA-SAYA.txt";

    private static readonly CompositeFormat Text = CompositeFormat.Parse("""
        BERKAS {0}
        Kantor: {1}
        Peristiwa: {2}; sudah disegel sampai peristiwa {3}.

        Ini salinan lengkap satu berkas dari register Laksana. Isinya dapat diperiksa
        tanpa internet dan tanpa basis data kantor.

        APA ISINYA
          manifest.json       daftar semua isi dengan ukuran dan SHA-256-nya
          manifest.sig        tanda tangan kantor atas manifest.json
          rantai.json         urutan peristiwa; tiap peristiwa memuat sidik peristiwa sebelumnya
          peristiwa/          isi tiap peristiwa, persis seperti tersimpan
          lembar/             lembar SOP yang berlaku untuk berkas ini
          dokumen/            dokumen yang dilampirkan; namanya adalah SHA-256-nya
          segel.json, segel/  segel kantor yang memuat berkas ini, dengan buktinya
          kunci/              kunci publik untuk memeriksa tanda tangan
          data-pribadi.json   nilai data pribadi (hanya bila diminta; boleh jadi sudah dihapus)

        CARA MEMERIKSA
        Dengan program Laksana (versi mana pun, di komputer mana pun):
          laksana dossier verify NAMA-BERKAS.zip
        Program menyebut hal pertama yang tidak cocok, atau menyatakan semuanya cocok.

        Dengan alat baku (buka dulu ZIP-nya):
          1. Tanda tangan daftar isi:
               openssl dgst -sha256 -verify kunci/{4}.pem -signature manifest.sig manifest.json
          2. Tiap berkas: bandingkan hasil sha256sum dengan yang tertulis di manifest.json.
          3. Tiap segel:
               openssl dgst -sha256 -verify kunci/KUNCI.pem -signature segel/NOMOR.sig segel/NOMOR.bin
             dan sha256sum segel/NOMOR.bin sama dengan "hash" di segel.json.
          Cara menghitung sidik peristiwa dan bukti segel ada di dokumentasi Laksana, docs/register.md.

        APA YANG TERBUKTI
        Tanda tangan yang cocok membuktikan bahwa isi ini disegel dengan kunci itu. Pastikan kunci
        itu memang milik kantor: tanyakan sidik kuncinya kepada kantor lewat jalan lain. Sidik kunci:
          {4}
        Bukti yang paling kuat: sidik segel di segel.json sama dengan kepala segel yang sejak dulu
        disimpan di luar kantor. Peristiwa sesudah nomor {3} belum disegel saat salinan ini dibuat.
        """.ReplaceLineEndings("\n") + "\n");

    public static byte[] Write(DossierManifest manifest) => Encoding.UTF8.GetBytes(string.Format(CultureInfo.InvariantCulture, Text,
        manifest.CaseNumber, manifest.Office, manifest.Events, manifest.SealedUpTo, manifest.Key));
}
