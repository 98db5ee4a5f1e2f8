using System.Globalization;
using Laksana.Server.Pages.Berkas;
using static Laksana.Server.Touring.TourWords;

namespace Laksana.Server.Touring;

/// <summary>A tour told to somebody at a terminal.</summary>
internal static class TourPrinter
{
    private const int NumberWidth = 14;
    private const int TimeWidth = 17;
    private const int RowWidth = 4;
    private const int TitleWidth = 42;

    public static void Line(TextWriter to, TourLine line) => to.WriteLine(
        $"{(line.Late ? '!' : ' ')} {line.Case,-NumberWidth} {line.Time,-TimeWidth} {line.Row ?? "",-RowWidth} {line.Who} · {line.What}");

    public static void Summary(TextWriter to, TourAnswer answer)
    {
        to.WriteLine();
        to.WriteLine(Say["summary.cases"]);
        to.WriteLine(Columns(Say["column.sheet"], Say["column.case"], Say["column.rows"], Say["column.returns"], Say["column.machine"], Say["column.planned"], Say["column.used"], Say["column.waited"], Say["column.late"], Say["column.end"]));
        foreach (var c in answer.Cases)
        {
            to.WriteLine(Columns(c.Title, c.Number ?? "-", Number(c.Rows), Number(c.Returns), Number(c.Machine.Count), Minutes(c.PlannedMinutes), Minutes(c.HandlingMinutes), Minutes(c.WaitingMinutes),
                Number(c.Late), c.Closed ? Say["end.closed"] : Say["end.open"]));
            if (c.Ways.Count > 0) to.WriteLine("    " + Say["summary.ways", string.Join(", ", c.Ways)]);
            if (c.Failure is not null) to.WriteLine("    " + c.Failure);
        }
        to.WriteLine();
        to.WriteLine(Say["summary.checks"]);
        foreach (var check in answer.Checks) to.WriteLine($"  {(check.Passed ? Say["check.yes"] : Say["check.no"]),-7} {check.What}: {check.Evidence}");
        to.WriteLine();
        to.WriteLine(Say[answer.Succeeded ? "summary.succeeded" : "summary.fell-short", answer.Checks.Count(c => c.Passed), answer.Checks.Count, answer.Calls, answer.Seconds]);
        if (answer.Data is { } data) to.WriteLine(Say["summary.kept", data]);
    }

    private static string Columns(params string[] cells) =>
        $"  {Cut(cells[0]),-TitleWidth} {cells[1],-NumberWidth} {cells[2],6} {cells[3],8} {cells[4],6}  {cells[5],-18} {cells[6],-18} {cells[7],-18} {cells[8],5}  {cells[9]}";

    private static string Cut(string text) => text.Length <= TitleWidth ? text : text[..(TitleWidth - 1)] + "…";

    private static string Number(int number) => number.ToString(CultureInfo.CurrentCulture);

    private static string Minutes(double minutes) => Spans.Say(TimeSpan.FromMinutes(Math.Floor(minutes)));
}
