using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Syncing.Tests.StandIns;

/// <summary>Books in memory that refuse and fail as a real platform's do. Every call may be told to go wrong.</summary>
public class MemoryPlatform : IStandingBooks
{
    private readonly Dictionary<Guid, Document> documents = [];
    private readonly HashSet<Guid> voided = [];

    public string Key => "test";

    public string Name => "Books in memory";

    public bool LinksAtOnce => true;

    public Chart Chart { get; set; } = new()
    {
        CompanyName = "Shop",
        Accounts = [.. "sales refunds tips gifts rounding receivable payable card cash paypal bank fee loan tax".Split(' ').Select(id => new ChartAccount(id, id, null, "Asset"))],
        TaxRates = [.. new[] { "0", "5", "20" }.Select(rate => new ChartItem($"tax:{rate}", rate + "%"))],
        Customers = [new ChartItem("customer", "Sales")],
        Suppliers = [new ChartItem("supplier", "Provider")],
        ReceivableAccount = "receivable",
        PayableAccount = "payable",
    };

    /// <summary>Decides what goes wrong with a document; null: nothing.</summary>
    public Func<Document, Fault?> Faults { get; set; } = _ => null;

    /// <summary>Kinds that carry no mark here: they are found again by what they say.</summary>
    public IReadOnlyList<DocumentKind> Unmarked { get; set; } = [];

    /// <summary>Numbers that somebody has for things of their own.</summary>
    public HashSet<string> TakenNumbers { get; } = [];

    /// <summary>How often each document was really written.</summary>
    public Dictionary<Guid, int> Writes { get; } = [];

    /// <summary>How often the books were asked for all that they hold.</summary>
    public int TimesAskedForAll { get; private set; }

    public IEnumerable<Document> Books => documents.Values.Where(document => !voided.Contains(document.Id));

    public Task<Chart> ReadChartAsync(PlatformLink link, CancellationToken cancellationToken) => Task.FromResult(Chart);

    public Task<WriteOutcome> WriteAsync(PlatformLink link, Document document, Func<Guid, string?> platformIdOf, CancellationToken cancellationToken)
    {
        var fault = Faults(document);
        if (fault == Fault.LostBefore)
        {
            return Lost();
        }

        if (fault == Fault.Refused)
        {
            return Task.FromResult<WriteOutcome>(new WriteOutcome.Rejected(Refusal.Invalid, "The books do not like it."));
        }

        if (TakenNumbers.Contains(document.Number))
        {
            return Task.FromResult<WriteOutcome>(new WriteOutcome.Rejected(Refusal.DuplicateNumber, $"Another document has the number {document.Number}."));
        }

        foreach (var named in new[] { document.Target, document.Source }.OfType<Guid>())
        {
            if (platformIdOf(named) is null || !documents.ContainsKey(named) || voided.Contains(named))
            {
                return Task.FromResult<WriteOutcome>(new WriteOutcome.Rejected(Refusal.Invalid, $"There is no document {named}."));
            }
        }

        // A platform with idempotency keys: the same id again answers as the first time.
        if (documents.TryAdd(document.Id, document))
        {
            Writes[document.Id] = Writes.GetValueOrDefault(document.Id) + 1;
        }

        return fault == Fault.LostAfter ? Lost() : Task.FromResult<WriteOutcome>(new WriteOutcome.Accepted("id-" + document.Number));
    }

    public Task<string?> FindAsync(PlatformLink link, Document document, Func<Guid, string?> platformIdOf, CancellationToken cancellationToken) =>
        Task.FromResult((documents.GetValueOrDefault(document.Id) ?? Alike(document)) is { } found ? "id-" + found.Number : null);

    public Task<WriteOutcome> VoidAsync(PlatformLink link, Document document, string platformId, CancellationToken cancellationToken)
    {
        var gone = documents.Values.First(one => "id-" + one.Number == platformId);
        if (Books.FirstOrDefault(one => one.Target == gone.Id || one.Source == gone.Id) is { } settling)
        {
            return Task.FromResult<WriteOutcome>(new WriteOutcome.Rejected(Refusal.Invalid, $"{settling.Number} settles it."));
        }

        voided.Add(gone.Id);
        return Task.FromResult<WriteOutcome>(new WriteOutcome.Accepted(platformId));
    }

    public Task<IReadOnlyList<StandingDocument>> ReadStandingAsync(PlatformLink link, DaySpan days, CancellationToken cancellationToken)
    {
        TimesAskedForAll++;
        return Task.FromResult<IReadOnlyList<StandingDocument>>([.. documents.Values.Where(document => days.Holds(document.Date)).Select(Standing)]);
    }

    public SortedDictionary<string, decimal> TrialBalance()
    {
        var sums = Books.SelectMany(document => document.Ledger.Select(line => (Key: $"{line.Account} {document.Currency}", line.Amount)))
            .GroupBy(line => line.Key).ToDictionary(group => group.Key, group => group.Sum(line => line.Amount));
        return new SortedDictionary<string, decimal>(sums.Where(sum => sum.Value != 0).ToDictionary(), StringComparer.Ordinal);
    }

    private StandingDocument Standing(Document document)
    {
        var isMarked = !Unmarked.Contains(document.Kind);
        return new StandingDocument
        {
            Id = isMarked ? document.Id : Guid.Empty,
            Digits = isMarked ? 32 : 0,
            Number = isMarked ? document.Number : "",
            PlatformId = "id-" + document.Number,
            Kind = document.Kind,
            Date = document.Date,
            Currency = document.Currency,
            IsVoid = voided.Contains(document.Id),
            Settles = [.. new[] { document.Target, document.Source }.OfType<Guid>().Select(id => "id-" + documents[id].Number)],
        };
    }

    private Document? Alike(Document document) => !Unmarked.Contains(document.Kind) ? null
        : Books.FirstOrDefault(one => (one.Kind, one.Date, one.Total, one.Account, one.Target, one.Source) == (document.Kind, document.Date, document.Total, document.Account, document.Target, document.Source));

    private static Task<WriteOutcome> Lost() => Task.FromResult<WriteOutcome>(new WriteOutcome.Unanswered("The line went dead."));
}

/// <summary>What goes wrong with a call.</summary>
public enum Fault
{
    LostBefore,
    LostAfter,
    Refused,
}
