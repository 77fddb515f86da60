using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Syncing;

/// <summary>
/// Brings documents to the platform, each exactly once: its state is stored before and after every call, and one whose answer was lost is looked for
/// before it is sent again, under the same id. Where the platform takes several in one call, those that settle none of each other go together.
/// </summary>
internal sealed class DocumentDelivery(ISyncStore store, IAccountingPlatform platform, PlatformLink link, Func<Instant> now)
{
    private const int Attempts = 3;
    private readonly Dictionary<Guid, string> platformIds = [];

    /// <summary>Why documents were refused.</summary>
    public List<Refusal> Refusals { get; } = [];

    /// <summary>Sends documents, or finds those of which an earlier run lost the answer, until all are there or the platform no longer answers or lets us in.</summary>
    /// <returns>The documents as they now stand, in the order of delivery.</returns>
    public async Task<List<StoredDocument>> DeliverAllAsync(Sync sync, IReadOnlyList<StoredDocument> documents, CancellationToken cancellationToken)
    {
        var delivered = new List<StoredDocument>(documents.Count);
        foreach (var together in Together(documents))
        {
            delivered.AddRange(IsHopeless(delivered) ? together : await DeliverAsync(sync, together, cancellationToken));
        }

        return delivered;
    }

    /// <summary>What can go in one call, what is settled before what settles it.</summary>
    private IEnumerable<IReadOnlyList<StoredDocument>> Together(IReadOnlyList<StoredDocument> documents)
    {
        if (platform is not IBatchingPlatform batching)
        {
            return documents.Select(document => (StoredDocument[])[document]);
        }

        var lost = documents.Where(document => document.State == DocumentState.Sending).Select(document => (StoredDocument[])[document]);
        return lost.Concat(Waves([.. documents.Where(document => document.State != DocumentState.Sending)]).SelectMany(wave => wave.Chunk(batching.MostTogether)));
    }

    private static IEnumerable<List<StoredDocument>> Waves(List<StoredDocument> left)
    {
        while (left.Count > 0)
        {
            var waiting = left.Select(one => one.Document.Id).ToHashSet();
            var (free, bound) = (new List<StoredDocument>(), new List<StoredDocument>());
            foreach (var one in left)
            {
                (waiting.Contains(one.Document.Target ?? default) || waiting.Contains(one.Document.Source ?? default) ? bound : free).Add(one);
            }

            yield return free.Count > 0 ? free : throw new InvalidOperationException("Documents settle each other in a circle.");
            left = bound;
        }
    }

    private bool IsHopeless(List<StoredDocument> delivered) =>
        delivered.Exists(one => one.State == DocumentState.Sending) || Refusals.Exists(refusal => refusal is Refusal.NotAuthorized or Refusal.SubscriptionExpired);

    private async Task<IReadOnlyList<StoredDocument>> DeliverAsync(Sync sync, IReadOnlyList<StoredDocument> together, CancellationToken cancellationToken)
    {
        await LearnPlatformIdsAsync(together, cancellationToken);
        var refused = together.Where(IsUnsettled).Select(one => one with { State = DocumentState.Rejected, Error = "The document that it settles was not accepted.", CompletedAt = now() }).ToList();
        var ready = together.Where(one => !IsUnsettled(one)).ToList();
        await SaveAsync(sync, refused, cancellationToken);
        return ready.Count > 1 && platform is IBatchingPlatform batching
            ? [.. refused, .. await WriteTogetherAsync(sync, batching, ready, cancellationToken)]
            : [.. refused, .. ready.Count == 0 ? [] : (StoredDocument[])[await DeliverAsync(sync, ready[0], 1, cancellationToken)]];
    }

