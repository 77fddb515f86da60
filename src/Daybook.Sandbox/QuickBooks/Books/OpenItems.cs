namespace Daybook.Sandbox.QuickBooks.Books;

/// <summary>What a document leaves open for others to be set against.</summary>
/// <param name="Party">Whose it is: <c>Customer/58</c>.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="IsCharge">Whether it is owed (an invoice, a bill); else it is credit.</param>
/// <param name="Amount">What is still open.</param>
internal sealed record OpenItem(string Party, string Currency, bool IsCharge, decimal Amount);

/// <summary>What is open, and what was set against what. Documents are named <c>Invoice/266</c>.</summary>
internal sealed class OpenItems
{
    private readonly Dictionary<string, OpenItem> open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Settled, decimal Amount)>> applied = new(StringComparer.Ordinal);

    public OpenItem? Find(string document) => open.GetValueOrDefault(document);

    public void Add(string document, OpenItem item) => open[document] = item;

    public void Remove(string document) => open.Remove(document);

    public void Apply(string payment, string document, decimal amount)
    {
        open[document] = open[document] with { Amount = open[document].Amount - amount };
        applied.TryAdd(payment, []);
        applied[payment].Add((document, amount));
    }

    /// <summary>The documents that a payment settled are open again.</summary>
    /// <returns>Them.</returns>
    public IReadOnlyList<string> TakeBack(string payment)
    {
        if (!applied.Remove(payment, out var settled))
        {
            return [];
        }

        foreach (var (document, amount) in settled)
        {
            open[document] = open[document] with { Amount = open[document].Amount + amount };
        }

        return [.. settled.Select(one => one.Settled)];
    }
}
