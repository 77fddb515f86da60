using System.Collections.Concurrent;
using Daybook.Server.Hosting;
using Daybook.Server.Requests;
using Daybook.Server.Security;
using Daybook.Server.Telemetry;
using Daybook.Storage;
using NodaTime;

namespace Daybook.Server.Webhooks;

/// <summary>
/// Tells everyone of what happened: hands events out to the queues of those who want them, and works on each queue in order, one beside the other, so that
/// who is slow or down keeps nobody else waiting. Every server runs one; a lease says who works on which queue.
/// </summary>
internal sealed class WebhookPump(
    DeliveryStore deliveries,
    EventStore events,
    WebhookStore webhooks,
    RuleStore rules,
    SettingStore settings,
    EventShape shape,
    ClientIdentity identity,
    WebhookSender sender,
    MailSender mails,
    DaybookSettings server,
    TimeProvider clock,
    ILogger<WebhookPump> logger) : BackgroundService
{
    private const int EventsAtOnce = 500;
    private const int QueuesAtOnce = 32;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // Longer than the sender is patient: it is renewed after each delivery, and runs out soon where its server died.
    private static readonly Duration Lease = Duration.FromSeconds(30);

    private readonly ConcurrentDictionary<Guid, Task> working = [];

    /// <summary>Hands out what waits and starts on every queue that is due.</summary>
    public async Task TurnAsync(CancellationToken cancellationToken)
    {
        while (await deliveries.AnyToHandOutAsync(cancellationToken))
        {
            var audience = await AudienceAsync(cancellationToken);
            await deliveries.HandOutAsync(audience.Of, EventsAtOnce, cancellationToken);
        }

        foreach (var subscriber in await deliveries.ListDueAsync(clock.Now(), cancellationToken))
        {
            if (working.Count < QueuesAtOnce && !working.ContainsKey(subscriber))
            {
                working[subscriber] = Task.Run(() => WorkAsync(subscriber, cancellationToken), CancellationToken.None);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        var leasesAreOld = server.Database is null;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    if (leasesAreOld)
                    {
                        await deliveries.ReleaseAllAsync(stoppingToken);
                        leasesAreOld = false;
                    }

                    await TurnAsync(stoppingToken);
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    logger.LogError(fault, "Webhooks could not be handed out; the next turn tries again");
                }
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(working.Values);
        }
    }

    /// <summary>Never fails: whatever happens to one queue, the others go on.</summary>
    private async Task WorkAsync(Guid subscriber, CancellationToken cancellationToken)
    {
        try
        {
            await DeliverAsync(subscriber, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await deliveries.ReleaseAsync(subscriber, CancellationToken.None);
        }
        catch (Exception fault)
        {
            logger.LogError(fault, "Deliveries to {Subscriber} stopped; they go on when its lease has run out", subscriber);
        }
        finally
        {
            working.TryRemove(subscriber, out _);
        }
    }

    private async Task DeliverAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await deliveries.TakeAsync(id, clock.Now(), clock.Now() + Lease, cancellationToken) is not { } subscriber)
        {
            return;
        }

        while (await deliveries.NextAsync(id, cancellationToken) is { } delivery)
        {
            var now = clock.Now();
            var audience = await AudienceAsync(cancellationToken);
            if (await audience.NoticeAsync(id, delivery.Event, now, shape, identity, settings, cancellationToken) is not { } notice)
            {
                await deliveries.ForgetAsync(id, cancellationToken);
                return;
            }

            var answer = notice switch
            {
                Post post => await sender.PostAsync(post.Url, post.Body, post.Headers, cancellationToken),
                Letter letter => await mails.SendAsync(letter, cancellationToken),
                _ => throw new InvalidOperationException("A notice is one of those known."),
            };
            var attempt = new DeliveryAttempt(delivery.Event.Id, EventShape.TypeOf(delivery.Event), now, answer.Status, answer.Error, answer.Duration);
            ServerMetrics.Told(attempt.Succeeded);
            if (!attempt.Succeeded)
            {
                await FailAsync(subscriber, audience.OwnerOf(id), delivery.Event, attempt, cancellationToken);
                return;
            }

            await deliveries.SaveToldAsync(id, delivery, attempt, clock.Now() + Lease, cancellationToken);
            subscriber = subscriber with { Attempts = 0, FailingSince = null };
        }

        await deliveries.ReleaseAsync(id, cancellationToken);
    }

    private async Task<Audience> AudienceAsync(CancellationToken cancellationToken) =>
        new(await webhooks.ListAsync(cancellationToken), await rules.ListAsync(cancellationToken), mails.IsConfigured);

    private async Task FailAsync(Subscriber subscriber, Guid owner, Event happened, DeliveryAttempt attempt, CancellationToken cancellationToken)
    {
        // 410 says that nobody is there any more, and never will be.
        var isOff = attempt.Status == StatusCodes.Status410Gone || (subscriber.FailingSince is { } since && attempt.At - since >= RetryGaps.GiveUpAfter);
        await deliveries.SaveFailedAsync(subscriber.Id, attempt, attempt.At + RetryGaps.After(subscriber.Attempts + 1, subscriber.Id), isOff, cancellationToken);
        if (isOff)
        {
            logger.LogError("Webhook {Subscriber} is switched off: it has failed since {Since}. {Error}", owner, subscriber.FailingSince ?? attempt.At, attempt.Error);
            await events.AddAsync("webhook.disabled", new EventFacts { Webhook = new WebhookFacts(owner, attempt.Error!) }, cancellationToken);
        }
        else
        {
            logger.LogWarning("Webhook {Subscriber} could not be told of {Event}, attempt {Attempt}: {Error}", owner, happened.Id, subscriber.Attempts + 1, attempt.Error);
        }
    }
}
