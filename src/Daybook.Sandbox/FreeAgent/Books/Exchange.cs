namespace Daybook.Sandbox.FreeAgent.Books;

/// <summary>Foreign money in the company's own; the stand-in's rates never move.</summary>
internal static class Exchange
{
    private const string Gains = "391";

    /// <summary>What one of a currency is worth in pounds.</summary>
    /// <exception cref="RefusedException">The currency is not known.</exception>
    public static decimal RateOf(string currency) => currency switch
    {
        "GBP" => 1m,
        "EUR" => 0.85m,
        "USD" => 0.75m,
        _ => throw new RefusedException("currency is not included in the list"),
    };

    /// <summary>Postings in the company's currency; pennies that rounding leaves are a difference of exchange.</summary>
    public static IReadOnlyList<(string Account, decimal Amount)> Native(decimal rate, IReadOnlyList<(string Account, decimal Amount)> postings)
    {
        if (rate == 1)
        {
            return postings;
        }

        var native = postings.Select(posting => (posting.Account, Fields.Cents(posting.Amount * rate))).ToList();
        return [.. native, (Gains, -native.Sum(posting => posting.Item2))];
    }
}
