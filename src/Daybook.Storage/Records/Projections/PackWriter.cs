using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using NodaTime;

namespace Daybook.Storage.Records.Projections;

/// <summary>Writes the primitives of a projection, one after the other, into one rented buffer.</summary>
internal sealed class PackWriter : IDisposable
{
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(1 << 12);

    public int Length { get; private set; }

    /// <summary>What was written from one place to another. Valid until the writer is disposed of, if nothing more is written.</summary>
    public ReadOnlyMemory<byte> Written(int from, int length) => buffer.AsMemory(from, length);

    public void Add(byte value) => Reserve(1)[0] = value;

    public void Add(uint value)
    {
        while (value >= 0x80)
        {
            Add((byte)(value | 0x80));
            value >>= 7;
        }

        Add((byte)value);
    }

    /// <summary>To the tick of 100 ns.</summary>
    public void Add(Instant moment) => BinaryPrimitives.WriteInt64LittleEndian(Reserve(sizeof(long)), moment.ToUnixTimeTicks());

    /// <summary>Scale, sign and width in a byte, then the digits: as a varint where they fit in 64 bits, else in twelve bytes.</summary>
    public void Add(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var scaleAndSign = (byte)((bits[3] >> 16) & 0x1F | (bits[3] < 0 ? PackReader.Negative : 0));
        if (bits[2] != 0)
        {
            Add((byte)(scaleAndSign | PackReader.Wide));
            MemoryMarshal.AsBytes(bits[..3]).CopyTo(Reserve(12));
            return;
        }

        Add(scaleAndSign);
        var digits = ((ulong)(uint)bits[1] << 32) | (uint)bits[0];
        while (digits >= 0x80)
        {
            Add((byte)(digits | 0x80));
            digits >>= 7;
        }

        Add((byte)digits);
    }

    public void Add(string text)
    {
        Add((uint)Encoding.UTF8.GetByteCount(text));
        var target = Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        var written = Encoding.UTF8.GetBytes(text, target);
        Length -= target.Length - written;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        Length = 0;
    }

    private Span<byte> Reserve(int size)
    {
        if (buffer.Length - Length < size)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(buffer.Length * 2, Length + size));
            buffer.AsSpan(0, Length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }

        var reserved = buffer.AsSpan(Length, size);
        Length += size;
        return reserved;
    }
}
