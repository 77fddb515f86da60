using Daybook.Server.Requests;
using Daybook.Storage;
using Daybook.Wire;

namespace Daybook.Server.Resources.Subscriptions;

internal static class ReadDeliveries
{
    public static async Task<IResult> HandleAsync(string webhookId, WebhookStore webhooks, DeliveryStore deliveries, CancellationToken cancellationToken)
    {
        var id = Guid.Parse(webhookId);
        return await webhooks.FindAsync(id, cancellationToken) is null ? DeleteWebhook.NoWebhook(webhookId) : Answer.Ok(await OfAsync(id, deliveries, cancellationToken));
    }

    public static async Task<WebhookDeliveries> OfAsync(Guid id, DeliveryStore deliveries, CancellationToken cancellationToken)
    {
        var subscriber = await deliveries.FindAsync(id, cancellationToken);
        return new WebhookDeliveries
        {
            Waiting = await deliveries.CountWaitingAsync(id, cancellationToken),
            FailingSince = Answer.ToWire(subscriber?.FailingSince),
            IsSwitchedOff = subscriber is { IsOff: true },
        };
    }
}
