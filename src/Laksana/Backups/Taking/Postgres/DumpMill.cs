using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;

namespace Laksana.Backups;

/// <summary>
/// Takes the files of a dump while pg_dump writes them: sums up their rows, compresses them, and gives back to the disk what it has read, so that only the compressed
/// dump needs room. Pieces of a file are worked on side by side and put together in order; how many there are at once bounds the memory.
/// </summary>
internal sealed class DumpMill(string folder, string scratch, CancellationToken token) : IDisposable
{
    private const int Piece = 1 << 20;
    private const int LongestCarried = 1 << 16;
    private const int Small = 1 << 18;
    private const long PunchEvery = 32L << 20;

    /// <summary>What ends the rows in every file with rows, and cannot stand among them.</summary>
    private static ReadOnlySpan<byte> RowsEnd => "\\.\n\n\n"u8;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(30);

    private readonly SemaphoreSlim _places = new(Environment.ProcessorCount + 2);
    private readonly ConcurrentBag<byte[]> _pieces = [];
    private readonly ConcurrentBag<MemoryStream> _results = [];
    private readonly Channel<MilledFile> _done = Channel.CreateUnbounded<MilledFile>();
    private long _read;

    /// <summary>Finished files, in the order in which they were finished.</summary>
    public ChannelReader<MilledFile> Done => _done.Reader;

    /// <summary>Bytes read so far, of all files.</summary>
    public long Read => Interlocked.Read(ref _read);

