using System.Buffers.Binary;
using System.Text;
using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Storage.Records.Projections;

/// <summary>Reads what <see cref="PackWriter"/> wrote.</summary>
internal ref struct PackReader(ReadOnlySpan<byte> packed)
{
    public const byte Negative = 0x20;
    public const byte Wide = 0x40;

    private readonly ReadOnlySpan<byte> packed = packed;
    private int position;

    public readonly bool AtEnd => position == packed.Length;

    public byte Byte() => packed[position++];

    public int Count()
    {
        uint value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = packed[position++];
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return (int)value;
            }
        }
    }

    public Instant Instant() => NodaTime.Instant.FromUnixTimeTicks(BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long))));

    public decimal Decimal()
    {
        var head = packed[position++];
        var scale = (byte)(head & 0x1F);
        var isNegative = (head & Negative) != 0;
        if ((head & Wide) != 0)
        {
            var bits = Take(12);
            return new decimal(
                BinaryPrimitives.ReadInt32LittleEndian(bits),
                BinaryPrimitives.ReadInt32LittleEndian(bits[4..]),
                BinaryPrimitives.ReadInt32LittleEndian(bits[8..]),
                isNegative,
                scale);
        }

        ulong digits = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = packed[position++];
            digits |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return new decimal((int)digits, (int)(digits >> 32), 0, isNegative, scale);
            }
        }
    }

    public string Text() => Encoding.UTF8.GetString(Take(Count()));

    public PaymentType PaymentType()
    {
        var key = Take(Count());
        return key.SequenceEqual("card"u8) ? Bookkeeping.PaymentType.Card
            : key.SequenceEqual("cash"u8) ? Bookkeeping.PaymentType.Cash
            : new PaymentType(Encoding.UTF8.GetString(key));
    }

    public Currency Currency()
    {
        Span<char> code = stackalloc char[3];
        Encoding.ASCII.GetChars(Take(code.Length), code);
        return Bookkeeping.Currency.TryParse(code, out var currency) ? currency : throw new FormatException($"'{code}' is not an ISO 4217 currency code.");
    }

    private ReadOnlySpan<byte> Take(int size)
    {
        var taken = packed.Slice(position, size);
        position += size;
        return taken;
    }
}
