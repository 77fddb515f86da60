using System.Buffers;
using System.Text;
using Daybook.Bookkeeping;

namespace Daybook.Syncing;

/// <summary>The parts of a plan, packed: a day of a million orders has millions of them.</summary>
/// <remarks>
/// A part is stored as it stands here. Layout: postings, each as role kind (byte), amount in minor units (zigzag varint), and by a flag byte what else it has:
/// detail, tax code, kind and component of a tax (strings as varint length and UTF-8), item (16 bytes).
/// </remarks>
public sealed class PartBuffer
{
    private const byte HasDetail = 1;
    private const byte HasTaxCode = 2;
    private const byte IsTax = 4;
    private const byte HasItem = 8;

    private const int PageSize = 1 << 20;

    /// <summary>Pages of parts, each with its length: document (index), record, sale (0: the record itself) and size (varints), then the postings.</summary>
    private readonly List<(byte[] Bytes, int Used)> pages = [];
    private readonly List<(Guid Id, Currency Currency)> documents = [];
    private readonly Dictionary<Guid, int> indexOf = [];
    private readonly ArrayBufferWriter<byte> scratch = new(256);
    private Guid lastDocument;
    private int lastIndex = -1;

    /// <summary>Packs one part; fits <see cref="PartSink"/>.</summary>
    public void Add(Guid document, long record, long sale, Currency currency, ReadOnlySpan<Posting> postings)
    {
        scratch.ResetWrittenCount();
        Pack(scratch, currency, postings);
        var packed = scratch.WrittenSpan;
        Span<byte> head = stackalloc byte[40];
        var headed = WriteVarint(head, (ulong)IndexOf(document, currency));
        headed += WriteVarint(head[headed..], (ulong)record);
        headed += WriteVarint(head[headed..], sale == record ? 0 : (ulong)sale);
        headed += WriteVarint(head[headed..], (ulong)packed.Length);
        var target = Reserve(headed + packed.Length);
        head[..headed].CopyTo(target);
        packed.CopyTo(target[headed..]);
    }

    /// <summary>The parts in the order in which they were added.</summary>
    public IEnumerable<PackedPart> Parts()
    {
        foreach (var (bytes, used) in pages)
        {
            var position = 0;
            while (position < used)
            {
                var (document, record, sale, postings) = ReadPart(bytes, ref position);
                yield return new PackedPart(documents[document].Id, record, sale, documents[document].Currency, postings);
            }
        }
    }

    /// <summary>Gives documents other ids, in what belongs to them and in what settles them. In place: nothing is packed anew.</summary>
    public void Rename(IReadOnlyDictionary<Guid, Guid> names)
    {
        foreach (var (bytes, used) in pages)
        {
            var position = 0;
            while (position < used)
            {
                var (_, _, _, postings) = ReadPart(bytes, ref position);
                RenameItems(bytes.AsSpan(position - postings.Length, postings.Length), names);
            }
        }

        for (var i = 0; i < documents.Count; i++)
        {
            documents[i] = (names.GetValueOrDefault(documents[i].Id, documents[i].Id), documents[i].Currency);
        }

        indexOf.Clear();
        lastIndex = -1;
        for (var i = 0; i < documents.Count; i++)
        {
            indexOf.Add(documents[i].Id, i);
        }
    }

    private static void RenameItems(Span<byte> packed, IReadOnlyDictionary<Guid, Guid> names)
    {
        while (packed.Length > 0)
        {
            var flags = packed[1];
            ReadOnlySpan<byte> rest = packed[2..];
            ReadVarint(ref rest);
            for (var texts = ((flags & HasDetail) != 0 ? 1 : 0) + ((flags & HasTaxCode) != 0 ? 1 : 0); texts > 0; texts--)
            {
                SkipText(ref rest);
            }

            if ((flags & IsTax) != 0)
            {
                rest = rest[1..];
                SkipText(ref rest);
            }

            packed = packed[^rest.Length..];
            if ((flags & HasItem) != 0)
            {
                if (names.TryGetValue(new Guid(packed[..16]), out var name))
                {
                    name.TryWriteBytes(packed);
                }

                packed = packed[16..];
            }
        }
    }

    private static (int Document, long Record, long Sale, ReadOnlyMemory<byte> Postings) ReadPart(byte[] page, ref int position)
    {
        ReadOnlySpan<byte> rest = page.AsSpan(position);
        var before = rest.Length;
        var document = (int)ReadVarint(ref rest);
        var record = (long)ReadVarint(ref rest);
        var sale = (long)ReadVarint(ref rest);
        var size = (int)ReadVarint(ref rest);
        position += before - rest.Length;
        var postings = page.AsMemory(position, size);
        position += size;
        return (document, record, sale == 0 ? record : sale, postings);
    }

