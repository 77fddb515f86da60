using Daybook.Server.Requests;
using Daybook.Storage;
using Daybook.Wire;

namespace Daybook.Server.Resources.Subscriptions;

internal static class ReadSecret
{
    public static async Task<IResult> HandleAsync(string webhookId, WebhookStore webhooks, CancellationToken cancellationToken) =>
        await webhooks.FindAsync(Guid.Parse(webhookId), cancellationToken) is { } consumer ? Answer.Ok(new WebhookSecret(consumer.Secret)) : DeleteWebhook.NoWebhook(webhookId);
}
