using System.Runtime.InteropServices;
using NodaTime;

namespace Daybook.Bookkeeping;

/// <summary>Gathers what is not in the books into documents. Sales and entries may be added in any order; nothing is kept of them but sums.</summary>
public sealed class PlanBuilder
{
    private readonly PlanSettings settings;
    private readonly Func<Guid> newId;
    private readonly PartSink sink;
    private readonly Dictionary<DraftKey, Draft> drafts = [];
    private readonly Dictionary<(Currency, Role), decimal> effects = [];
    private readonly List<string> problems = [];

    /// <summary>Neighbours in a stream of sales mostly share their documents.</summary>
    private readonly Draft?[] lastOfKind = new Draft?[Enum.GetValues<DocumentKind>().Length + 1];

    /// <param name="settings">How the merchant keeps books.</param>
    /// <param name="newId">Makes document ids.</param>
    /// <param name="sink">Is told each part.</param>
    public PlanBuilder(PlanSettings settings, Func<Guid> newId, PartSink sink)
    {
        this.settings = settings;
        this.newId = newId;
        this.sink = sink;
    }

    /// <summary>Adds an order with its payments.</summary>
    public void Add(Sale sale)
    {
        Count(sale.OrderEntries);
        Count(sale.PaymentEntries);
        if (settings.Presentation == Presentation.Invoices)
        {
            new SaleSettlement(this, sale).Settle();
            return;
        }

        foreach (var entry in sale.OrderEntries)
        {
            AddToJournal(entry, sale);
        }

        foreach (var entry in sale.PaymentEntries)
        {
            AddToJournal(entry, sale);
        }
    }

    /// <summary>Adds a record that is no part of a sale: a fee, a payout, a transfer.</summary>
    public void Add(in Entry entry)
    {
        Count(entry.Difference);
        if (settings.Presentation == Presentation.Invoices)
        {
            CostSettlement.Settle(this, entry);
            return;
        }

        AddToJournal(entry, null);
    }

    /// <summary>Makes the documents under the merchant's mapping.</summary>
    public Plan Build(AccountMap accounts) => new DocumentMaker(accounts, settings).Make(drafts.Values, effects, problems);

    internal void AddToJournal(in Entry entry, Sale? sale)
    {
        var journal = DraftOf(new DraftKey(DocumentKind.Journal, Open(entry.Date), entry.Difference.Currency, Grouped(sale?.Location)), entry.Date);
        journal.NoteAdjustment(entry);
        AddPart(journal, entry.Record, sale?.Order ?? entry.Record, entry.Difference.AsSpan());
    }

    /// <summary>The draft of a key, whose date is moved to the first open day where the platform has closed it.</summary>
    internal Draft DraftOf(DraftKey key, LocalDate wanted)
    {
        ref var last = ref lastOfKind[(int)key.Kind];
        if (last is null || last.Key != key)
        {
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(drafts, key, out _);
            last = known ??= new Draft(key, newId());
        }

        var draft = last;
        if (wanted != key.Date)
        {
            draft.Note($"For {wanted:uuuu-MM-dd}, which is closed in the books.");
        }

        return draft;
    }

    internal void AddPart(Draft draft, long record, long sale, ReadOnlySpan<Posting> postings)
    {
        draft.Add(postings);
        sink(draft.Id, record, sale, draft.Key.Currency, postings);
    }

    /// <summary>Whether credits of an order are set against what it owes.</summary>
    internal bool AllocatesCredits => !settings.LeavesDrafts;

    internal void Problem(string problem) => problems.Add(problem);

    internal LocalDate Open(LocalDate date) => settings.OpenFrom is { } open && date < open ? open : date;

    internal string? Grouped(string? location) => settings.ByLocation ? location : null;

    private void Count(IReadOnlyList<Entry> entries)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            Count(entries[i].Difference);
        }
    }

    private void Count(Effect difference)
    {
        foreach (var posting in difference.AsSpan())
        {
            CollectionsMarshal.GetValueRefOrAddDefault(effects, (difference.Currency, posting.Role), out _) += posting.Amount;
        }
    }
}

/// <summary>How the merchant keeps books, as far as the shape of the documents goes.</summary>
/// <param name="Presentation">Invoices or journal.</param>
/// <param name="ByLocation">Whether each location has documents of its own.</param>
/// <param name="OpenFrom">The platform's first open day; null where no day is closed.</param>
public sealed record PlanSettings(Presentation Presentation, bool ByLocation = false, LocalDate? OpenFrom = null)
{
    /// <summary>What a person calls a category, a location or a tax component, by its id; missing: the id.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether invoices and credit notes keep the tax that they are sent with; false: the platform computes it from each line's net amount and rate.</summary>
    public bool TakesTax { get; init; } = true;

    /// <summary>In percent, by the platform's id of a tax rate; it computes by these where it does not take tax. Missing: by the rate that the records state.</summary>
    public IReadOnlyDictionary<string, decimal> TaxPercents { get; init; } = new Dictionary<string, decimal>();

    /// <summary>Whether invoices are left as drafts: nothing can be set against a draft, so credits stay open until it is finished.</summary>
    public bool LeavesDrafts { get; init; }
}
