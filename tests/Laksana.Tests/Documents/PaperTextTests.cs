using Laksana.Documents;
using Xunit;

namespace Laksana.Tests.Documents;

/// <summary>How wide and how high text stands on paper.</summary>
public sealed class PaperTextTests
{
    [Fact]
    public void a_wide_letter_takes_more_than_a_narrow_one() => Assert.True(PaperText.Width("MMM", 10) > 3 * PaperText.Width("i", 10));

    [Theory]
    [InlineData("", 100, 1)]
    [InlineData("satu", 100, 1)]
    [InlineData("satu dua tiga empat lima enam tujuh", 60, 3)]
    [InlineData("Kependudukankependudukan", 40, 4)]
    public void lines_are_counted_as_they_break(string text, double column, int lines) => Assert.Equal(lines, PaperText.Lines(text, 10, column));
}
