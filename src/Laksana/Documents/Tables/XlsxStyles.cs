using DocumentFormat.OpenXml.Spreadsheet;

namespace Laksana.Documents.Tables;

/// <summary>How the cells of a workbook look; the numbers are places in its list of formats.</summary>
internal static class XlsxStyles
{
    public const uint Number = 0;
    public const uint Head = 1;
    public const uint Text = 2;
    /// <summary>A text that stays one when somebody edits its cell.</summary>
    public const uint Quoted = 3;
    public const uint Date = 4;
    public const uint Moment = 5;
    public const uint Duration = 6;
    public const uint Share = 7;

    private const uint DateForm = 164;
    private const uint MomentForm = 165;
    private const uint ShareForm = 166;
    /// <summary>Hours beyond a day; one that every spreadsheet knows by its number.</summary>
    private const uint DurationForm = 46;

    public static string Part() => "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + new Stylesheet(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = DateForm, FormatCode = "dd/mm/yyyy" },
            new NumberingFormat { NumberFormatId = MomentForm, FormatCode = "dd/mm/yyyy\\ hh:mm" },
            new NumberingFormat { NumberFormatId = ShareForm, FormatCode = "0.0%" }),
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            new Fill(new PatternFill(new ForegroundColor { Rgb = "FFE4EFEC" }) { PatternType = PatternValues.Solid })),
        new Borders(new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder())),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            new CellFormat(Wrapped()) { FontId = 1, FillId = 2, ApplyFont = true, ApplyFill = true, ApplyAlignment = true },
            new CellFormat(Wrapped()) { NumberFormatId = 49, ApplyNumberFormat = true, ApplyAlignment = true },
            new CellFormat(Wrapped()) { NumberFormatId = 49, ApplyNumberFormat = true, ApplyAlignment = true, QuotePrefix = true },
            Formatted(DateForm), Formatted(MomentForm), Formatted(DurationForm), Formatted(ShareForm))).OuterXml;

    private static CellFormat Formatted(uint form) => new() { NumberFormatId = form, ApplyNumberFormat = true };

    private static Alignment Wrapped() => new() { WrapText = true, Vertical = VerticalAlignmentValues.Top };
}
