using Daybook.Bookkeeping;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Daybook.Syncing;

/// <summary>
/// Runs syncs: find again what an earlier run lost, plan what is not in the books, store the plan, write its documents, settle the outcome.
/// Killed at any point and started again, the next run ends in the same books.
/// </summary>
public sealed class SyncEngine
{
    private static readonly DocumentState[] Lost = [DocumentState.Sending];
    private static readonly Duration LongWait = Duration.FromDays(3);

    /// <summary>How often a sync plans anew where numbers are taken.</summary>
    private const int Rounds = 3;

    private readonly ISyncStore store;
    private readonly Dictionary<string, IAccountingPlatform> platforms;
    private readonly TimeProvider time;
    private readonly Func<Guid> newId;
    private readonly SyncEngineOptions options;
    private readonly ILogger<SyncEngine> logger;
    private readonly ComparedBooks compared = new();

    public SyncEngine(
        ISyncStore store, IEnumerable<IAccountingPlatform> platforms, TimeProvider time, Func<Guid> newId, SyncEngineOptions options, ILogger<SyncEngine> logger)
    {
        this.store = store;
        this.platforms = platforms.ToDictionary(platform => platform.Key);
        this.time = time;
        this.newId = newId;
        this.options = options;
        this.logger = logger;
    }

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>Starts a sync, unless one of the company is running. <see cref="CarryOutAsync"/> does the work.</summary>
    /// <returns>The sync in progress; or null with the id of the one that is in the way.</returns>
    public async Task<(Sync? Begun, Guid? InTheWay)> BeginAsync(SyncTarget target, SyncSpan span, CancellationToken cancellationToken)
    {
        var start = target.Configuration?.Schedule.StartDate ?? target.Company.CreatedAt;
        var sync = new Sync
        {
            Id = newId(),
            Company = target.Company.Number,
            StartedAt = Now,
            From = span.From ?? target.LastReached ?? start,
            To = span.To,
            StatusCode = SyncStatusCode.InProgress,
            Status = "Started",
        };
        var abandonedBefore = Instant.Max(Now - options.AbandonedAfter, options.AloneSince ?? Instant.MinValue);
        var inTheWay = await store.BeginAsync(sync, abandonedBefore, cancellationToken);
        return inTheWay is null ? (sync, null) : (null, inTheWay);
    }

    /// <summary>Carries out a sync that was begun, whatever happens: it ends with a status.</summary>
    public async Task<Sync> CarryOutAsync(SyncTarget target, Sync sync, SyncSpan span, CancellationToken cancellationToken)
    {
        Sync? ended = null;
        var (started, activity) = (time.GetTimestamp(), SyncMetrics.Begin(sync, target.Company.Id));
        try
        {
            return ended = await CarryOutToTheEndAsync(target, sync, span, cancellationToken);
        }
        finally
        {
            SyncMetrics.End(ended, activity, time.GetElapsedTime(started));
        }
    }

    private async Task<Sync> CarryOutToTheEndAsync(SyncTarget target, Sync sync, SyncSpan span, CancellationToken cancellationToken)
    {
        Sync outcome;
        await using var life = Life(sync, cancellationToken);
        try
        {
            outcome = await SyncReadiness.OfAsync(target, span, platforms, store, life.Token) switch
            {
                SyncReadiness.Ready ready => await WriteAsync(target, sync, ready, life.Token),
                SyncReadiness.NotReady not => Ended(sync, not.Code, not.Status, not.Message),
                _ => throw new InvalidOperationException("A sync is ready or it is not."),
            };
        }
        catch (Exception fault) when (life.IsLost && fault is not SyncTakenOverException)
        {
            // Whatever it met on the way out: the company may be another's by now, and nothing may be said of it any more.
            throw new SyncTakenOverException();
        }
        catch (PlatformNotAuthorizedException closed)
        {
            outcome = Ended(sync, SyncStatusCode.Deauthorized, "ValidateError", closed.Message);
        }
        catch (PlatformUnavailableException unavailable)
        {
            outcome = Ended(sync, SyncStatusCode.ServerError, "PushError", $"The accounting software can't be reached: {unavailable.Message}");
        }
        catch (Exception fault) when (fault is not (SyncTakenOverException or OperationCanceledException))
        {
            // The bulkhead of one company: its fault is told and ends its sync; the others carry on.
            logger.LogError(fault, "Sync {Sync} of company {Company} failed", sync.Id, target.Company.Id);
            outcome = Ended(sync, SyncStatusCode.ServerError, "PushError", "Something went wrong on our side. Nothing is lost; the next sync tries again.");
        }

        await store.SaveAsync(outcome, cancellationToken);
        logger.LogInformation("Sync {Sync} of company {Company} ended {Code}", sync.Id, target.Company.Id, (int)outcome.StatusCode);
        return outcome;
    }

