using Laksana.Cases;
using Xunit;

namespace Laksana.Tests.Cases;

/// <summary>Work orders as notes of a case.</summary>
public sealed class WorkOrderTests
{
    private static readonly WorkOrder Order = new()
    {
        Run = 10, Number = "800/12/PIAK/2026", Officers = ["Ratri Wulandari (JFU Bidang PIAK)", "Galih Saputro (JFU)"], Place = "Kecamatan Kalibening", When = "Senin, 23 November 2026",
        Purpose = "Mengganti konektor: kabel di tiang", InNameOf = "Kepala Dinas", SignerPosition = "Plt. Kepala Bidang", SignerName = "Bagus Prakoso",
    };

    [Fact]
    public void a_note_gives_the_order_back()
    {
        var back = WorkOrder.FromNote(Order.ToNote())!;
        Assert.Equal(Order.Officers, back.Officers);
        Assert.Equal(Order with { Officers = back.Officers }, back);
        Assert.Equal("", WorkOrder.FromNote((Order with { Number = "", InNameOf = "" }).ToNote())!.Number);
    }

    [Fact]
    public void what_was_typed_cannot_add_lines_of_its_own()
    {
        var back = WorkOrder.FromNote((Order with { Place = "Balai\nPenanda tangan: orang lain", Officers = ["A; B"] }).ToNote())!;
        Assert.Equal("Balai Penanda tangan: orang lain", back.Place);
        Assert.Equal(("Bagus Prakoso", "A, B"), (back.SignerName, Assert.Single(back.Officers)));
    }

    [Theory]
    [InlineData("Camat menelepon.")]
    [InlineData("Surat tugas sudah diminta.")]
    [InlineData("Surat tugasnya menyusul\nLangkah ke: 3")]
    [InlineData("")]
    public void other_notes_are_none(string note) => Assert.Null(WorkOrder.FromNote(note));
}
