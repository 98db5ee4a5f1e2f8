using System.Buffers.Binary;
using Npgsql;

namespace Laksana.Register;

/// <summary>
/// Rows of <c>copy … to stdout (format binary)</c>, taken from the stream in large blocks and read in place: no object per row or field.
/// Use: <c>while (await rows.FillAsync(token)) while (rows.Next()) … rows.Field(0) …</c>
/// </summary>
internal sealed class CopyRows : IAsyncDisposable
{
    private const int BlockSize = 128 * 1024;
    private const int HeaderSize = 19;
    private const short EndOfRows = -1;

    private readonly NpgsqlRawCopyStream _stream;
    private readonly int[] _starts;
    private readonly int[] _lengths;
    private byte[] _buffer = new byte[2 * BlockSize];
    private int _start;
    private int _end;
    private bool _headerRead;
    private bool _ended;
    private bool _finished;

    private CopyRows(NpgsqlRawCopyStream stream, int fields)
    {
        _stream = stream;
        _starts = new int[fields];
        _lengths = new int[fields];
    }

    public static async Task<CopyRows> BeginAsync(NpgsqlConnection connection, string query, int fields, CancellationToken token) =>
        new(await connection.BeginRawBinaryCopyAsync($"copy ({query}) to stdout (format binary)", token), fields);

    /// <summary>Reads on; false when everything was read. Rows read before are gone.</summary>
    public async ValueTask<bool> FillAsync(CancellationToken token)
    {
        if (_finished) return false;
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var enough = Math.Min(_end + BlockSize, _buffer.Length);
        while (_end < enough)
        {
            var read = await _stream.ReadAsync(_buffer.AsMemory(_end), token);
            if (read == 0 && _ended) throw new EndOfStreamException("The rows ended before their end mark.");
            _ended = read == 0;
            if (_ended) break;
            _end += read;
        }
        return true;
    }

    /// <summary>Moves to the next row that was read whole.</summary>
    public bool Next()
    {
        if (_finished || (!_headerRead && !SkipHeader())) return false;
        var rest = _buffer.AsSpan(_start, _end - _start);
        if (rest.Length < sizeof(short)) return false;
        var fields = BinaryPrimitives.ReadInt16BigEndian(rest);
        if (fields == EndOfRows)
        {
            _finished = true;
            return false;
        }
        var at = sizeof(short);
        for (var i = 0; i < fields; i++)
        {
            if (rest.Length < at + sizeof(int)) return false;
            var length = BinaryPrimitives.ReadInt32BigEndian(rest[at..]);
            at += sizeof(int);
            (_starts[i], _lengths[i]) = (_start + at, length);
            if (length > 0) at += length;
            if (rest.Length < at) return false;
        }
        _start += at;
        return true;
    }

    public bool IsNull(int field) => _lengths[field] < 0;

    public ReadOnlySpan<byte> Field(int field) => _buffer.AsSpan(_starts[field], Math.Max(_lengths[field], 0));

    public short Int16(int field) => BinaryPrimitives.ReadInt16BigEndian(Field(field));

    public int Int32(int field) => BinaryPrimitives.ReadInt32BigEndian(Field(field));

    public long Int64(int field) => BinaryPrimitives.ReadInt64BigEndian(Field(field));

    public string Text(int field) => System.Text.Encoding.UTF8.GetString(Field(field));

    /// <summary>A timestamptz: microseconds since 2000.</summary>
    public DateTimeOffset Instant(int field) =>
        new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(Int64(field) * TimeSpan.TicksPerMicrosecond);

    /// <summary>Frees the connection; rows not yet read are given up.</summary>
    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private bool SkipHeader()
    {
        if (_end - _start < HeaderSize) return false;
        _start += HeaderSize + BinaryPrimitives.ReadInt32BigEndian(_buffer.AsSpan(_start + HeaderSize - sizeof(int)));
        return _headerRead = true;
    }
}
