using Laksana.Automation;

namespace Laksana.Server.Commands;

/// <summary>The progress of long work on a terminal: one line that is drawn anew. Elsewhere (a log, a pipe) only what is going on, a line each; under <c>--json</c> nothing.</summary>
internal sealed class CommandBar(Call call) : IActionProgress
{
    private const int Width = 30;

    private readonly bool _drawn = !Console.IsErrorRedirected && !call.Json;
    private string _line = "";
    private double? _fraction;
    private WorkCount? _count;

    public ValueTask ReportAsync(string line, double? fraction, CancellationToken token)
    {
        Show(line, fraction ?? _fraction, _count);
        return ValueTask.CompletedTask;
    }

    public ValueTask CountAsync(WorkCount count, CancellationToken token)
    {
        Show("", _fraction, count);
        return ValueTask.CompletedTask;
    }

    public Task StillMineAsync(CancellationToken token) => Task.CompletedTask;

    public void Show(string line, double? fraction, WorkCount? count)
    {
        if (call.Json) return;
        var news = line.Length > 0 && line != _line;
        (_line, _fraction, _count) = (line.Length > 0 ? line : _line, fraction, count);
        if (_drawn) call.Error.Write("\r\u001b[K" + Text());
        else if (news) call.Error.WriteLine(line);
    }

    public void End()
    {
        if (_drawn) call.Error.Write("\r\u001b[K");
    }

    private string Text()
    {
        var full = (int)Math.Round((_fraction ?? 0) * Width);
        var text = $"[{new string('#', full)}{new string('-', Width - full)}] {_fraction ?? 0,4:P0}";
        if (_count is { } c)
        {
            text += $"  {c.Bytes / 1048576.0:0} MB";
            if (c is { Items: { } items, ItemsOf: { } of }) text += $"  {items}/{of}";
            if (c.SecondsLeft is { } left) text += $"  {TimeSpan.FromSeconds(left):h\\:mm\\:ss}";
        }
        return _line.Length == 0 ? text : text + "  " + (_line.Length <= 60 ? _line : _line[..59] + "…");
    }
}
