using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Storage;

namespace Daybook.Server.Resources.Subscriptions;

/// <summary>Tells a consumer of an event once more, after what it is still to be told.</summary>
internal static class ReplayEvent
{
    public static async Task<IResult> HandleAsync(string webhookId, string eventId, WebhookStore webhooks, DeliveryStore deliveries, CancellationToken cancellationToken)
    {
        var id = Guid.Parse(webhookId);
        if (await webhooks.FindAsync(id, cancellationToken) is null)
        {
            return DeleteWebhook.NoWebhook(webhookId);
        }

        return await deliveries.ReplayAsync(id, Guid.Parse(eventId), cancellationToken)
            ? Answer.Ok(await ReadDeliveries.OfAsync(id, deliveries, cancellationToken))
            : Fault.NotFound($"There is no event '{eventId}', or it is older than is kept.");
    }
}
