using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Syncing;

/// <summary>What the engine needs of the store. Every change is one transaction, and is refused where another sync has taken the company over.</summary>
public interface ISyncStore
{
    /// <summary>Starts a sync, unless one of the company is running.</summary>
    /// <param name="sync">The sync, in progress.</param>
    /// <param name="abandonedBefore">A running sync that has not shown life since this moment counts as dead and is taken over.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The id of the running sync that is in the way, or null where this one has begun.</returns>
    Task<Guid?> BeginAsync(Sync sync, Instant abandonedBefore, CancellationToken cancellationToken);

    /// <summary>Stores how a sync stands; one with <see cref="Sync.FinishedAt"/> set is over and gives the company free.</summary>
    /// <exception cref="SyncTakenOverException">Another sync has taken the company over.</exception>
    Task SaveAsync(Sync sync, CancellationToken cancellationToken);

    /// <summary>Notes that a sync lives.</summary>
    /// <exception cref="SyncTakenOverException">Another sync has taken the company over, or the sync is over.</exception>
    Task ShowLifeAsync(Sync sync, CancellationToken cancellationToken);

    /// <summary>Where the records of a commerce connection stand.</summary>
    Task<WorkState> ReadWorkStateAsync(int connection, CancellationToken cancellationToken);

    /// <summary>What the books need of products, categories, locations, payment methods and tax components.</summary>
    Task<ShopCatalogue> ReadCatalogueAsync(int connection, CancellationToken cancellationToken);

    /// <summary>
    /// The records of the given kinds that a plan must look at: those that changed since the last plan, and those deferred that are due.
    /// Each comes once, in any order.
    /// </summary>
    IAsyncEnumerable<StoredRecord> ReadWorkAsync(WorkRange range, IReadOnlyList<RecordKind> kinds, CancellationToken cancellationToken);

    /// <summary>The records of the given kinds and keys, in any order; unknown keys are left out.</summary>
    Task<IReadOnlyList<StoredRecord>> FindByKeyAsync(int connection, IReadOnlyList<RecordKind> kinds, IReadOnlyCollection<RecordKey> keys, CancellationToken cancellationToken);

    /// <summary>The records of the given numbers, in any order.</summary>
    Task<IReadOnlyList<StoredRecord>> FindByNumberAsync(IReadOnlyCollection<long> numbers, CancellationToken cancellationToken);

    /// <summary>The records of the given kinds that hang on the given keys, in any order.</summary>
    Task<IReadOnlyList<StoredRecord>> FindByLinkAsync(int connection, IReadOnlyList<RecordKind> kinds, IReadOnlyCollection<RecordKey> links, CancellationToken cancellationToken);

    /// <summary>What is in the books (or on the way there) of the given records.</summary>
    Task<IReadOnlyList<BookedPart>> ReadPartsAsync(IReadOnlyCollection<long> records, CancellationToken cancellationToken);

    /// <summary>What is in the books (or on the way there) of the given sales, and of the given payments under whatever sale; each part once.</summary>
    Task<IReadOnlyList<BookedPart>> ReadSalePartsAsync(IReadOnlyCollection<long> sales, IReadOnlyCollection<long> payments, CancellationToken cancellationToken);

    /// <summary>The sales under which the given payments are in the books.</summary>
    Task<IReadOnlyCollection<long>> ReadSalesOfAsync(IReadOnlyCollection<long> payments, CancellationToken cancellationToken);

    /// <summary>How many records of a connection have waited for their counterparts since before a moment.</summary>
    Task<int> CountWaitingAsync(int connection, Instant since, CancellationToken cancellationToken);

    /// <summary>Takes the parts of documents that are Planned or Rejected out again and deletes the planned ones, so that their records are looked at anew.</summary>
    Task DissolveAsync(Sync sync, int connection, CancellationToken cancellationToken);

    /// <summary>
    /// Stores a plan: its documents, numbered, as Planned (what is netted as Accepted), their parts, and where the records now stand.
    /// </summary>
    /// <returns>The documents with their numbers, in the order of writing, without those that are netted.</returns>
    Task<IReadOnlyList<StoredDocument>> SavePlanAsync(Sync sync, NewPlan plan, CancellationToken cancellationToken);

    /// <summary>Stores the new states of documents, all or none.</summary>
    Task SaveDocumentsAsync(Sync sync, IReadOnlyList<StoredDocument> documents, CancellationToken cancellationToken);

    /// <summary>Takes a voided document's parts out of the books, so that their records are looked at anew. A sync that has no other document in the books is undone with it.</summary>
    Task SaveVoidedAsync(Sync sync, int connection, StoredDocument document, CancellationToken cancellationToken);

    /// <summary>The company's documents in the given states, in the order of writing.</summary>
    /// <param name="company">The company's number.</param>
    /// <param name="states">The states to read.</param>
    /// <param name="sync">Only those of this sync, with what is netted; null: of any sync, without.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<IReadOnlyList<StoredDocument>> ReadDocumentsAsync(int company, IReadOnlyList<DocumentState> states, Guid? sync, CancellationToken cancellationToken);

