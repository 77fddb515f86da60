using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Syncing.Tests.StandIns;

/// <summary>A store in memory: what the storage's compliance suite promises of the real ones, for thousands of histories a second.</summary>
public sealed class MemoryStore : ISyncStore
{
    private readonly Dictionary<(RecordKind Kind, RecordKey Key), Row> rows = [];
    private readonly Dictionary<Guid, (StoredDocument Stored, int Order)> documents = [];
    private readonly List<PackedPart> parts = [];
    private readonly Dictionary<long, Deferral> deferrals = [];
    private readonly Dictionary<LocalDate, int> numbers = [];
    private readonly List<Sync> syncs = [];
    private readonly Dictionary<long, Instant> waitingSince = [];
    private long head;
    private long planned;
    private bool lookAtAll;
    private Guid? writer;

    public IReadOnlyCollection<Deferral> Deferrals => deferrals.Values;

    public IEnumerable<StoredDocument> Documents => documents.Values.OrderBy(entry => entry.Order).Select(entry => entry.Stored);

    public IReadOnlyList<Sync> Syncs => syncs;

    /// <summary>All records as they are now, deleted ones left out.</summary>
    public IEnumerable<object> Contents => rows.Values.Where(row => !row.Record.IsDeleted).OrderBy(row => row.Record.Number).Select(row => row.Record.Content!);

    public IEnumerable<(long Record, Effect Postings)> Parts => parts.Select(part => (part.Record, PartBuffer.Unpack(part.Postings.Span, part.Currency)));

    /// <summary>Stores records by the rule of versions.</summary>
    public void Push(Instant received, params IEnumerable<PushedRecord> records)
    {
        foreach (var record in records)
        {
            var stamp = record.Modified ?? received;
            var known = rows.GetValueOrDefault((record.Kind, record.Key));
            if (known is not null)
            {
                stamp = record.IsDeleted ? Instant.Max(stamp, known.Record.Changed) : stamp;
                if (stamp < known.Record.Changed || (stamp == known.Record.Changed && IsSame(known.Source, record.Content) && known.Record.IsDeleted == record.IsDeleted))
                {
                    continue;
                }
            }

            head++;
            var stored = new StoredRecord
            {
                Number = known?.Record.Number ?? head,
                Kind = record.Kind,
                Key = record.Key,
                Link = record.IsDeleted ? known?.Record.Link : record.Link,
                Sequence = head,
                FirstSequence = known?.Record.FirstSequence ?? head,
                Changed = stamp,
                Created = record.Created,
                IsDeleted = record.IsDeleted,
                Content = record.Content,
            };
            var meaning = record.Content is CatalogueItem item && !ReferenceEquals(known?.Source, item);
            rows[(record.Kind, record.Key)] = new Row(stored, record.Content);
            lookAtAll |= planned > 0 && (meaning || (record.IsDeleted && record.Kind is RecordKind.Product or RecordKind.TaxComponent));
        }
    }

    public void LookAtAll() => lookAtAll = true;

    public Task<Guid?> BeginAsync(Sync sync, Instant abandonedBefore, CancellationToken cancellationToken)
    {
        if (writer is { } running && syncs.Single(one => one.Id == running).StartedAt >= abandonedBefore)
        {
            return Task.FromResult<Guid?>(running);
        }

        writer = sync.Id;
        syncs.Add(sync);
        return Task.FromResult<Guid?>(null);
    }

    public Task SaveAsync(Sync sync, CancellationToken cancellationToken)
    {
        syncs[syncs.FindIndex(one => one.Id == sync.Id)] = sync;
        if (sync.FinishedAt is not null && writer == sync.Id)
        {
            writer = null;
        }

        return Task.CompletedTask;
    }

    public Task ShowLifeAsync(Sync sync, CancellationToken cancellationToken)
    {
        Fence(sync);
        return Task.CompletedTask;
    }

    public Task<WorkState> ReadWorkStateAsync(int connection, CancellationToken cancellationToken) =>
        Task.FromResult(new WorkState(head, planned, lookAtAll));

    public Task<ShopCatalogue> ReadCatalogueAsync(int connection, CancellationToken cancellationToken)
    {
        var items = rows.Values.Where(row => !row.Record.IsDeleted && row.Source is CatalogueItem).Select(row => (row.Record.Kind, Item: (CatalogueItem)row.Source!)).ToList();
        var products = items.Where(item => item.Kind == RecordKind.Product).ToDictionary(item => item.Item.Id, item => new Product(item.Item.IsGiftCard, item.Item.Category ?? ""));
        var rates = items.Where(item => item.Kind == RecordKind.TaxComponent).ToDictionary(item => item.Item.Id, item => item.Item.Rate ?? 0);
        var names = items.Where(item => item.Item.Name is not null).ToDictionary(item => item.Item.Id, item => item.Item.Name!);
        return Task.FromResult(new ShopCatalogue(new Catalogue(products, rates), names, Named(RecordKind.ProductCategory), Named(RecordKind.PaymentMethod), Named(RecordKind.TaxComponent)));

        List<ChartItem> Named(RecordKind kind) => [.. items.Where(item => item.Kind == kind).Select(item => new ChartItem(item.Item.Id, item.Item.Name ?? item.Item.Id))];
    }

