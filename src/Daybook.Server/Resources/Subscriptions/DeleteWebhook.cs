using Daybook.Server.Errors;
using Daybook.Storage;

namespace Daybook.Server.Resources.Subscriptions;

internal static class DeleteWebhook
{
    public static async Task<IResult> HandleAsync(string webhookId, WebhookStore webhooks, CancellationToken cancellationToken) =>
        await webhooks.DeleteAsync(Guid.Parse(webhookId), cancellationToken) ? Results.NoContent() : Fault.NotFound($"There is no webhook consumer '{webhookId}'.");
}
