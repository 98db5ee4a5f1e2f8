namespace Laksana.Automation;

/// <summary>What a run has said so far: the last lines, and how far it is. Safe for calls from several threads.</summary>
internal sealed class ProgressLines
{
    private const int MostLines = 100;
    private const int LongestLine = 300;

    private readonly Lock _lock = new();
    private readonly Queue<string> _lines = new();
    private double? _fraction;
    private bool _changed;

    public void Add(string line, double? fraction)
    {
        var text = line.ReplaceLineEndings(" ").Trim();
        lock (_lock)
        {
            if (text.Length > 0) _lines.Enqueue(text.Length <= LongestLine ? text : text[..(LongestLine - 1)] + "…");
            if (_lines.Count > MostLines) _lines.Dequeue();
            _fraction = fraction is { } f ? Math.Clamp(f, 0, 1) : _fraction;
            _changed = true;
        }
    }

    /// <summary>All of it as it is stored, one line a row; from now on only what comes later is news.</summary>
    public (string Text, double? Fraction) Take()
    {
        lock (_lock)
        {
            _changed = false;
            return (string.Join('\n', _lines), _fraction);
        }
    }

    /// <summary>What was taken could not be stored: it is news again.</summary>
    public void Unsay()
    {
        lock (_lock) _changed = true;
    }

    public bool HasNews
    {
        get
        {
            lock (_lock) return _changed;
        }
    }
}