    /// <summary>The plan that a sync would write now, without storing anything.</summary>
    /// <exception cref="PlatformUnavailableException">The platform can't be asked at the moment.</exception>
    public async Task<SyncPreview> PreviewAsync(SyncTarget target, SyncSpan span, CancellationToken cancellationToken) =>
        await SyncReadiness.OfAsync(target, span, platforms, store, cancellationToken) switch
        {
            SyncReadiness.Ready ready => new SyncPreview(await new Planner(store, newId).PlanAsync(ready.Request, cancellationToken), null),
            SyncReadiness.NotReady not => new SyncPreview(null, not.Message),
            _ => throw new InvalidOperationException("A sync is ready or it is not."),
        };

    /// <summary>Takes the documents of a sync out of the books again, the last first.</summary>
    public async Task<UndoOutcome> UndoAsync(SyncTarget target, Guid undone, CancellationToken cancellationToken)
    {
        if (target.Accounting is not { Status: ConnectionStatus.Linked } accounting || target.Commerce is null || !platforms.TryGetValue(accounting.PlatformKey, out var platform))
        {
            return new UndoOutcome(0, "The accounting software is not connected.", []);
        }

        var (begun, inTheWay) = await BeginAsync(target, new SyncSpan(Now, Now), cancellationToken);
        if (begun is null)
        {
            return new UndoOutcome(0, $"Sync {inTheWay} is running; try again when it has ended.", []);
        }

        await using var life = Life(begun, cancellationToken);
        var outcome = await VoidAsync(target, platform, begun, undone, life.Token);
        var code = outcome.Refusal is null ? SyncStatusCode.Success : SyncStatusCode.WriteError;
        await store.SaveAsync(
            Ended(begun, code, outcome.Refusal is null ? "Complete" : "PushError", outcome.Refusal) with
            {
                Problems = [$"Undid sync {undone}: {outcome.Voided} documents were taken out of the books."],
            },
            cancellationToken);
        return outcome;
    }

    private SyncLife Life(Sync sync, CancellationToken cancellationToken) => new(store, sync, options, time, logger, cancellationToken);

    private async Task<UndoOutcome> VoidAsync(SyncTarget target, IAccountingPlatform platform, Sync sync, Guid undone, CancellationToken cancellationToken)
    {
        if (await store.ReadDependentsAsync(target.Company.Number, undone, cancellationToken) is { Count: > 0 } dependents)
        {
            return new UndoOutcome(0, "Documents of later syncs settle those of this one: undo the later syncs first.", [.. dependents.Select(stored => stored.Document.Number)]);
        }

        var voided = 0;
        var documents = await store.ReadDocumentsAsync(target.Company.Number, [DocumentState.Accepted], undone, cancellationToken);
        foreach (var stored in documents.Reverse())
        {
            var isNetted = stored.Document.Kind == DocumentKind.Netted;
            var outcome = isNetted ? new WriteOutcome.Accepted("") : await platform.VoidAsync(target.Link, stored.Document, stored.PlatformId!, cancellationToken);
            if (outcome is not WriteOutcome.Accepted)
            {
                var reason = (outcome as WriteOutcome.Rejected)?.Message ?? (outcome as WriteOutcome.Unanswered)?.Message;
                return new UndoOutcome(voided, $"Document {stored.Document.Number} could not be voided: {reason}", []);
            }

            await store.SaveVoidedAsync(sync, target.Commerce!.Number, stored with { State = DocumentState.Voided, CompletedAt = Now }, cancellationToken);
            voided += isNetted ? 0 : 1;
        }

        return new UndoOutcome(voided, null, []);
    }

