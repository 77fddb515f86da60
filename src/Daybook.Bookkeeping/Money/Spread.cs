namespace Daybook.Bookkeeping;

/// <summary>Divides an amount into parts that sum to it exactly.</summary>
public static class Spread
{
    /// <summary>
    /// Shares <paramref name="total"/> in proportion to <paramref name="weights"/> by largest remainder: each share is first cut to
    /// <paramref name="unit"/>, then what is left goes, a unit at a time, to the shares that lost most; ties by order.
    /// </summary>
    /// <param name="total">The amount to share, a multiple of <paramref name="unit"/>; may be negative.</param>
    /// <param name="weights">Not negative, and not all zero unless <paramref name="total"/> is zero.</param>
    /// <param name="unit">The smallest share, such as 0.01.</param>
    /// <exception cref="ArgumentException">There is something to share and nobody to share it.</exception>
    public static decimal[] ByLargestRemainder(decimal total, ReadOnlySpan<decimal> weights, decimal unit)
    {
        var shares = new decimal[weights.Length];
        if (total == 0)
        {
            return shares;
        }

        decimal weight = 0;
        foreach (var one in weights)
        {
            weight += one;
        }

        if (weight == 0)
        {
            throw new ArgumentException("An amount can't be shared over weights that are all zero.", nameof(weights));
        }

        var lost = new decimal[weights.Length];
        var magnitude = Math.Abs(total);
        var left = magnitude;
        for (var i = 0; i < weights.Length; i++)
        {
            var exact = magnitude * weights[i] / weight;
            shares[i] = decimal.Floor(exact / unit) * unit;
            lost[i] = exact - shares[i];
            left -= shares[i];
        }

        for (; left > 0; left -= unit)
        {
            var most = IndexOfLargest(lost);
            shares[most] += unit;
            lost[most] -= unit;
        }

        if (total < 0)
        {
            for (var i = 0; i < shares.Length; i++)
            {
                shares[i] = -shares[i];
            }
        }

        return shares;
    }

    private static int IndexOfLargest(ReadOnlySpan<decimal> values)
    {
        var largest = 0;
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] > values[largest])
            {
                largest = i;
            }
        }

        return largest;
    }
}