    private int IndexOf(Guid document, Currency currency)
    {
        if (lastIndex < 0 || lastDocument != document)
        {
            if (!indexOf.TryGetValue(document, out lastIndex))
            {
                lastIndex = documents.Count;
                indexOf.Add(document, lastIndex);
                documents.Add((document, currency));
            }

            lastDocument = document;
        }

        if (documents[lastIndex].Currency != currency)
        {
            throw new ArgumentException($"Document {document} is in {documents[lastIndex].Currency}: no part of it can be in {currency}.", nameof(currency));
        }

        return lastIndex;
    }

    private Span<byte> Reserve(int size)
    {
        if (pages.Count == 0 || pages[^1].Bytes.Length - pages[^1].Used < size)
        {
            pages.Add((new byte[Math.Max(PageSize, size)], 0));
        }

        var (bytes, used) = pages[^1];
        pages[^1] = (bytes, used + size);
        return bytes.AsSpan(used, size);
    }

    public static void Pack(IBufferWriter<byte> target, Currency currency, ReadOnlySpan<Posting> postings)
    {
        foreach (var posting in postings)
        {
            var role = posting.Role;
            var flags = (byte)((role.Detail.Length > 0 ? HasDetail : 0) | (role.TaxCode.Length > 0 ? HasTaxCode : 0)
                | (role.Kind == RoleKind.Tax ? IsTax : 0) | (posting.Item != default ? HasItem : 0));
            var head = target.GetSpan(12);
            head[0] = (byte)role.Kind;
            head[1] = flags;
            target.Advance(2 + WriteVarint(head[2..], ZigZag(ToMinor(posting.Amount, currency))));
            if ((flags & HasDetail) != 0)
            {
                WriteText(target, role.Detail);
            }

            if ((flags & HasTaxCode) != 0)
            {
                WriteText(target, role.TaxCode);
            }

            if ((flags & IsTax) != 0)
            {
                target.GetSpan(1)[0] = (byte)role.Of;
                target.Advance(1);
                WriteText(target, role.Component);
            }

            if ((flags & HasItem) != 0)
            {
                posting.Item.TryWriteBytes(target.GetSpan(16));
                target.Advance(16);
            }
        }
    }

    /// <summary>The part that was packed.</summary>
    public static Effect Unpack(ReadOnlySpan<byte> packed, Currency currency)
    {
        var effect = new EffectBuilder(currency);
        while (packed.Length > 0)
        {
            var kind = (RoleKind)packed[0];
            var flags = packed[1];
            packed = packed[2..];
            var amount = FromMinor(ReadSigned(ref packed), currency);
            var detail = (flags & HasDetail) != 0 ? ReadText(ref packed) : "";
            var taxCode = (flags & HasTaxCode) != 0 ? ReadText(ref packed) : "";
            RoleKind of = default;
            var component = "";
            if ((flags & IsTax) != 0)
            {
                of = (RoleKind)packed[0];
                packed = packed[1..];
                component = ReadText(ref packed);
            }

            Guid item = default;
            if ((flags & HasItem) != 0)
            {
                item = new Guid(packed[..16]);
                packed = packed[16..];
            }

            effect.Add(Role.Restore(kind, detail, taxCode, of, component), amount, item);
        }

        return effect.Build();
    }

    private static long ToMinor(decimal amount, Currency currency)
    {
        var minor = amount / currency.Unit;
        return decimal.IsInteger(minor) ? (long)minor : throw new ArgumentException($"{amount} is no amount of {currency}.", nameof(amount));
    }

    private static decimal FromMinor(long minor, Currency currency) => minor * currency.Unit;

    private static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    private static long ReadSigned(ref ReadOnlySpan<byte> packed)
    {
        var value = ReadVarint(ref packed);
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private static int WriteVarint(Span<byte> target, ulong value)
    {
        var length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            target[length++] = (byte)(value | 0x80);
        }

        target[length++] = (byte)value;
        return length;
    }

    private static ulong ReadVarint(ref ReadOnlySpan<byte> packed)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = packed[0];
            packed = packed[1..];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    private static void WriteText(IBufferWriter<byte> target, string text)
    {
        var span = target.GetSpan(10 + Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = WriteVarint(span, (ulong)Encoding.UTF8.GetByteCount(text));
        target.Advance(length + Encoding.UTF8.GetBytes(text, span[length..]));
    }

    private static void SkipText(ref ReadOnlySpan<byte> packed)
    {
        var length = (int)ReadVarint(ref packed);
        packed = packed[length..];
    }

    private static string ReadText(ref ReadOnlySpan<byte> packed)
    {
        var length = (int)ReadVarint(ref packed);
        var text = length == 0 ? "" : Encoding.UTF8.GetString(packed[..length]);
        packed = packed[length..];
        return text;
    }
}

/// <summary>One part as it is stored.</summary>
/// <param name="Document">The document's id.</param>
/// <param name="Record">The record's number.</param>
/// <param name="Sale">The number of the order under which the record is settled; the record's own where it is an order, or no part of a sale.</param>
/// <param name="Currency">The document's currency.</param>
/// <param name="Postings">The part, packed.</param>
public readonly record struct PackedPart(Guid Document, long Record, long Sale, Currency Currency, ReadOnlyMemory<byte> Postings);
