using Daybook.Storage.Engines;
using Daybook.Storage.Listing;
using Daybook.Storage.Retention;
using NodaTime;

namespace Daybook.Storage;

/// <summary>Who is still to be told of what: a queue for each subscriber, in the order of the events. One server at a time works on a queue, for as long as its lease runs.</summary>
public sealed class DeliveryStore
{
    /// <summary>No lease is longer: what seems to be was given before the clock was set back.</summary>
    private static readonly Duration LongestLease = Duration.FromMinutes(10);

    /// <summary>The properties of the list of attempts.</summary>
    public static readonly ListColumns Listing = new(
        [
            new ListColumn { Name = "eventId", Type = ListType.Id, Sql = "event" },
            new ListColumn { Name = "eventType", Type = ListType.Text, Sql = "type" },
            new ListColumn { Name = "attemptedDate", Type = ListType.Moment, Sql = "at" },
            new ListColumn { Name = "statusCode", Type = ListType.Number, Sql = "status", IsNullable = true },
            new ListColumn { Name = "error", Type = ListType.Text, Sql = "error", IsNullable = true },
            new ListColumn { Name = "durationMilliseconds", Type = ListType.Number, Sql = "millis" },
        ]);

    private static readonly ListSource Source = new()
    {
        Select = "select event as Event, type as Type, at as At, status as Status, error as Error, millis as Millis",
        From = "from attempt where subscriber = @id",
        Unique = "number",
        NewestFirst = true,
    };

    private readonly IDialect dialect;

    public DeliveryStore(Database database)
    {
        ArgumentNullException.ThrowIfNull(database);
        dialect = database.Dialect;
    }

    /// <summary>Whether events wait to be handed out.</summary>
    public async Task<bool> AnyToHandOutAsync(CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        return await session.FirstAsync<long?>("select number from event where not is_handed_out limit 1", null, cancellationToken) is not null;
    }

    /// <summary>Puts events that wait into the queues of those who want to be told of them.</summary>
    /// <param name="subscribersOf">The ids of those who want to be told of an event.</param>
    /// <param name="most">How many events at most.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many were handed out.</returns>
    public async Task<int> HandOutAsync(Func<Event, IEnumerable<Guid>> subscribersOf, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subscribersOf);
        await using var session = await dialect.WriteAsync(cancellationToken);

