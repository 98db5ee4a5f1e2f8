using System.Text;
using Laksana.Documents.Tables;
using Laksana.Officers;
using Xunit;

namespace Laksana.Tests.Officers;

/// <summary>Officers, sites and days off from tables: everything wrong is told by row and column, and then nothing is taken.</summary>
public sealed class ListedTests
{
    private static readonly Position[] Positions = [new("kasi-x", "Kepala Seksi X", null), new("jfu-x", "Pengolah Data", "kasi-x")];

    [Fact]
    public void officers_are_read_with_their_positions_by_title_or_id()
    {
        var listed = ListedOfficers.Read(Table("ID;Nama;NIP;Telepon;Jabatan;Status;Surat perintah;Mulai;Administrator\nsiti;Siti, S.Kom.;198501012010012001;0812-3456;Pengolah data; ; ; ;ya\n;Budi Santoso;;;kasi-x;Plh.;800/1;20-11-2026;\n"), Positions);
        Assert.Empty(listed.Findings);
        Assert.Equal(["siti", "budi"], listed.Officers.Select(o => o.Officer.Id));
        Assert.True(listed.Officers[0].Officer.Administrator);
        Assert.Equal(["jfu-x"], listed.Officers[0].Positions);
        Assert.Equal((Capacity.Plh, "800/1", new DateOnly(2026, 11, 20)), (listed.Officers[1].Capacity, listed.Officers[1].Warrant, listed.Officers[1].Since));
    }

    [Fact]
    public void every_fault_is_told_with_its_row_and_column_and_nobody_is_taken()
    {
        var listed = ListedOfficers.Read(Table("ID;Nama;NIP;Telepon;Jabatan;Status;Mulai;Administrator\nA!;;123;x;Tidak Ada;Plt.;besok;mungkin\nbaik;Baik;;;;;;\nbaik;Dua;;;;;;\n"), Positions);
        Assert.Empty(listed.Officers);
        Assert.Equal([(2, "Nama"), (2, "ID"), (2, "NIP"), (2, "Telepon"), (2, "Jabatan"), (2, "surat-perintah"), (2, "Mulai"), (2, "Administrator"), (4, "ID")],
            listed.Findings.Select(f => (f.Row!.Value, f.Column!)));
    }

    [Fact]
    public void sites_replace_those_of_the_same_name_and_keep_the_others()
    {
        Site[] known = [new("a", "Kecamatan A", "10.0.0.1", null), new("b", "Kecamatan B", null, null)];
        var listed = ListedSites.Read(Table("Nama,Alamat,Port\nkecamatan a,10.0.0.9,443\nKecamatan C,,\n"), known);
        Assert.Empty(listed.Findings);
        Assert.Equal(["10.0.0.9", null, null], listed.Into(known).Select(s => s.Address));
        Assert.Equal(["a", "b", "kecamatan-c"], listed.Into(known).Select(s => s.Id));
        Assert.Equal(3, ListedSites.Read(Table("Nama,Alamat,Port\n,bukan alamat,99999\n"), known).Findings.Count);
    }

    [Fact]
    public void days_off_are_read_in_the_ways_that_people_write_dates()
    {
        var listed = ListedHolidays.Read(Table("Tanggal,Nama,Jenis\n2027-01-01,Tahun Baru,\n2/1/2027,Cuti,cuti bersama\n3 Januari 2027,Tutup,tutup\n"));
        Assert.Empty(listed.Findings);
        Assert.Equal([ListedDayKind.Holiday, ListedDayKind.JointLeave, ListedDayKind.Closure], listed.Days.Select(d => d.Kind));
        Assert.Equal([1, 2, 3], listed.Days.Select(d => d.Day.Day));
        Assert.Equal(3, ListedHolidays.Read(Table("Tanggal,Nama,Jenis\n31-02-2027,,pesta\n")).Findings.Count);
    }

    [Theory]
    [InlineData("198501012010012001", true)]
    [InlineData("198513012010012001", false)]
    [InlineData("19850101201001200", false)]
    [InlineData("198501012010013001", false)]
    public void a_nip_is_checked(string nip, bool valid) => Assert.Equal(valid, Nips.IsValid(nip));

    [Theory]
    [InlineData("Kepala Seksi (SIAK) & Éduc", "kepala-seksi-siak-educ")]
    [InlineData("  ", "")]
    public void ids_are_made_of_titles(string title, string id) => Assert.Equal(id, Slug.Of(title));

    private static TableReading Table(string text) => TableReader.Read(Encoding.UTF8.GetBytes(text));
}