    /// <summary>Takes one file to its end.</summary>
    /// <param name="closed">Completed once its writer has closed it.</param>
    /// <exception cref="EndOfStreamException">A file with rows that does not end as one.</exception>
    public async Task MillAsync(string name, Task closed)
    {
        var rows = int.TryParse(Path.GetFileNameWithoutExtension(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && name.EndsWith(".dat", StringComparison.Ordinal);
        var path = Path.Combine(folder, name);
        await using var pressed = new PressedFile(Path.Combine(scratch, name + ".gz"));
        var reading = new Reading(this, path, closed, pressed, rows, LargeObjectOf(name));
        await reading.RunAsync();
        File.Delete(path);
        var (bytes, sha256, content) = pressed.Finish();
        await _done.Writer.WriteAsync(new MilledFile(name + ".gz", rows ? number : null, rows ? reading.Sum : null, reading.LargeObject, reading.Taken, bytes, sha256, content, content is null ? pressed.Path : null), token);
    }

    /// <summary>blob_NUMBER.dat holds the large object of that number.</summary>
    private static uint? LargeObjectOf(string name) =>
        name.StartsWith("blob_", StringComparison.Ordinal) && name.EndsWith(".dat", StringComparison.Ordinal)
        && uint.TryParse(name.AsSpan(5..^4), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    public void End(Exception? why = null) => _done.Writer.TryComplete(why);

    public void Dispose() => _places.Dispose();

    /// <summary>One file's way through.</summary>
    private sealed class Reading(DumpMill mill, string path, Task closed, PressedFile pressed, bool rows, uint? largeObject)
    {
        private readonly Queue<Task<(MemoryStream Pressed, TableSum Sum)>> _working = new();
        private SafeFileHandle? _file;
        private long _at;
        private long _punched;
        private byte[] _carried = [];
        private IncrementalHash? _long;

        public TableSum Sum { get; private set; }

        public TableSum? LargeObject { get; private set; }

        public long Taken => _at;

        public async Task RunAsync()
        {
            try
            {
                if (largeObject is { } id) _long = LargeObjectSums.Hash(id);
                while (await StepAsync()) { }
                while (_working.Count > 0) await CollectAsync();
                if (largeObject is not null) LargeObject = default(TableSum).With(_long!.GetHashAndReset());
            }
            catch (Exception)
            {
                // Pieces that are being worked on lie in buffers that others will use.
                await ((Task)Task.WhenAll(_working)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw;
            }
            finally
            {
                _file?.Dispose();
                _long?.Dispose();
            }
        }

        /// <summary>Waits for a place and for enough to read, and hands one piece on. False after the last.</summary>
        private async Task<bool> StepAsync()
        {
            await mill._places.WaitAsync(mill.CancelledBy);
            var handed = false;
            try
            {
                _file ??= File.OpenHandle(path);
                if (IsEnough() is not { } ended)
                {
                    // It grows slowly: the place is better used by another file meanwhile.
                    mill._places.Release();
                    handed = true;
                    await Task.WhenAny(closed, Task.Delay(LookAgain, mill.CancelledBy));
                    mill.CancelledBy.ThrowIfCancellationRequested();
                    return true;
                }
                var piece = mill._pieces.TryTake(out var used) ? used : new byte[Piece];
                _carried.CopyTo(piece, 0);
                var length = _carried.Length + Fill(piece.AsSpan(_carried.Length));
                var more = !(ended && RandomAccess.GetLength(_file) == _at);
                var (cut, from, to) = Cut(piece.AsSpan(0, length), !more);
                _carried = piece.AsSpan(cut, length - cut).ToArray();
                _working.Enqueue(Task.Run(() => mill.Work(piece, cut, from, to)));
                handed = true;
                GiveBack();
                while (_working.Count > 0 && (_working.Peek().IsCompleted || _working.Count > Environment.ProcessorCount + 1)) await CollectAsync();
                return more;
            }
            finally
            {
                if (!handed) mill._places.Release();
            }
        }

        /// <summary>Whether there is a whole piece to read, or (true) the file has ended; null when neither.</summary>
        private bool? IsEnough() => closed.IsCompletedSuccessfully ? true : RandomAccess.GetLength(_file!) - _at >= Piece - _carried.Length ? false : null;

        private int Fill(Span<byte> into)
        {
            var filled = 0;
            while (filled < into.Length && RandomAccess.Read(_file!, into[filled..], _at + filled) is var read and > 0) filled += read;
            _at += filled;
            Interlocked.Add(ref mill._read, filled);
            return filled;
        }

        /// <summary>Where to cut the piece, and between where its whole rows lie. A row longer than what can be carried along is summed up as it comes.</summary>
        private (int Cut, int From, int To) Cut(ReadOnlySpan<byte> piece, bool last)
        {
            if (!rows)
            {
                _long?.AppendData(piece);
                return (piece.Length, 0, 0);
            }
            var end = piece.Length - RowsEnd.Length;
            if (last && (end < 0 || !piece[end..].SequenceEqual(RowsEnd))) throw new EndOfStreamException(path);
            end = Math.Max(0, end);
            var from = 0;
            if (_long is not null)
            {
                from = piece[..end].IndexOf((byte)'\n');
                _long.AppendData(from < 0 ? piece[..end] : piece[..from]);
                if (from < 0) return last ? throw new EndOfStreamException(path) : (end, 0, 0);
                Sum = Sum.With(_long.GetHashAndReset());
                _long.Dispose();
                _long = null;
                from++;
            }
            var to = piece[..end].LastIndexOf((byte)'\n') + 1;
            if (to < from) to = from;
            if (last) return to == end ? (piece.Length, from, to) : throw new EndOfStreamException(path);
            if (piece.Length - to <= LongestCarried) return (to, from, to);
            _long = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            _long.AppendData(piece[to..end]);
            return (end, from, to);
        }

        private async Task CollectAsync()
        {
            var (result, sum) = await _working.Dequeue();
            Sum += sum;
            pressed.Add(result.GetBuffer().AsSpan(0, (int)result.Length));
            mill._results.Add(result);
        }

        private void GiveBack()
        {
            if (_at - _punched < PunchEvery) return;
            _punched = _at;
            FileHole.Punch(_file!, _at & ~0xFFFL);
        }
    }

    private CancellationToken CancelledBy => token;

    private (MemoryStream Pressed, TableSum Sum) Work(byte[] piece, int length, int from, int to)
    {
        try
        {
            var into = _results.TryTake(out var used) ? used : new MemoryStream(Piece + (Piece >> 3));
            GzipPart.Compress(piece.AsSpan(0, length), into);
            return (into, Sha256Rows.Sum(piece.AsSpan(from, to - from)));
        }
        finally
        {
            _pieces.Add(piece);
            _places.Release();
        }
    }

    /// <summary>The compressed file while it comes together: in memory while it is small.</summary>
    private sealed class PressedFile(string path) : IAsyncDisposable
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly MemoryStream _small = new();
        private FileStream? _file;
        private long _bytes;

        public string Path => path;

        public void Add(ReadOnlySpan<byte> bytes)
        {
            _hash.AppendData(bytes);
            _bytes += bytes.Length;
            if (_file is null && _bytes <= Small)
            {
                _small.Write(bytes);
                return;
            }
            if (_file is null)
            {
                _file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 });
                _file.Write(_small.GetBuffer().AsSpan(0, (int)_small.Length));
                _small.SetLength(0);
            }
            _file.Write(bytes);
        }

        public (long Bytes, string Sha256, byte[]? Content) Finish() =>
            (_bytes, Convert.ToHexStringLower(_hash.GetHashAndReset()), _file is null ? _small.ToArray() : null);

        public ValueTask DisposeAsync()
        {
            _hash.Dispose();
            return _file?.DisposeAsync() ?? ValueTask.CompletedTask;
        }
    }
}
