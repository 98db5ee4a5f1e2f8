using System.Collections.Concurrent;

namespace Laksana.Backups;

/// <summary>Sends every file that appears in a dump's folder through the mill as soon as it appears; only the table of contents is left lying.</summary>
internal sealed class DumpFollowing : IDisposable
{
    private const string Contents = "toc.dat";

    private readonly string _folder;
    private readonly DumpMill _mill;
    private readonly FolderWatch _watch;
    private readonly Task _listening;
    private readonly ConcurrentDictionary<string, (TaskCompletionSource Closed, Task Work)> _files = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DumpFollowing(string folder, DumpMill mill)
    {
        (_folder, _mill, _watch) = (folder, mill, new FolderWatch(folder));
        _listening = ListenAsync();
    }

    /// <summary>Faults as soon as one of the files cannot be taken.</summary>
    public Task Failed => _failed.Task;

    /// <summary>Once the dump has ended well: takes what is left, and waits until all is through.</summary>
    public async Task FinishAsync()
    {
        _watch.Dispose();
        await _listening;
        // What was not told of, too.
        foreach (var path in Directory.EnumerateFiles(_folder)) Begin(Path.GetFileName(path));
        foreach (var (closed, _) in _files.Values) closed.TrySetResult();
        await Task.WhenAll(_files.Values.Select(f => f.Work));
        _mill.End();
    }

    /// <summary>Once it is given up.</summary>
    public async Task AbandonAsync()
    {
        _watch.Dispose();
        await _listening;
        _mill.End(new OperationCanceledException());
        await Task.WhenAll(_files.Values.Select(f => f.Work)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _watch.Dispose();

    private async Task ListenAsync()
    {
        await foreach (var happened in _watch.Events.ReadAllAsync())
        {
            Begin(happened.Name);
            if (happened.Closed && _files.TryGetValue(happened.Name, out var file)) file.Closed.TrySetResult();
        }
    }

    private void Begin(string name)
    {
        if (name == Contents || _files.ContainsKey(name)) return;
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _files[name] = (closed, Task.Run(() => TakeAsync(name, closed.Task)));
    }

    private async Task TakeAsync(string name, Task closed)
    {
        try
        {
            await _mill.MillAsync(name, closed);
        }
        catch (Exception error)
        {
            _failed.TrySetException(error);
            throw;
        }
    }
}
