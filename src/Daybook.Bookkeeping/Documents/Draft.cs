using NodaTime;

namespace Daybook.Bookkeeping;

/// <summary>What makes two amounts part of one document.</summary>
/// <param name="Kind">The kind of document.</param>
/// <param name="Date">The business day.</param>
/// <param name="Currency">The currency.</param>
/// <param name="Location">The location, where the merchant groups by it.</param>
/// <param name="To">The role of the account that money reaches or leaves, or the default.</param>
/// <param name="From">For a transfer the role of the account that money leaves.</param>
/// <param name="Target">The document paid, refunded or set against.</param>
/// <param name="Source">The credit that an allocation uses.</param>
/// <param name="Record">The record that has a document of its own (a payout), or 0.</param>
internal readonly record struct DraftKey(
    DocumentKind Kind,
    LocalDate Date,
    Currency Currency,
    string? Location = null,
    Role To = default,
    Role From = default,
    Guid Target = default,
    Guid Source = default,
    long Record = 0);

/// <summary>A document in the making: the sums of its parts by role.</summary>
internal sealed class Draft(DraftKey key, Guid id)
{
    private const int NamedAdjustments = 20;
    private readonly List<string> notes = [];
    private int adjustments;

    public DraftKey Key { get; } = key;

    public Guid Id { get; } = id;

    public Dictionary<Role, decimal> Sums { get; } = [];

    /// <inheritdoc cref="Document.Firsts"/>
    public int Firsts { get; private set; }

    /// <summary>The amount that a payment, allocation or transfer moves, always positive.</summary>
    public decimal Amount { get; set; }

    public IReadOnlyList<string> Notes => adjustments <= NamedAdjustments ? notes : [.. notes, $"And {adjustments - NamedAdjustments} more adjustments."];

    public void Add(ReadOnlySpan<Posting> postings)
    {
        foreach (var posting in postings)
        {
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(Sums, posting.Role, out _) += posting.Amount;
        }
    }

    public void NoteAdjustment(in Entry entry)
    {
        if (entry.Adjusts is not { } day)
        {
            Firsts++;
            return;
        }

        if (++adjustments <= NamedAdjustments)
        {
            Note($"Adjusts {entry.Label} of {day:uuuu-MM-dd}.");
        }
    }

    public void Note(string note)
    {
        if (!notes.Contains(note))
        {
            notes.Add(note);
        }
    }
}