    public async IAsyncEnumerable<StoredRecord> ReadWorkAsync(
        WorkRange range, IReadOnlyList<RecordKind> kinds, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var row in rows.Values.Where(row => kinds.Contains(row.Record.Kind) && InRange(row.Record, range)).OrderBy(row => row.Record.Number).ToList())
        {
            yield return row.Record;
        }
    }

    public Task<IReadOnlyList<StoredRecord>> FindByKeyAsync(int connection, IReadOnlyList<RecordKind> kinds, IReadOnlyCollection<RecordKey> keys, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoredRecord>>([.. kinds.SelectMany(kind => keys.Select(key => rows.GetValueOrDefault((kind, key)))).OfType<Row>().Select(row => row.Record)]);

    public Task<IReadOnlyList<StoredRecord>> FindByLinkAsync(int connection, IReadOnlyList<RecordKind> kinds, IReadOnlyCollection<RecordKey> links, CancellationToken cancellationToken)
    {
        var wanted = links.ToHashSet();
        return Task.FromResult<IReadOnlyList<StoredRecord>>(
            [.. rows.Values.Select(row => row.Record).Where(record => kinds.Contains(record.Kind) && record.Link is { } link && wanted.Contains(link))]);
    }

    public Task<IReadOnlyList<StoredRecord>> FindByNumberAsync(IReadOnlyCollection<long> numbers, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoredRecord>>([.. rows.Values.Select(row => row.Record).Where(record => numbers.Contains(record.Number))]);

    public Task<IReadOnlyList<BookedPart>> ReadPartsAsync(IReadOnlyCollection<long> records, CancellationToken cancellationToken) =>
        ReadSalePartsAsync([], records, cancellationToken);

    public Task<IReadOnlyList<BookedPart>> ReadSalePartsAsync(IReadOnlyCollection<long> sales, IReadOnlyCollection<long> payments, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<BookedPart>>(
        [
            .. parts.Where(part => sales.Contains(part.Sale) || payments.Contains(part.Record)).Select(part =>
            {
                var document = documents[part.Document].Stored.Document;
                return new BookedPart(part.Record, part.Sale, part.Document, document.Kind, document.Date, PartBuffer.Unpack(part.Postings.Span, part.Currency));
            }),
        ]);

    public Task<IReadOnlyCollection<long>> ReadSalesOfAsync(IReadOnlyCollection<long> payments, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyCollection<long>>([.. parts.Where(part => payments.Contains(part.Record) && part.Sale != part.Record).Select(part => part.Sale).Distinct()]);

    public Task<int> CountWaitingAsync(int connection, Instant since, CancellationToken cancellationToken) =>
        Task.FromResult(deferrals.Values.Count(deferral => deferral.State == RecordState.Waiting && waitingSince[deferral.Record] < since));

    public Task DissolveAsync(Sync sync, int connection, CancellationToken cancellationToken)
    {
        foreach (var (id, (stored, _)) in documents.Where(entry => entry.Value.Stored.State is DocumentState.Planned or DocumentState.Rejected).ToList())
        {
            TakeOut(id);
            if (stored.State == DocumentState.Planned)
            {
                documents.Remove(id);
            }
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<StoredDocument>> SavePlanAsync(Sync sync, NewPlan plan, CancellationToken cancellationToken)
    {
        Fence(sync);
        foreach (var known in deferrals.Keys.Where(number => InRange(rows.Values.Single(row => row.Record.Number == number).Record, plan.Range)).ToList())
        {
            deferrals.Remove(known);
        }

        foreach (var deferral in plan.Deferrals)
        {
            deferrals[deferral.Record] = deferral;
            waitingSince.TryAdd(deferral.Record, sync.StartedAt);
        }

        foreach (var (date, last) in plan.Taken)
        {
            numbers[date] = Math.Max(last, numbers.GetValueOrDefault(date));
        }

        var stored = new List<StoredDocument>();
        foreach (var document in plan.Documents)
        {
            var isNetted = document.Kind == DocumentKind.Netted;
            var isThere = plan.Found.Contains(document.Id);
            var number = isNetted || document.Number.Length > 0 ? document.Number : DocumentNumber.Of(document.Date, numbers[document.Date] = numbers.GetValueOrDefault(document.Date) + 1);
            var entry = new StoredDocument
            {
                Document = document with { Number = number },
                Sync = sync.Id,
                State = isNetted ? DocumentState.Accepted : isThere ? DocumentState.Sending : DocumentState.Planned,
                RequestedAt = sync.StartedAt,
            };
            documents.Add(document.Id, (entry, documents.Count));
            if (!isNetted)
            {
                stored.Add(entry);
            }
        }

        parts.AddRange(plan.Parts.Parts());
        planned = plan.Range.UpTo;
        lookAtAll = false;
        return Task.FromResult<IReadOnlyList<StoredDocument>>(stored);
    }

    public Task SaveDocumentsAsync(Sync sync, IReadOnlyList<StoredDocument> documents, CancellationToken cancellationToken)
    {
        Fence(sync);
        foreach (var document in documents)
        {
            this.documents[document.Document.Id] = (document, this.documents[document.Document.Id].Order);
        }

        return Task.CompletedTask;
    }

    public Task SaveVoidedAsync(Sync sync, int connection, StoredDocument document, CancellationToken cancellationToken)
    {
        TakeOut(document.Document.Id);
        return SaveDocumentsAsync(sync, [document with { State = DocumentState.Voided }], cancellationToken);
    }

    public Task<IReadOnlyList<StoredDocument>> ReadDocumentsAsync(int company, IReadOnlyList<DocumentState> states, Guid? sync, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoredDocument>>(
            [.. Documents.Where(stored => states.Contains(stored.State) && (sync is null ? stored.Document.Kind != DocumentKind.Netted : stored.Sync == sync))]);

    public Task<IReadOnlyDictionary<Guid, string>> ReadPlatformIdsAsync(IReadOnlyCollection<Guid> documents, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<Guid, string>>(
            documents.Where(id => this.documents.TryGetValue(id, out var entry) && entry.Stored is { State: DocumentState.Accepted, PlatformId: not null }).ToDictionary(id => id, id => this.documents[id].Stored.PlatformId!));

    public Task<IReadOnlySet<Guid>> ReadKnownAsync(IReadOnlyCollection<Guid> documents, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<Guid>>(documents.Where(this.documents.ContainsKey).ToHashSet());

    public Task<IReadOnlyDictionary<string, Guid>> ReadNumbersAsync(int company, IReadOnlyCollection<string> numbers, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, Guid>>(
            Documents.Where(stored => numbers.Contains(stored.Document.Number)).ToDictionary(stored => stored.Document.Number, stored => stored.Document.Id));

    public Task<IReadOnlySet<string>> ReadKnownPlatformIdsAsync(int company, IReadOnlyCollection<string> platformIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<string>>(Documents.Select(stored => stored.PlatformId).OfType<string>().Intersect(platformIds).ToHashSet());

    public Task<LocalDate?> ReadLastDayAsync(int company, CancellationToken cancellationToken) =>
        Task.FromResult(numbers.Count == 0 ? (LocalDate?)null : numbers.Keys.Max());

    public Task<IReadOnlyList<StoredDocument>> ReadDependentsAsync(int company, Guid sync, CancellationToken cancellationToken)
    {
        var own = documents.Values.Where(entry => entry.Stored.Sync == sync).ToDictionary(entry => entry.Stored.Document.Id, entry => entry.Order);
        var firsts = parts.Where(part => own.ContainsKey(part.Document)).GroupBy(part => part.Record).ToDictionary(group => group.Key, group => group.Min(part => own[part.Document]));
        var later = parts.Where(part => firsts.TryGetValue(part.Record, out var first) && documents[part.Document].Order > first).Select(part => part.Document).ToHashSet();
        return Task.FromResult<IReadOnlyList<StoredDocument>>(
        [
            .. Documents.Where(stored => stored.Sync != sync && stored.State is DocumentState.Planned or DocumentState.Accepted or DocumentState.Sending)
                .Where(stored => stored.Document.Kind != DocumentKind.Netted && !own.ContainsKey(stored.Document.Id))
                .Where(stored => IsOwn(stored.Document.Target) || IsOwn(stored.Document.Source) || later.Contains(stored.Document.Id)),
        ]);

        bool IsOwn(Guid? id) => id is { } named && own.ContainsKey(named);
    }

    /// <summary>Whether a version says what another says: records compare their lists by reference.</summary>
    private static bool IsSame(object? one, object? other) => (one, other) switch
    {
        (Order first, Order second) => first.Lines.SequenceEqual(second.Lines) && first.Charges.SequenceEqual(second.Charges)
            && first with { Lines = second.Lines, Charges = second.Charges } == second,
        _ => Equals(one, other),
    };

    private bool InRange(in StoredRecord record, WorkRange range) =>
        (record.Sequence > range.After && record.Sequence <= range.UpTo) || (deferrals.TryGetValue(record.Number, out var deferral) && deferral.Due < range.DueBefore);

    private void TakeOut(Guid document)
    {
        foreach (var part in parts.Where(part => part.Document == document))
        {
            deferrals[part.Record] = new Deferral(part.Record, RecordState.Pending, Instant.MinValue, "Its document was not written.");
        }

        parts.RemoveAll(part => part.Document == document);
    }

    private void Fence(Sync sync)
    {
        if (writer != sync.Id)
        {
            throw new SyncTakenOverException();
        }
    }

    private sealed record Row(StoredRecord Record, object? Source);
}
