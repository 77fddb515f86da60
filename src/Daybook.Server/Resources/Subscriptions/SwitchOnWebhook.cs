using Daybook.Server.Requests;
using Daybook.Storage;

namespace Daybook.Server.Resources.Subscriptions;

/// <summary>Tells a consumer again that failed for too long, or does not wait for the next attempt: what it missed comes in order.</summary>
internal static class SwitchOnWebhook
{
    public static async Task<IResult> HandleAsync(string webhookId, WebhookStore webhooks, DeliveryStore deliveries, CancellationToken cancellationToken)
    {
        var id = Guid.Parse(webhookId);
        if (await webhooks.FindAsync(id, cancellationToken) is null)
        {
            return DeleteWebhook.NoWebhook(webhookId);
        }

        await deliveries.SwitchOnAsync(id, cancellationToken);
        return Answer.Ok(await ReadDeliveries.OfAsync(id, deliveries, cancellationToken));
    }
}
