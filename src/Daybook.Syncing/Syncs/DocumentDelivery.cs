using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Syncing;

/// <summary>
/// Brings documents to the platform, each exactly once: its state is stored before and after every call, and one whose answer was lost is looked for
/// before it is sent again, under the same id.
/// </summary>
internal sealed class DocumentDelivery(ISyncStore store, IAccountingPlatform platform, PlatformLink link, Func<Instant> now)
{
    private const int Attempts = 3;
    private readonly Dictionary<Guid, string> platformIds = [];

    /// <summary>Sends a document, or finds it where an earlier run lost the answer.</summary>
    public async Task<StoredDocument> DeliverAsync(Sync sync, StoredDocument stored, CancellationToken cancellationToken)
    {
        var document = stored.Document;
        await LearnPlatformIdsAsync(document, cancellationToken);
        if (Missing(document.Target) || Missing(document.Source))
        {
            return await SaveAsync(sync, stored with { State = DocumentState.Rejected, Error = "The document that it settles was not accepted.", CompletedAt = now() }, cancellationToken);
        }

        var wasLost = stored.State == DocumentState.Sending;
        if (!wasLost)
        {
            stored = await SaveAsync(sync, stored with { State = DocumentState.Sending }, cancellationToken);
        }

        for (var attempt = 1; ; attempt++)
        {
            var outcome = wasLost ? await FindAsync(document, cancellationToken) : null;
            outcome ??= await platform.WriteAsync(link, document, id => platformIds.GetValueOrDefault(id), cancellationToken);
            switch (outcome)
            {
                case WriteOutcome.Accepted accepted:
                    platformIds[document.Id] = accepted.PlatformId;
                    return await SaveAsync(sync, stored with { State = DocumentState.Accepted, PlatformId = accepted.PlatformId, Error = null, CompletedAt = now() }, cancellationToken);
                case WriteOutcome.Rejected rejected:
                    Refusals.Add(rejected.Refusal);
                    return await SaveAsync(sync, stored with { State = DocumentState.Rejected, Error = rejected.Message, CompletedAt = now() }, cancellationToken);
                case WriteOutcome.Unanswered when attempt < Attempts:
                    wasLost = true;
                    break;
                case WriteOutcome.Unanswered lost:
                    return await SaveAsync(sync, stored with { Error = lost.Message }, cancellationToken);
            }
        }
    }

    /// <summary>Why documents were refused.</summary>
    public List<Refusal> Refusals { get; } = [];

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

    private bool Missing(Guid? id) => id is { } named && !platformIds.ContainsKey(named);

    private async Task LearnPlatformIdsAsync(Document document, CancellationToken cancellationToken)
    {
        var unknown = new[] { document.Target, document.Source }.Where(Missing).Select(id => id!.Value).ToList();
        if (unknown.Count == 0)
        {
            return;
        }

        foreach (var (id, platformId) in await store.ReadPlatformIdsAsync(unknown, cancellationToken))
        {
            platformIds[id] = platformId;
        }
    }

    private async Task<StoredDocument> SaveAsync(Sync sync, StoredDocument document, CancellationToken cancellationToken)
    {
        await store.SaveDocumentAsync(sync, document, cancellationToken);
        if (document.State is DocumentState.Accepted or DocumentState.Rejected)
        {
            SyncMetrics.Delivered(platform.Key, document.Document.Kind, document.State);
        }

        return document;
    }
}
