using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Syncing;

/// <summary>The numbers that people know documents by, such as <c>DB-20261120-1</c>: the business day, and which of the company's documents of that day it is.</summary>
public static class DocumentNumber
{
    private const string Prefix = "DB-";
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    public static string Of(LocalDate day, int count) => $"{Prefix}{Day.Format(day)}-{count.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Reads a number; false where it is none of ours.</summary>
    public static bool TryRead(string number, out LocalDate day, out int count)
    {
        (day, count) = (default, 0);
        if (!number.StartsWith(Prefix, StringComparison.Ordinal) || number.Length < Prefix.Length + 10 || number[Prefix.Length + 8] != '-')
        {
            return false;
        }

        var read = Day.Parse(number.Substring(Prefix.Length, 8));
        return read.TryGetValue(default, out day) && int.TryParse(number.AsSpan(Prefix.Length + 9), NumberStyles.None, CultureInfo.InvariantCulture, out count);
    }
}
