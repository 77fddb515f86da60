namespace Daybook.Sandbox;

/// <summary>The double entry behind the documents. Debit is positive.</summary>
internal sealed class Ledger
{
    private readonly Dictionary<string, IReadOnlyList<(string Account, decimal Amount)>> entries = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">The postings do not balance: the stand-in is wrong.</exception>
    public void Post(string document, IReadOnlyList<(string Account, decimal Amount)> postings)
    {
        if (postings.Sum(posting => posting.Amount) is var sum and not 0)
        {
            throw new NotSupportedException($"The postings of {document} differ by {sum}.");
        }

        entries[document] = postings;
    }

    public void Clear() => entries.Clear();

    public void TakeBack(string document) => entries.Remove(document);

    public IReadOnlyDictionary<string, decimal> Balances() =>
        entries.Values.SelectMany(postings => postings).GroupBy(posting => posting.Account, StringComparer.Ordinal)
            .ToDictionary(account => account.Key, account => account.Sum(posting => posting.Amount), StringComparer.Ordinal);
}