    private async Task<List<StoredDocument>> WriteTogetherAsync(Sync sync, IBatchingPlatform batching, List<StoredDocument> ready, CancellationToken cancellationToken)
    {
        var sent = ready.ConvertAll(one => one with { State = DocumentState.Sending });
        await SaveAsync(sync, sent, cancellationToken);
        var outcomes = await batching.WriteTogetherAsync(link, sent.ConvertAll(one => one.Document), id => platformIds.GetValueOrDefault(id), cancellationToken);
        var known = sent.Zip(outcomes, Settled).ToList();
        await SaveAsync(sync, known.FindAll(one => one.State != DocumentState.Sending), cancellationToken);
        for (var i = 0; i < known.Count && !IsHopeless(known[..i]); i++)
        {
            if (known[i].State == DocumentState.Sending)
            {
                known[i] = await DeliverAsync(sync, known[i], 2, cancellationToken);
            }
        }

        return known;
    }

    /// <summary>Sends one document; one that was sent before is looked for first.</summary>
    private async Task<StoredDocument> DeliverAsync(Sync sync, StoredDocument stored, int attempt, CancellationToken cancellationToken)
    {
        var wasLost = stored.State == DocumentState.Sending;
        if (!wasLost)
        {
            stored = stored with { State = DocumentState.Sending };
            await SaveAsync(sync, [stored], cancellationToken);
        }

        for (; ; attempt++)
        {
            var outcome = wasLost ? await FindAsync(stored.Document, cancellationToken) : null;
            outcome ??= await platform.WriteAsync(link, stored.Document, id => platformIds.GetValueOrDefault(id), cancellationToken);
            wasLost = true;
            if (attempt >= Attempts || outcome is not WriteOutcome.Unanswered)
            {
                stored = Settled(stored, outcome);
                await SaveAsync(sync, [stored], cancellationToken);
                return stored;
            }
        }
    }

    private StoredDocument Settled(StoredDocument stored, WriteOutcome outcome)
    {
        switch (outcome)
        {
            case WriteOutcome.Accepted accepted:
                platformIds[stored.Document.Id] = accepted.PlatformId;
                return stored with { State = DocumentState.Accepted, PlatformId = accepted.PlatformId, Error = null, CompletedAt = now() };
            case WriteOutcome.Rejected rejected:
                Refusals.Add(rejected.Refusal);
                return stored with { State = DocumentState.Rejected, Error = rejected.Message, CompletedAt = now() };
            default:
                return stored with { Error = ((WriteOutcome.Unanswered)outcome).Message };
        }
    }

    private async Task<WriteOutcome?> FindAsync(Document document, CancellationToken cancellationToken)
    {
        try
        {
            return await platform.FindAsync(link, document, id => platformIds.GetValueOrDefault(id), cancellationToken) is { } id ? new WriteOutcome.Accepted(id) : null;
        }
        catch (PlatformUnavailableException unavailable)
        {
            // Whether it is there can't be known now, also where we are no longer let in.
            return new WriteOutcome.Unanswered(unavailable.Message);
        }
    }

    private bool IsUnsettled(StoredDocument stored) => Unknown(stored).Any();

    private async Task LearnPlatformIdsAsync(IReadOnlyList<StoredDocument> documents, CancellationToken cancellationToken)
    {
        var unknown = documents.SelectMany(Unknown).ToHashSet();
        if (unknown.Count == 0)
        {
            return;
        }

        foreach (var (id, platformId) in await store.ReadPlatformIdsAsync(unknown, cancellationToken))
        {
            platformIds[id] = platformId;
        }
    }

    /// <summary>The documents named as target or source whose id on the platform is not known.</summary>
    private IEnumerable<Guid> Unknown(StoredDocument stored) => new[] { stored.Document.Target, stored.Document.Source }.OfType<Guid>().Where(id => !platformIds.ContainsKey(id));

    private async Task SaveAsync(Sync sync, List<StoredDocument> documents, CancellationToken cancellationToken)
    {
        if (documents.Count == 0)
        {
            return;
        }

        await store.SaveDocumentsAsync(sync, documents, cancellationToken);
        foreach (var document in documents.Where(document => document.State is DocumentState.Accepted or DocumentState.Rejected))
        {
            SyncMetrics.Delivered(platform.Key, document.Document.Kind, document.State);
        }
    }
}
