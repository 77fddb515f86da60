using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Daybook.Bookkeeping;

namespace Daybook.Syncing;

/// <summary>A rate in percent as the configuration's key: <c>20</c>, <c>17.5</c>.</summary>
public static class TaxRateKey
{
    /// <summary>Reads a rate from 0 to 100, with or without a percent sign, into the one way to write it.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out string? key)
    {
        var isRate = decimal.TryParse(text.TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate is >= 0 and <= 100;
        key = isRate ? TaxCode.OfRate(rate) : null;
        return isRate;
    }
}
