namespace Laksana.Register;

/// <summary>Writes a <see cref="StoredZip"/> forward only; the output need not be seekable.</summary>
internal sealed class StoredZipWriter(Stream output)
{
    private readonly List<StoredZip.Entry> _entries = [];
    private long _written;

    public async Task AddAsync(string name, ReadOnlyMemory<byte> content, CancellationToken token)
    {
        await BeginAsync(name, content.Length, Crc32.Of(content.Span), token);
        await AppendAsync(content, token);
    }

    /// <summary>Begins a file whose size and checksum are known; its bytes follow by <see cref="AppendAsync"/>.</summary>
    public Task BeginAsync(string name, long size, uint crc, CancellationToken token)
    {
        if (_entries.Count >= StoredZip.MostFiles || _written + size > StoredZip.LargestFile)
            throw new OperatorException(RegisterWords.Say["dossier-too-large"], RegisterWords.Say["dossier-too-large-hint"], ExitCode.Storage);
        var entry = new StoredZip.Entry(name, crc, (uint)size, (uint)_written);
        _entries.Add(entry);
        return WriteAsync(StoredZip.LocalHeader(entry), token);
    }

    public Task AppendAsync(ReadOnlyMemory<byte> content, CancellationToken token) => WriteAsync(content, token);

    public async Task FinishAsync(CancellationToken token)
    {
        var directory = _written;
        foreach (var entry in _entries) await WriteAsync(StoredZip.CentralHeader(entry), token);
        await WriteAsync(StoredZip.End(_entries.Count, directory, _written - directory), token);
        await output.FlushAsync(token);
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken token)
    {
        await output.WriteAsync(bytes, token);
        _written += bytes.Length;
    }
}
