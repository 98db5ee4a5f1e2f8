using System.Globalization;

namespace Laksana.Bench;

/// <summary>What was to be reached and what was seen, printed as one table at the end.</summary>
internal sealed class Scorecard
{
    private readonly List<(string What, string Target, string Seen, string Share, string Verdict)> _lines = [];

    public bool AllMet { get; private set; } = true;

    /// <summary>A number that must be at least the target.</summary>
    public void AtLeast(string what, double target, double seen, string unit = "", string note = "") => Add(what, "≥", target, seen, seen >= target, unit, note);

    /// <summary>A number that must stay under the target.</summary>
    public void Under(string what, double target, double seen, string unit = "", string note = "") => Add(what, "<", target, seen, seen < target, unit, note);

    /// <summary>A number without a target.</summary>
    public void Note(string what, double seen, string unit = "", string note = "") => _lines.Add((what, "", Number(seen, unit), "", note));

    public void Print()
    {
        Console.WriteLine();
        Console.WriteLine($"{"what",-66} {"target",14} {"seen",14} {"seen/target",11}");
        foreach (var (what, target, seen, share, verdict) in _lines) Console.WriteLine($"{what,-66} {target,14} {seen,14} {share,11}  {verdict}");
    }

    private void Add(string what, string sign, double target, double seen, bool met, string unit, string note)
    {
        AllMet &= met;
        _lines.Add((what, sign + " " + Number(target, unit), Number(seen, unit), (seen / target).ToString("0.00", CultureInfo.InvariantCulture),
            (met ? "met" : "MISSED") + (note.Length > 0 ? ", " + note : "")));
    }

    private static string Number(double number, string unit) =>
        number.ToString(Math.Abs(number) switch { >= 1000 => "#,0", >= 100 => "0", >= 10 => "0.0", _ => "0.00" }, CultureInfo.InvariantCulture) + (unit.Length > 0 ? " " + unit : "");
}
