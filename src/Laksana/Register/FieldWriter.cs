using System.Buffers.Binary;
using System.Text;

namespace Laksana.Register;

/// <summary>
/// Writes what is hashed: ASCII words that name the form, then fields with their length (4 bytes, big-endian) in front, so that no
/// bytes can move from one field to the next. Numbers are big-endian two's complement.
/// </summary>
internal ref struct FieldWriter
{
    public const int LengthSize = sizeof(int);

    private readonly Span<byte> _buffer;
    private int _written;

    public FieldWriter(Span<byte> buffer, ReadOnlySpan<byte> form)
    {
        _buffer = buffer;
        form.CopyTo(buffer);
        _written = form.Length;
    }

    public readonly ReadOnlySpan<byte> Written => _buffer[.._written];

    public void Bytes(ReadOnlySpan<byte> field)
    {
        Length(field.Length);
        field.CopyTo(_buffer[_written..]);
        _written += field.Length;
    }

    public void Text(string field) => Bytes(Encoding.UTF8.GetBytes(field));

    public void Int16(short field)
    {
        Length(sizeof(short));
        BinaryPrimitives.WriteInt16BigEndian(_buffer[_written..], field);
        _written += sizeof(short);
    }

    public void Int32(int field)
    {
        Length(sizeof(int));
        BinaryPrimitives.WriteInt32BigEndian(_buffer[_written..], field);
        _written += sizeof(int);
    }

    public void Int64(long field)
    {
        Length(sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(_buffer[_written..], field);
        _written += sizeof(long);
    }

    private void Length(int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(_buffer[_written..], length);
        _written += LengthSize;
    }
}