    private async Task<Sync> WriteAsync(SyncTarget target, Sync sync, SyncReadiness.Ready ready, CancellationToken cancellationToken)
    {
        var delivery = new DocumentDelivery(store, ready.Platform, target.Link, () => Now);
        var connection = target.Commerce!.Number;
        var found = await delivery.DeliverAllAsync(sync, await store.ReadDocumentsAsync(sync.Company, Lost, null, cancellationToken), cancellationToken);
        if (found.Exists(document => document.State == DocumentState.Sending))
        {
            return Ended(sync, SyncStatusCode.WriteError, "PushError", LostMessage(found));
        }

        await store.DissolveAsync(sync, connection, cancellationToken);
        for (var round = 1; ; round++)
        {
            (sync, var written) = await PlanAndDeliverAsync(target, sync, ready, delivery, cancellationToken);
            if (written is null)
            {
                return sync;
            }

            var isCollision = IsCollision(delivery, written) && round < Rounds;
            found.AddRange(isCollision ? written.Where(document => document.State == DocumentState.Accepted) : written);
            if (written.Exists(document => document.State is DocumentState.Rejected or DocumentState.Planned))
            {
                await store.DissolveAsync(sync, connection, cancellationToken);
            }

            if (!isCollision)
            {
                break;
            }

            // Others write to the same books at this moment, or a person took the number: what was refused gets the next ones.
            delivery = new DocumentDelivery(store, ready.Platform, target.Link, () => Now);
        }

        if (await store.CountWaitingAsync(connection, Now - LongWait, cancellationToken) is > 0 and var waiting)
        {
            sync = sync with { Problems = [.. sync.Problems, $"{waiting} records have waited for their counterparts for more than three days."] };
            logger.LogWarning("Company {Company}: {Waiting} records have waited for their counterparts for more than three days", target.Company.Id, waiting);
        }

        return Settle(sync, delivery, found);
    }

    /// <summary>Plans what is not in the books, and writes it.</summary>
    /// <returns>The sync, and what became of the documents; null where the sync has ended without writing.</returns>
    private async Task<(Sync Sync, List<StoredDocument>? Written)> PlanAndDeliverAsync(
        SyncTarget target, Sync sync, SyncReadiness.Ready ready, DocumentDelivery delivery, CancellationToken cancellationToken)
    {
        var planned = await new Planner(store, newId).PlanAsync(ready.Request, cancellationToken);
        if (planned.Plan.Unmapped.Count > 0)
        {
            return (Ended(sync, SyncStatusCode.Unmatched, "MapCoreError", string.Join(' ', planned.Plan.Unmapped)), null);
        }

        if (planned.Plan.Proof.FirstOrDefault(line => !line.Holds) is { Account: not null } broken)
        {
            return (Ended(sync, SyncStatusCode.ProcessingError, "MapCoreError", $"The documents would not say what the records say on {broken.Account}; nothing was written."), null);
        }

        var adopted = await new Adoption(store, ready.Platform, target.Link, compared).AdoptAsync(sync.Company, planned, ready.Request.From, cancellationToken);
        sync = sync with { Status = "Pushing", Problems = [.. sync.Problems.Union([.. planned.Plan.Problems, .. adopted.Told])] };
        await store.SaveAsync(sync, cancellationToken);
        if (adopted.Refusal is { } refusal || (refusal = await ReplaceAsync(target, ready.Platform, adopted.Replaced, cancellationToken)) is not null)
        {
            return (Ended(sync, SyncStatusCode.DuplicationProtection, "PushError", refusal), null);
        }

        var plan = new NewPlan { Range = planned.Range, Documents = adopted.Documents, Found = adopted.Found, Parts = planned.Parts, Deferrals = planned.Deferrals, Taken = adopted.Taken };
        var written = await delivery.DeliverAllAsync(sync, await store.SavePlanAsync(sync, plan, cancellationToken), cancellationToken);
        if (adopted.IsShared || written.Exists(document => document.State != DocumentState.Accepted))
        {
            compared.Forget(target.Link.Connection);
        }
        else if (written.Count > 0)
        {
            compared.Note(target.Link.Connection, written[^1].Document.Id);
        }

        return (sync, written);
    }

    /// <summary>Whether nothing but numbers that others have was in the way.</summary>
    private static bool IsCollision(DocumentDelivery delivery, List<StoredDocument> written) =>
        delivery.Refusals.Count > 0 && delivery.Refusals.TrueForAll(refusal => refusal == Refusal.DuplicateNumber) && written.TrueForAll(document => document.State is DocumentState.Accepted or DocumentState.Rejected);

