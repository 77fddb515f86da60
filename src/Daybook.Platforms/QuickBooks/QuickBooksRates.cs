using System.Collections.Concurrent;
using Daybook.Bookkeeping;
using Daybook.Platforms.Http;

namespace Daybook.Platforms.QuickBooks;

/// <summary>QuickBooks' own exchange rate of a day. It is sent with each foreign document: what QuickBooks takes where none is sent is not said anywhere.</summary>
internal sealed class QuickBooksRates(QuickBooksCalls calls)
{
    private const int Many = 10_000;
    private readonly ConcurrentDictionary<(Guid Connection, string Currency, string Day), decimal> known = [];

    /// <summary>Home currency for one unit of the document's; null where it is the home currency.</summary>
    public async Task<decimal?> OfAsync(Guid connection, QuickBooksChart chart, Document document, CancellationToken cancellationToken)
    {
        if (document.Currency.Code == chart.Currency)
        {
            return null;
        }

        var key = (connection, document.Currency.Code, QuickBooksMark.Day(document));
        if (known.TryGetValue(key, out var cached))
        {
            return cached;
        }

        if (known.Count > Many)
        {
            known.Clear();
        }

        var root = await calls.ReadAsync(connection, $"exchangerate?sourcecurrencycode={key.Code}&asofdate={key.Item3}", null, cancellationToken);
        return known[key] = root.Part("ExchangeRate")?.Amount("Rate") ?? 1;
    }
}