        // One server at a time, so that the queues keep the order of the events.
        await SettingStore.HoldAsync(session, "outbox", "", cancellationToken);
        var rows = await session.ListAsync<EventRow>(EventRow.Select + "where not is_handed_out order by number limit @most", new { most }, cancellationToken);
        foreach (var happened in rows.ConvertAll(row => row.ToEvent()))
        {
            foreach (var subscriber in subscribersOf(happened))
            {
                var parameters = new { subscriber = Columns.ToText(subscriber), number = happened.Number };
                await session.ExecuteAsync("insert into subscriber (id) values (@subscriber) on conflict (id) do nothing", parameters, cancellationToken);
                await session.ExecuteAsync("insert into delivery (subscriber, event) values (@subscriber, @number)", parameters, cancellationToken);
            }

            await session.ExecuteAsync("update event set is_handed_out = @yes where number = @number", new { yes = true, number = happened.Number }, cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
        return rows.Count;
    }

    /// <summary>Those with something in their queue whose turn it is, and whom no server is working for.</summary>
    public async Task<IReadOnlyList<Guid>> ListDueAsync(Instant now, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        var due = await session.ListAsync<string>(
            "select s.id from subscriber s where s.due <= @now and (s.lease <= @now or s.lease > @longest) and not s.is_off and exists (select 1 from delivery d where d.subscriber = s.id) order by s.due",
            new { now = Columns.ToTicks(now), longest = Columns.ToTicks(now + LongestLease) },
            cancellationToken);
        return due.ConvertAll(Columns.ToId);
    }

    /// <summary>Takes a subscriber's queue for this server, until a moment.</summary>
    /// <returns>How it stands; null where another server has it, or it is not due.</returns>
    public async Task<Subscriber?> TakeAsync(Guid subscriber, Instant now, Instant until, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        var row = await session.FirstAsync<SubscriberRow>(
            "update subscriber set lease = @until where id = @id and (lease <= @now or lease > @longest) and due <= @now and not is_off " + SubscriberRow.Returning,
            new { id = Columns.ToText(subscriber), now = Columns.ToTicks(now), longest = Columns.ToTicks(now + LongestLease), until = Columns.ToTicks(until) },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
        return row?.ToSubscriber();
    }

    /// <summary>The first in a subscriber's queue; null where it is empty.</summary>
    public async Task<Delivery?> NextAsync(Guid subscriber, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        var next = await session.FirstAsync<DeliveryRow>(
            "select number as Number, event as Event from delivery where subscriber = @id order by number limit 1", new { id = Columns.ToText(subscriber) }, cancellationToken);
        var row = next is null ? null : await session.FirstAsync<EventRow>(EventRow.Select + "where number = @Event", next, cancellationToken);
        return row is null ? null : new Delivery(next!.Number, row.ToEvent());
    }

    /// <summary>Notes that a subscriber was told: the next in its queue follows.</summary>
    public async Task SaveToldAsync(Guid subscriber, Delivery delivery, DeliveryAttempt attempt, Instant leasedUntil, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        await using var session = await dialect.WriteAsync(cancellationToken);
        await LogAsync(session, subscriber, attempt, cancellationToken);
        await session.ExecuteAsync("delete from delivery where number = @Number", new { delivery.Number }, cancellationToken);
        await session.ExecuteAsync(
            "update subscriber set attempts = 0, failing_since = null, due = 0, lease = @lease where id = @id",
            new { id = Columns.ToText(subscriber), lease = Columns.ToTicks(leasedUntil) },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>Notes that a subscriber could not be told: the same is tried again at a moment, or never where it is switched off.</summary>
    public async Task SaveFailedAsync(Guid subscriber, DeliveryAttempt attempt, Instant due, bool isOff, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        await using var session = await dialect.WriteAsync(cancellationToken);
        await LogAsync(session, subscriber, attempt, cancellationToken);
        await session.ExecuteAsync(
            "update subscriber set attempts = attempts + 1, failing_since = coalesce(failing_since, @at), due = @due, lease = 0, is_off = @isOff where id = @id",
            new { id = Columns.ToText(subscriber), at = Columns.ToTicks(attempt.At), due = Columns.ToTicks(due), isOff },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>Gives a subscriber's queue back.</summary>
    public Task ReleaseAsync(Guid subscriber, CancellationToken cancellationToken) =>
        WriteAsync("update subscriber set lease = 0 where id = @id", subscriber, cancellationToken);

    /// <summary>Gives all queues back: for a server that is the only one, since who held them before is dead.</summary>
    public async Task ReleaseAllAsync(CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        await session.ExecuteAsync("update subscriber set lease = 0 where lease <> 0", null, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>Tells a subscriber again, whatever failed before: what is in its queue is due at once.</summary>
    public Task SwitchOnAsync(Guid subscriber, CancellationToken cancellationToken) =>
        WriteAsync("update subscriber set attempts = 0, failing_since = null, due = 0, is_off = (0 = 1) where id = @id", subscriber, cancellationToken);

    /// <summary>Tells a subscriber of an event once more, after what is in its queue.</summary>
    /// <returns>False where there is no such event any more.</returns>
    public async Task<bool> ReplayAsync(Guid subscriber, Guid happened, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        var parameters = new { id = Columns.ToText(subscriber), happened = Columns.ToText(happened) };
        await session.ExecuteAsync("insert into subscriber (id) values (@id) on conflict (id) do nothing", parameters, cancellationToken);
        var added = await session.ExecuteAsync("insert into delivery (subscriber, event) select @id, number from event where id = @happened", parameters, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return added > 0;
    }

    /// <summary>Those who are told nothing more, since they failed for too long.</summary>
    public async Task<IReadOnlySet<Guid>> ListOffAsync(CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        return (await session.ListAsync<string>("select id from subscriber where is_off", null, cancellationToken)).Select(Columns.ToId).ToHashSet();
    }

    /// <summary>How it stands with a subscriber; null where it was never to be told of anything.</summary>
    public async Task<Subscriber?> FindAsync(Guid subscriber, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        return (await session.FirstAsync<SubscriberRow>(SubscriberRow.Select + "where id = @id", new { id = Columns.ToText(subscriber) }, cancellationToken))?.ToSubscriber();
    }

    /// <summary>How many events a subscriber is still to be told of.</summary>
    public async Task<int> CountWaitingAsync(Guid subscriber, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        return await session.FirstAsync<int>("select count(*) from delivery where subscriber = @id", new { id = Columns.ToText(subscriber) }, cancellationToken);
    }

    /// <summary>The attempts to tell a subscriber, by <see cref="Listing"/>; else newest first.</summary>
    public async Task<ListPage<DeliveryAttempt>> ListAttemptsAsync(Guid subscriber, ListQuery query, CancellationToken cancellationToken) =>
        (await Source.ReadAsync<AttemptRow>(dialect, query, new { id = Columns.ToText(subscriber) }, cancellationToken)).Select(row => row.ToAttempt());

    /// <summary>Forgets a subscriber with its queue; what came of earlier attempts stays in the log.</summary>
    public async Task ForgetAsync(Guid subscriber, CancellationToken cancellationToken)
    {
        await WriteAsync("delete from delivery where subscriber = @id", subscriber, cancellationToken);
        await WriteAsync("delete from subscriber where id = @id", subscriber, cancellationToken);
    }

    /// <summary>Forgets events and attempts from before a moment that nobody is still to be told of.</summary>
    /// <returns>How many were forgotten.</returns>
    public async Task<int> PurgeAsync(Instant before, CancellationToken cancellationToken)
    {
        const string events =
            """
            delete from event where number in (
                select e.number from event e where e.created < @before and e.is_handed_out and not exists (select 1 from delivery d where d.event = e.number)
                order by e.created limit @most)
            """;
        const string attempts = "delete from attempt where number in (select number from attempt where at < @before order by at limit @most)";
        var ticks = Columns.ToTicks(before);
        return await dialect.InPortionsAsync(events, ticks, cancellationToken) + await dialect.InPortionsAsync(attempts, ticks, cancellationToken);
    }

    private static Task<int> LogAsync(Session session, Guid subscriber, DeliveryAttempt attempt, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "insert into attempt (subscriber, event, type, at, status, error, millis) values (@subscriber, @happened, @Type, @at, @Status, @Error, @millis)",
            new
            {
                subscriber = Columns.ToText(subscriber),
                happened = Columns.ToText(attempt.Event),
                attempt.Type,
                at = Columns.ToTicks(attempt.At),
                attempt.Status,
                attempt.Error,
                millis = (int)attempt.Duration.TotalMilliseconds,
            },
            cancellationToken);

    private async Task WriteAsync(string sql, Guid subscriber, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        await session.ExecuteAsync(sql, new { id = Columns.ToText(subscriber) }, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    private sealed record DeliveryRow
    {
        public long Number { get; init; }

        public long Event { get; init; }
    }

    private sealed record SubscriberRow
    {
        public const string Select = "select id as Id, attempts as Attempts, failing_since as FailingSince, is_off as IsOff from subscriber ";
        public const string Returning = "returning id as Id, attempts as Attempts, failing_since as FailingSince, is_off as IsOff";

        public string Id { get; init; } = "";

        public int Attempts { get; init; }

        public long? FailingSince { get; init; }

        public bool IsOff { get; init; }

        public Subscriber ToSubscriber() => new(Columns.ToId(Id), Attempts, Columns.ToInstant(FailingSince), IsOff);
    }

    private sealed record AttemptRow
    {
        public string Event { get; init; } = "";

        public string Type { get; init; } = "";

        public long At { get; init; }

        public int? Status { get; init; }

        public string? Error { get; init; }

        public int Millis { get; init; }

        public DeliveryAttempt ToAttempt() => new(Columns.ToId(Event), Type, Columns.ToInstant(At), Status, Error, Duration.FromMilliseconds(Millis));
    }
}
