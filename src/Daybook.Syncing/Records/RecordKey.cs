using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Daybook.Syncing;

/// <summary>A source's id of any length as sixteen bytes: the start of its SHA-256. Keeps indexes narrow and can't be made to collide.</summary>
public readonly record struct RecordKey(UInt128 Value)
{
    public const int Size = 16;

    public static RecordKey Of(string id)
    {
        Span<byte> buffer = stackalloc byte[256];
        var bytes = Encoding.UTF8.GetMaxByteCount(id.Length) <= buffer.Length ? buffer[..Encoding.UTF8.GetBytes(id, buffer)] : Encoding.UTF8.GetBytes(id);
        return Of(bytes);
    }

    /// <summary>The key of an id given in UTF-8.</summary>
    public static RecordKey Of(ReadOnlySpan<byte> id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(id, hash);
        return FromBytes(hash[..Size]);
    }

    public static RecordKey FromBytes(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128BigEndian(bytes));

    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        return bytes;
    }
}
