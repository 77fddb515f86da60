using System.Text;
using NodaTime;

namespace Daybook.Storage;

/// <summary>
/// Reads the contract's dates: <c>2022-10-23</c>, <c>2022-10-23T00:00:00</c>, with <c>Z</c> or an offset, with a fraction of any length
/// (kept to 100 nanoseconds, cut after that). Without a zone it is UTC.
/// </summary>
public static class Moments
{
    private const int TickDigits = 7;

    /// <summary>Reads the moment of a request's field; where it has no text, the given one.</summary>
    public static bool TryRead(string? text, Instant? missing, out Instant moment)
    {
        moment = missing ?? default;
        return string.IsNullOrEmpty(text) ? missing is not null : TryRead(Encoding.UTF8.GetBytes(text), out moment);
    }

    /// <summary>Reads a moment in UTF-8.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out Instant moment)
    {
        moment = default;
        if (!TryDate(text, out var ticks))
        {
            return false;
        }

        var rest = text[10..];
        if (!rest.IsEmpty)
        {
            if (rest[0] is not ((byte)'T' or (byte)'t' or (byte)' ') || !TryTime(rest[1..], out var ofDay, out rest) || !TryOffset(rest, out var offset))
            {
                return false;
            }

            ticks += ofDay - offset;
        }

        // An offset may lead out of the years that can be written.
        var isWritable = ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks;
        moment = isWritable ? Instant.FromUnixTimeTicks(ticks - DateTime.UnixEpoch.Ticks) : default;
        return isWritable;
    }

    private static bool TryDate(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.Length < 10 || text[4] != '-' || text[7] != '-'
            || !TryDigits(text[..4], out var year) || !TryDigits(text.Slice(5, 2), out var month) || !TryDigits(text.Slice(8, 2), out var day)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        ticks = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks;
        return true;
    }

    /// <summary>Reads <c>HH:mm</c> with optional seconds and fraction.</summary>
    private static bool TryTime(ReadOnlySpan<byte> text, out long ticks, out ReadOnlySpan<byte> rest)
    {
        ticks = 0;
        rest = default;
        if (text.Length < 5 || text[2] != ':' || !TryDigits(text[..2], out var hour) || !TryDigits(text.Slice(3, 2), out var minute) || hour > 23 || minute > 59)
        {
            return false;
        }

        ticks = (hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute);
        rest = text[5..];
        if (rest.IsEmpty || rest[0] != ':')
        {
            return true;
        }

        if (rest.Length < 3 || !TryDigits(rest.Slice(1, 2), out var second) || second > 59)
        {
            return false;
        }

        ticks += second * TimeSpan.TicksPerSecond;
        rest = rest[3..];
        return rest.IsEmpty || rest[0] is not ((byte)'.' or (byte)',') || TryFraction(ref rest, ref ticks);
    }

    private static bool TryFraction(ref ReadOnlySpan<byte> rest, ref long ticks)
    {
        var digits = rest[1..];
        var length = digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        length = length < 0 ? digits.Length : length;
        long fraction = 0;
        for (var i = 0; i < TickDigits; i++)
        {
            fraction = (fraction * 10) + (i < length ? digits[i] - '0' : 0);
        }

        ticks += fraction;
        rest = digits[length..];
        return length > 0;
    }

    /// <summary>Reads nothing, <c>Z</c>, <c>+01:00</c>, <c>+0100</c> or <c>+01</c>.</summary>
    private static bool TryOffset(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.IsEmpty || (text.Length == 1 && text[0] is (byte)'Z' or (byte)'z'))
        {
            return true;
        }

        var digits = text[1..];
        var minute = 0;
        var minutes = digits.Length == 5 && digits[2] == ':' ? digits[3..] : digits.Length == 4 ? digits[2..] : [];
        if (text[0] is not ((byte)'+' or (byte)'-') || digits.Length is not (2 or 4 or 5) || (digits.Length > 2 && minutes.IsEmpty)
            || !TryDigits(digits[..2], out var hour) || !(minutes.IsEmpty || TryDigits(minutes, out minute)) || hour > 18 || minute > 59)
        {
            return false;
        }

        ticks = ((hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute)) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return false;
            }

            value = (value * 10) + (digit - '0');
        }

        return true;
    }
}