    /// <summary>The platform's ids of documents, by our id; what is not accepted is left out.</summary>
    Task<IReadOnlyDictionary<Guid, string>> ReadPlatformIdsAsync(IReadOnlyCollection<Guid> documents, CancellationToken cancellationToken);

    /// <summary>Which of the given ids are those of documents, in whatever state.</summary>
    Task<IReadOnlySet<Guid>> ReadKnownAsync(IReadOnlyCollection<Guid> documents, CancellationToken cancellationToken);

    /// <summary>The ids of the company's documents that have one of the given numbers, in whatever state, by number.</summary>
    Task<IReadOnlyDictionary<string, Guid>> ReadNumbersAsync(int company, IReadOnlyCollection<string> numbers, CancellationToken cancellationToken);

    /// <summary>Which of the given platform's ids are those of the company's documents, in whatever state.</summary>
    Task<IReadOnlySet<string>> ReadKnownPlatformIdsAsync(int company, IReadOnlyCollection<string> platformIds, CancellationToken cancellationToken);

    /// <summary>The last day of which the company has given a document a number; null where there is none.</summary>
    Task<LocalDate?> ReadLastDayAsync(int company, CancellationToken cancellationToken);

    /// <summary>The documents of other syncs that pay, refund or use the given ones, or hold later changes of the records in them.</summary>
    Task<IReadOnlyList<StoredDocument>> ReadDependentsAsync(int company, Guid sync, CancellationToken cancellationToken);
}

/// <summary>Another sync has taken the company over: this one must stop at once.</summary>
public sealed class SyncTakenOverException() : Exception("Another sync has taken this company over, or may have.");

/// <summary>Where the records of a connection stand.</summary>
/// <param name="Head">The sequence of the latest change.</param>
/// <param name="Planned">The sequence up to which a plan has looked at them.</param>
/// <param name="LookAtAll">Whether products or tax components changed in a way that may change the effects of any order.</param>
public readonly record struct WorkState(long Head, long Planned, bool LookAtAll);

/// <summary>The records that a plan must look at: changes after <paramref name="After"/> up to <paramref name="UpTo"/>, and deferred ones due before <paramref name="DueBefore"/>.</summary>
/// <param name="Connection">The commerce connection's number.</param>
/// <param name="After">A sequence; −1 for all records, whatever was looked at before.</param>
/// <param name="UpTo">A sequence.</param>
/// <param name="DueBefore">A moment.</param>
public readonly record struct WorkRange(int Connection, long After, long UpTo, Instant DueBefore);

/// <summary>What the books need of a shop's catalogue.</summary>
/// <param name="Catalogue">Products with a meaning, and tax components.</param>
/// <param name="Names">What people call categories, locations, payment methods and tax components, by id.</param>
/// <param name="Categories">The product categories, id and name.</param>
/// <param name="PaymentMethods">The shop's own payment methods, id and name.</param>
/// <param name="TaxComponents">The tax components, id and name.</param>
public sealed record ShopCatalogue(
    Catalogue Catalogue,
    IReadOnlyDictionary<string, string> Names,
    IReadOnlyList<ChartItem> Categories,
    IReadOnlyList<ChartItem> PaymentMethods,
    IReadOnlyList<ChartItem> TaxComponents);

/// <summary>The part of a record's effect that a document holds.</summary>
/// <param name="Record">The record's number.</param>
/// <param name="Sale">The number of the order under which the record is settled; the record's own where it is an order, or no part of a sale.</param>
/// <param name="Document">The document's id.</param>
/// <param name="Kind">The document's kind.</param>
/// <param name="Date">The document's date.</param>
/// <param name="Postings">The part.</param>
public sealed record BookedPart(long Record, long Sale, Guid Document, DocumentKind Kind, LocalDate Date, Effect Postings);

/// <summary>A plan on its way into the store.</summary>
public sealed record NewPlan
{
    public required WorkRange Range { get; init; }

    /// <summary>In the order of writing.</summary>
    public required IReadOnlyList<Document> Documents { get; init; }

    /// <summary>Those of the documents that are in the books already: each keeps the number that it has there, and is stored as Sending, so that it is found there before anything is sent.</summary>
    public IReadOnlySet<Guid> Found { get; init; } = new HashSet<Guid>();

    public required PartBuffer Parts { get; init; }

    /// <summary>The greatest number of each day that the books know already, whoever gave it: those given next are greater.</summary>
    public IReadOnlyDictionary<LocalDate, int> Taken { get; init; } = new Dictionary<LocalDate, int>();

    /// <summary>What was looked at and is not in the books. Replaces every earlier deferral of the records in the range.</summary>
    public required IReadOnlyCollection<Deferral> Deferrals { get; init; }
}
