using System.Text;
using Laksana.Backups;
using Laksana.Documents.Tables;
using Xunit;

namespace Laksana.Tests.Backups.Custody;

public sealed class MediaRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 16, 1, 0, 0, TimeSpan.Zero);

    private static readonly Medium Used = new("FD-01", 1, Guid.Empty, MediumKind.FlashDisk, null, null, "Bidang PIAK", "Lemari", null, MediumState.InUse, null, null, null, 90, null, "dimas", Now);

    [Fact]
    public void each_state_opens_its_acts_and_destroying_wants_a_second_officer()
    {
        Assert.Equal([MediumAct.Lose, MediumAct.Retire, MediumAct.AskDestruction], MediumRules.Open(Used, "dimas"));
        Assert.Equal([MediumAct.Find], MediumRules.Open(Used with { State = MediumState.Lost }, "dimas"));
        Assert.Equal([MediumAct.Lose, MediumAct.Return, MediumAct.AskDestruction], MediumRules.Open(Used with { State = MediumState.Retired }, "dimas"));
        Assert.Empty(MediumRules.Open(Used with { State = MediumState.Destroyed }, "dimas"));
        var asked = Used with { Destruction = new AskedDestruction("rusak", "dimas", Now) };
        Assert.Equal([MediumAct.Lose, MediumAct.Retire, MediumAct.KeepIt], MediumRules.Open(asked, "dimas"));
        Assert.Contains(MediumAct.Destroy, MediumRules.Open(asked, "bagus"));
        Assert.Equal("second-officer", MediumRules.Against(asked, MediumAct.Destroy, "dimas")!.Why);
    }

    [Fact]
    public void a_medium_is_due_a_quarter_of_a_year_after_it_was_measured_while_it_is_in_use()
    {
        Assert.False(Used.IsOverdue(Now.AddDays(90)));
        Assert.True(Used.IsOverdue(Now.AddDays(91)));
        Assert.False((Used with { CheckedAt = Now.AddDays(30) }).IsOverdue(Now.AddDays(91)));
        Assert.False((Used with { State = MediumState.Lost }).IsOverdue(Now.AddDays(91)));
    }

    [Fact]
    public void a_measurement_counts_from_the_offer_on_and_for_two_hours()
    {
        Assert.Null(Handover.AgainstTime(Now, Now, Now));
        Assert.Null(Handover.AgainstTime(Now.AddMinutes(-4), Now, Now.AddHours(1)));
        Assert.Equal("code-before", Handover.AgainstTime(Now.AddMinutes(-6), Now, Now)!.Why);
        Assert.Equal("code-future", Handover.AgainstTime(Now.AddMinutes(6), Now, Now)!.Why);
        Assert.Equal("code-old", Handover.AgainstTime(Now, Now.AddMinutes(-1), Now.AddHours(2).AddMinutes(6))!.Why);
    }

    [Fact]
    public void a_table_of_media_is_read_or_refused_with_everything_that_is_wrong()
    {
        var good = ListedMedia.Read(Table("Label;Jenis;Nomor seri;Kapasitas;Pemilik;Tempat;Ukur tiap (hari)\nfd-piak-01;Flash disk;4C53;64 GB;Bidang PIAK;Lemari;30\nHD-2;hardisk;;1,5 TB;Dinas;Gedung B;\n"), new HashSet<string>());
        Assert.Empty(good.Findings);
        Assert.Equal([new MediumEntry("FD-PIAK-01", MediumKind.FlashDisk, "4C53", 64_000_000_000, "Bidang PIAK", "Lemari", 30), new MediumEntry("HD-2", MediumKind.HardDisk, null, 1_500_000_000_000, "Dinas", "Gedung B")], good.Media);

        var bad = ListedMedia.Read(Table("Label;Jenis;Kapasitas;Pemilik;Tempat;Ukur tiap (hari)\nF D;disket;banyak;;x;0\nADA;SSD;;y;x;\nHD-3;SSD;;y;x;\nhd-3;SSD;;y;x;\n"), new HashSet<string> { "ADA" });
        Assert.Empty(bad.Media);
        Assert.Equal([2, 2, 2, 2, 2, 3, 5], bad.Findings.Select(f => f.Row!.Value).Order());
        Assert.All(bad.Findings, f => Assert.NotNull(f.Column));
        Assert.Single(ListedMedia.Read(Table("Label;Jenis;Tempat\nX1;SSD;y\n"), new HashSet<string>()).Findings);
    }

    [Theory, InlineData("64 GB", 64_000_000_000L), InlineData("1,5TB", 1_500_000_000_000L), InlineData("500 mb", 500_000_000L), InlineData("12", null), InlineData("-1 GB", null), InlineData("GB", null)]
    public void a_capacity_is_read_as_it_is_printed_on_media(string text, long? bytes) => Assert.Equal(bytes, ListedMedia.ReadCapacity(text));

    [Fact]
    public void mounts_are_read_as_the_kernel_writes_them()
    {
        const string text = """
            22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
            40 22 8:17 / /media/ratri/FLASH\040DISK rw,nosuid shared:5 - vfat /dev/sdb1 rw,uid=1000
            41 22 0:52 / /mnt/nas ro,relatime - nfs4 10.0.0.9:/cadangan rw
            """;
        var mounts = MountTable.Parse(text);
        Assert.Equal(new Mount(40, "8:17", "/media/ratri/FLASH DISK", "vfat", "/dev/sdb1", false), mounts[1]);
        Assert.True(mounts[2].ReadOnly);
        Assert.Equal(40, MountTable.Of("/media/ratri/FLASH DISK/laksana", mounts)!.Id);
        Assert.Equal(22, MountTable.Of("/media/ratri/FLASH", mounts)!.Id);
    }

    private static TableReading Table(string text) => TableReader.Read(Encoding.UTF8.GetBytes(text));
}
