using System.Buffers;
using System.Collections;

namespace Daybook.Bookkeeping;

/// <summary>One side of a double entry: debit is positive, credit negative.</summary>
/// <param name="Role">The part the amount plays.</param>
/// <param name="Amount">In the effect's currency.</param>
/// <param name="Item">For receivable and payable amounts that are in the books: the document whose open amount they change; else empty.</param>
public readonly record struct Posting(Role Role, decimal Amount, Guid Item = default);

/// <summary>A balanced double entry over roles, in one currency. No role stands in it twice for one item, and none with zero.</summary>
public sealed class Effect : IReadOnlyList<Posting>
{
    private readonly Posting[] postings;

    internal Effect(Currency currency, Posting[] postings)
    {
        Currency = currency;
        this.postings = postings;
    }

    public Currency Currency { get; }

    public int Count => postings.Length;

    public bool IsZero => postings.Length == 0;

    public Posting this[int index] => postings[index];

    /// <summary>The effect of nothing.</summary>
    public static Effect Zero(Currency currency) => new(currency, []);

    /// <summary>The sum of a role's postings; 0 where it has none.</summary>
    public decimal Of(Role role)
    {
        decimal sum = 0;
        foreach (var posting in postings)
        {
            if (posting.Role == role)
            {
                sum += posting.Amount;
            }
        }

        return sum;
    }

    /// <summary>This effect less what is in the books of it, whatever items that stands under.</summary>
    public Effect Less(IEnumerable<Effect> booked)
    {
        var difference = new EffectBuilder(Currency);
        foreach (var posting in postings)
        {
            difference.Add(posting.Role, posting.Amount);
        }

        foreach (var part in booked)
        {
            foreach (var posting in part)
            {
                difference.Add(posting.Role, -posting.Amount);
            }
        }

        return difference.Build();
    }

    public ReadOnlySpan<Posting> AsSpan() => postings;

    public IEnumerator<Posting> GetEnumerator() => ((IEnumerable<Posting>)postings).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => postings.GetEnumerator();

    public override string ToString() => string.Join(" · ", postings.Select(posting => $"{posting.Role} {posting.Amount}")) + " " + Currency;
}

/// <summary>Sums postings by role and item, and ends in an effect that balances.</summary>
public sealed class EffectBuilder(Currency currency)
{
    private Posting[] postings = ArrayPool<Posting>.Shared.Rent(16);
    private int count;

    public void Add(Role role, decimal amount, Guid item = default)
    {
        if (amount == 0)
        {
            return;
        }

        for (var i = 0; i < count; i++)
        {
            ref var posting = ref postings[i];
            if (posting.Item == item && posting.Role == role)
            {
                posting = posting with { Amount = posting.Amount + amount };
                return;
            }
        }

        if (count == postings.Length)
        {
            var larger = ArrayPool<Posting>.Shared.Rent(count * 2);
            postings.CopyTo(larger, 0);
            ArrayPool<Posting>.Shared.Return(postings, clearArray: true);
            postings = larger;
        }

        postings[count++] = new Posting(role, amount, item);
    }

    /// <summary>The effect; the builder is spent.</summary>
    /// <exception cref="InvalidOperationException">The postings don't balance: a bug of the caller.</exception>
    public Effect Build()
    {
        var summed = postings.AsSpan(0, count);
        decimal balance = 0;
        var zeros = 0;
        foreach (ref readonly var posting in summed)
        {
            balance += posting.Amount;
            zeros += posting.Amount == 0 ? 1 : 0;
        }

        if (balance != 0)
        {
            throw new InvalidOperationException($"An effect must balance, this one is out by {balance} {currency}: {string.Join(", ", summed.ToArray())}");
        }

        var built = zeros == 0 ? summed.ToArray() : Array.FindAll(summed.ToArray(), posting => posting.Amount != 0);
        ArrayPool<Posting>.Shared.Return(postings, clearArray: true);
        (postings, count) = ([], 0);
        return new Effect(currency, built);
    }
}