    /// <summary>Takes documents out of the books that the database does not know, and that what was planned takes the place of; tells why one can't be.</summary>
    private async Task<string?> ReplaceAsync(SyncTarget target, IAccountingPlatform platform, IReadOnlyList<StandingDocument> replaced, CancellationToken cancellationToken)
    {
        foreach (var one in replaced)
        {
            var document = new Document { Id = one.Id, Kind = one.Kind, Number = one.Number, Date = one.Date, Currency = one.Currency, Total = 0, Ledger = [] };
            var name = one.IsMarked ? one.Number : $"A document of kind {one.Kind} of {one.Date:uuuu-MM-dd} ({one.PlatformId})";
            logger.LogWarning("Company {Company}: {Name} is in the books and not in the database; it is replaced", target.Company.Id, name);
            if (await platform.VoidAsync(target.Link, document, one.PlatformId, cancellationToken) is not WriteOutcome.Accepted and var outcome)
            {
                var reason = (outcome as WriteOutcome.Rejected)?.Message ?? (outcome as WriteOutcome.Unanswered)?.Message;
                return $"{name} is in the books, this server does not know it, and the records now say otherwise; it could not be taken out: {reason} Take it out by hand, then sync again.";
            }
        }

        return null;
    }

    private Sync Settle(Sync sync, DocumentDelivery delivery, List<StoredDocument> documents)
    {
        sync = sync with { DataPushed = documents.Exists(document => document.State == DocumentState.Accepted) };
        if (documents.TrueForAll(document => document.State == DocumentState.Accepted))
        {
            return Ended(sync, sync.DataPushed ? SyncStatusCode.Success : SyncStatusCode.NothingToWrite, "Complete", null);
        }

        if (documents.Exists(document => document.State == DocumentState.Sending))
        {
            return Ended(sync, SyncStatusCode.WriteError, "PushError", LostMessage(documents));
        }

        var refused = documents.Where(document => document.State == DocumentState.Rejected).ToList();
        var code = delivery.Refusals.FirstOrDefault() switch
        {
            Refusal.SubscriptionExpired => SyncStatusCode.SubscriptionExpired,
            Refusal.NotAuthorized => SyncStatusCode.Deauthorized,
            Refusal.DuplicateNumber => SyncStatusCode.DuplicationProtection,
            _ => SyncStatusCode.WriteError,
        };
        var first = refused.Find(document => document.Error is not null);
        return Ended(sync, code, "PushError", $"{refused.Count} of {documents.Count} documents were refused. {first?.Document.Number}: {first?.Error}");
    }

    private static string LostMessage(List<StoredDocument> documents)
    {
        var lost = documents.First(document => document.State == DocumentState.Sending);
        return $"The accounting software gave no answer about document {lost.Document.Number}: {lost.Error} It will be looked for before anything is sent again.";
    }

    private Sync Ended(Sync sync, SyncStatusCode code, string status, string? message) =>
        sync with { StatusCode = code, Status = status, ErrorMessage = message, FinishedAt = Now };
}

/// <summary>How the engine takes care of syncs that died.</summary>
public sealed record SyncEngineOptions
{
    /// <summary>
    /// A running sync that has shown no life for this long is taken over; while it lives it shows so six times as often, and after two thirds of it without reaching the
    /// database it stops by itself, unless this process is the only one. At most some weeks.
    /// </summary>
    public Duration AbandonedAfter { get; init; } = Duration.FromMinutes(1);

    /// <summary>Where this process is the only one: the moment it started. Any sync that last showed life before died with its process. Null: others may be running.</summary>
    public Instant? AloneSince { get; init; }
}

/// <summary>What a sync would write.</summary>
/// <param name="Planned">The plan; null where the sync could not run.</param>
/// <param name="Refusal">Why it could not run; else null.</param>
public sealed record SyncPreview(Planned? Planned, string? Refusal);

/// <summary>What became of undoing a sync.</summary>
/// <param name="Voided">How many documents were taken out of the books.</param>
/// <param name="Refusal">Why it went no further; null where all is undone.</param>
/// <param name="Dependents">The numbers of later documents that are in the way.</param>
public sealed record UndoOutcome(int Voided, string? Refusal, IReadOnlyList<string> Dependents);
