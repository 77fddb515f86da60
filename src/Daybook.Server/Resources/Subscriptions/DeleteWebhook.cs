using Daybook.Server.Errors;
using Daybook.Storage;

namespace Daybook.Server.Resources.Subscriptions;

internal static class DeleteWebhook
{
    public static async Task<IResult> HandleAsync(string webhookId, WebhookStore webhooks, DeliveryStore deliveries, CancellationToken cancellationToken)
    {
        if (!await webhooks.DeleteAsync(Guid.Parse(webhookId), cancellationToken))
        {
            return NoWebhook(webhookId);
        }

        await deliveries.ForgetAsync(Guid.Parse(webhookId), cancellationToken);
        return Results.NoContent();
    }

    public static Fault NoWebhook(string id) => Fault.NotFound($"There is no webhook consumer '{id}'.");
}
