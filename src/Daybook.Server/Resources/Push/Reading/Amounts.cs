using System.Text.Json;

namespace Daybook.Server.Resources.Push.Reading;

/// <summary>Reads the contract's numbers without losing a digit: what does not fit is refused, not rounded.</summary>
internal static class Amounts
{
    private const int MostDecimals = 10;

    // Dividing by a one of full scale drops trailing zeros and changes nothing else.
    private const decimal FullScaleOne = 1.0000000000000000000000000000m;
    private const decimal Limit = 1_000_000_000_000_000m;

    public static bool TryRead(ref Utf8JsonReader json, out decimal amount) =>
        json.TryGetDecimal(out amount) && Math.Abs(amount) < Limit && (amount.Scale <= MostDecimals || IsExact(ref json, ref amount));

    private static bool IsExact(ref Utf8JsonReader json, ref decimal amount)
    {
        amount /= FullScaleOne;
        return amount.Scale <= MostDecimals && !(amount == 0 && HasDigits(json.ValueSpan));
    }

    /// <summary>Whether a number that came out as zero was one: 1e-40 was not.</summary>
    private static bool HasDigits(ReadOnlySpan<byte> number)
    {
        var exponent = number.IndexOfAny((byte)'e', (byte)'E');
        return (exponent < 0 ? number : number[..exponent]).IndexOfAnyInRange((byte)'1', (byte)'9') >= 0;
    }
}
