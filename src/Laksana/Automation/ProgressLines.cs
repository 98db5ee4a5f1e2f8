namespace Laksana.Automation;

/// <summary>Progress as it is stored: the lines, one a row, how far it is, and what was counted.</summary>
internal sealed record ProgressText(string Lines, double? Fraction, string? Counted);

/// <summary>What a run has said so far: the last lines, and how far it is. Safe for calls from several threads.</summary>
internal sealed class ProgressLines
{
    private const int MostLines = 100;
    private const int LongestLine = 300;

    private readonly Lock _lock = new();
    private readonly Queue<string> _lines = new();
    private double? _fraction;
    private WorkCount? _count;
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

    public void Count(WorkCount count)
    {
        lock (_lock)
        {
            _changed |= count != _count;
            _count = count;
        }
    }

    /// <summary>All of it; from now on only what comes later is news.</summary>
    public ProgressText Take()
    {
        lock (_lock)
        {
            _changed = false;
            return new ProgressText(string.Join('\n', _lines), _fraction, _count?.Text());
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
