using System.Text.Json.Serialization;
using Laksana.Automation;
using Laksana.Backups;
using static Laksana.Server.Commands.CommandWords;

namespace Laksana.Server.Commands;

/// <summary>How much of a medium was read, on the bar.</summary>
internal sealed class MeasuredBytes(CommandBar bar) : IProgress<long>
{
    private long _done, _all;

    public void Begin(long bytes) => _all = bytes;

    public void Report(long value)
    {
        _done += value;
        bar.Show(Words["Medium.Reading"], _all == 0 ? null : Math.Min(1, (double)_done / _all), new WorkCount(_done, _all));
    }
}

internal sealed record MediumLine(string Label, string Kind, string State, string Owner, string Place, string? Holder, DateTimeOffset? CheckedAt, DateTimeOffset? CheckDue, bool Overdue, int Copies)
{
    public static MediumLine Of(Medium m, int copies, DateTimeOffset now) => new(m.Label, m.Kind.ToString(), m.State.ToString(), m.Owner, m.Place, m.Holder, m.CheckedAt, m.CheckDue, m.IsOverdue(now), copies);
}

internal sealed record CopiedAnswer(string Medium, string Backup, string Digest, long Bytes, double Seconds, bool WasThere);

internal sealed record CheckedAnswer(string Medium, bool Whole, string? Code, long Bytes, double Seconds, IReadOnlyList<string> Faults);

internal sealed record MeasuredCopyAnswer(string Backup, bool Whole, string? Digest, long Bytes, string? Code, string? Source, DateTimeOffset? TakenAt, IReadOnlyList<string> Faults);

/// <param name="Code">Of all copies together.</param>
internal sealed record MeasuredAnswer(string? Label, string Path, bool Whole, string? Code, DateTimeOffset At, double Seconds, long Bytes, IReadOnlyList<MeasuredCopyAnswer> Copies)
{
    public static MeasuredAnswer Of(Measurement m) => new(m.Label, m.Root, m.IsWhole, m.Code?.ToString(), m.Stamp.At, Math.Round(m.Seconds, 1), m.Bytes,
        [.. m.Copies.Select(c => new MeasuredCopyAnswer(c.Backup, c.IsWhole, c.Digest, c.Bytes, m.CodeOf(c)?.ToString(), c.Summary?.Source, c.Summary?.TakenAt, c.Faults))]);

    public static void Say(Measurement found, TextWriter to)
    {
        to.WriteLine(found.Label is { } label ? Words["Medium.Measured", label, found.Root, found.Seconds] : Words["Medium.NoLabel", found.Root, found.Seconds]);
        foreach (var copy in found.Copies)
        {
            to.WriteLine($"  {copy.Backup}: {Words[copy.IsWhole ? "Medium.Whole" : "Medium.NotWhole"]}");
            foreach (var fault in copy.Faults) to.WriteLine("    " + fault);
            if (found.CodeOf(copy) is { } code) to.WriteLine("    " + Words["Medium.Code", code]);
        }
        if (found.Copies.Count > 1 && found.Code is { } all) to.WriteLine(Words["Medium.CodeAll", all]);
        if (!found.IsWhole) to.WriteLine(Words["Medium.DoNotAccept"]);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(MediumLine))]
[JsonSerializable(typeof(IReadOnlyList<MediumLine>))]
[JsonSerializable(typeof(CopiedAnswer))]
[JsonSerializable(typeof(CheckedAnswer))]
[JsonSerializable(typeof(MeasuredAnswer))]
internal sealed partial class MediumJson : JsonSerializerContext;
