using Daybook.Server.Requests;
using Daybook.Server.Security;
using Daybook.Server.Webhooks;
using Daybook.Storage;
using Daybook.Wire;
using NodaTime;

namespace Daybook.Server.Resources.Subscriptions;

/// <summary>A new secret; for a day deliveries are signed with the old one too, so that the consumer can change over without losing any.</summary>
internal static class RenewSecret
{
    private static readonly Duration Overlap = Duration.FromDays(1);

    public static async Task<IResult> HandleAsync(string webhookId, WebhookStore webhooks, ApiKeyMaker random, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await webhooks.FindAsync(Guid.Parse(webhookId), cancellationToken) is not { } consumer)
        {
            return DeleteWebhook.NoWebhook(webhookId);
        }

        var renewed = consumer with { Secret = WebhookSignature.SecretFrom(random.Make()), OldSecret = consumer.Secret, OldSecretUntil = clock.Now() + Overlap };
        await webhooks.SaveAsync(renewed, cancellationToken);
        return Answer.Ok(new WebhookSecret(renewed.Secret));
    }
}
