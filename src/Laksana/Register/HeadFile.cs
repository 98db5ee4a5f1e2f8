using System.Text;

namespace Laksana.Register;

/// <summary>
/// The file outside (another disk, a share of another machine) to which every seal's head is appended, one line each
/// (<see cref="SealHead.ToLine"/>). Lines are only ever added; whoever keeps the file keeps the proof.
/// </summary>
public sealed class HeadFile(string path) : IDisposable
{
    /// <summary>Ends a line that a crash cut short, so that readers pass over it.</summary>
    private const string CutShort = " # terputus";

    private readonly SemaphoreSlim _one = new(1);
    private Dictionary<string, SealHead>? _last;

    public string Path { get; } = path;

    /// <summary>
    /// Adds a seal's head unless it is there, and waits until it is on the disk. Called after the seal is committed: a crash between
    /// the two leaves it out, and the next head, or the same one given again, covers it.
    /// </summary>
    /// <returns>False when the file already holds another head under this number, or a later one: the seals here are not those that were sealed.</returns>
    /// <exception cref="OperatorException">The file cannot be read or written.</exception>
    public async Task<bool> AppendAsync(SealHead head, CancellationToken token = default)
    {
        await _one.WaitAsync(token);
        try
        {
            _last ??= await LastHeadsAsync(token);
            var known = _last.GetValueOrDefault(head.Office);
            if (known is not null && known.Number >= head.Number)
                return known.Number == head.Number && known.Hash.Span.SequenceEqual(head.Hash.Span);
            await WriteLineAsync(head.ToLine(), token);
            _last[head.Office] = head;
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException(RegisterWords.Say["heads-unwritable", Path, failure.Message], RegisterWords.Say["heads-unwritable-hint"],
                ExitCode.Storage, failure);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The heads of a file, of one office or (null) of all, in the file's order.</summary>
    /// <exception cref="OperatorException">The file is missing, or a line is not a head.</exception>
    public static async Task<IReadOnlyList<SealHead>> ReadAsync(string path, string? office = null, CancellationToken token = default)
    {
        var heads = new List<SealHead>();
        var number = 0;
        string? unread = null;
        try
        {
            await foreach (var line in File.ReadLinesAsync(path, token))
            {
                if (unread is not null) throw Damaged(path, number);
                number++;
                if (line.Length == 0 || line[0] == '#' || line.EndsWith(CutShort, StringComparison.Ordinal)) continue;
                var head = SealHead.FromLine(line);
                if (head is null) unread = line;
                else if (office is null || head.Office == office) heads.Add(head);
            }
            if (unread is not null && EndsWithNewLine(path)) throw Damaged(path, number);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException(RegisterWords.Say["heads-unreadable", path, failure.Message], RegisterWords.Say["heads-unreadable-hint"],
                ExitCode.NotFound, failure);
        }
        return heads;
    }

    public void Dispose() => _one.Dispose();

    private static OperatorException Damaged(string path, int line) =>
        new(RegisterWords.Say["heads-damaged", path, line], RegisterWords.Say["heads-damaged-hint"], ExitCode.NotFound);

    private static bool EndsWithNewLine(string path)
    {
        using var file = File.OpenRead(path);
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }

    private async Task<Dictionary<string, SealHead>> LastHeadsAsync(CancellationToken token)
    {
        var last = new Dictionary<string, SealHead>(StringComparer.Ordinal);
        if (!File.Exists(Path)) return last;
        await foreach (var line in File.ReadLinesAsync(Path, token))
        {
            if (SealHead.FromLine(line) is { } head && (!last.TryGetValue(head.Office, out var before) || head.Number > before.Number))
                last[head.Office] = head;
        }
        return last;
    }

    private async Task WriteLineAsync(string line, CancellationToken token)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        await using var file = new FileStream(Path, options);
        var cutShort = false;
        if (file.Length > 0)
        {
            file.Seek(-1, SeekOrigin.End);
            cutShort = file.ReadByte() != '\n';
        }
        file.Seek(0, SeekOrigin.End);
        await file.WriteAsync(Encoding.UTF8.GetBytes((cutShort ? CutShort + "\n" : "") + line + "\n"), token);
        await file.FlushAsync(token);
        file.Flush(flushToDisk: true);
    }
}
