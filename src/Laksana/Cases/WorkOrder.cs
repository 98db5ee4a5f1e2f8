namespace Laksana.Cases;

/// <summary>
/// A work order (<i>surat tugas</i>) for a visit. It is issued on paper and signed in ink; that it was issued, and what it says, stands in the case as a note, so that
/// the register knows it and the paper can be printed again. All texts are single lines, as they stand on the paper.
/// </summary>
public sealed record WorkOrder
{
    /// <summary>The row's passage it is for.</summary>
    public required int Run { get; init; }
    /// <summary>Number of the letter; empty where the office writes it in by hand.</summary>
    public string Number { get; init; } = "";
    /// <summary>Who goes: "name (position)".</summary>
    public required IReadOnlyList<string> Officers { get; init; }
    public required string Place { get; init; }
    /// <summary>Day or days, in words.</summary>
    public required string When { get; init; }
    public required string Purpose { get; init; }
    /// <summary>In whose name it is signed ("a.n."); empty when the signer signs in his own.</summary>
    public string InNameOf { get; init; } = "";
    /// <summary>With "Plt." or "Plh." before it for an acting official.</summary>
    public required string SignerPosition { get; init; }
    public required string SignerName { get; init; }

    /// <summary>The note's first word, by which it is known again.</summary>
    public const string Head = "Surat tugas";

    private const string Row = "Langkah ke: ", Going = "Petugas: ", At = "Tempat: ", On = "Waktu: ", For = "Keperluan: ", Name = "Atas nama: ", Post = "Jabatan penanda tangan: ", Signer = "Penanda tangan: ";

    /// <summary>The note that stands in the case.</summary>
    public string ToNote() => string.Join('\n', new[]
    {
        Number.Length > 0 ? $"{Head} {Line(Number)}" : Head, Row + Run.ToString(System.Globalization.CultureInfo.InvariantCulture), Going + string.Join("; ", Officers.Select(o => Line(o).Replace(';', ','))),
        At + Line(Place), On + Line(When), For + Line(Purpose), InNameOf.Length > 0 ? Name + Line(InNameOf) : null, Post + Line(SignerPosition), Signer + Line(SignerName),
    }.OfType<string>());

    /// <summary>The order that a note tells of; null when it is another note.</summary>
    public static WorkOrder? FromNote(string note)
    {
        var lines = note.ReplaceLineEndings("\n").Split('\n');
        if (lines[0] != Head && !lines[0].StartsWith(Head + " ", StringComparison.Ordinal)) return null;
        string? Of(string label) => lines.FirstOrDefault(l => l.StartsWith(label, StringComparison.Ordinal))?[label.Length..];
        return int.TryParse(Of(Row), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var run) && Of(Going) is { Length: > 0 } officers && Of(At) is { } place && Of(On) is { } when && Of(For) is { } purpose && Of(Post) is { } post && Of(Signer) is { } signer
            ? new WorkOrder
            {
                Run = run, Number = lines[0][Head.Length..].Trim(), Officers = officers.Split("; "), Place = place, When = when, Purpose = purpose, InNameOf = Of(Name) ?? "", SignerPosition = post, SignerName = signer,
            }
            : null;
    }

    private static string Line(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
