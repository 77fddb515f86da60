using Daybook.Server.Requests.Listing;
using Daybook.Storage;
using Daybook.Wire;

namespace Daybook.Server.Resources.Subscriptions;

internal static class ListAttempts
{
    public static async Task<IResult> HandleAsync(string webhookId, HttpContext context, WebhookStore webhooks, DeliveryStore deliveries, CancellationToken cancellationToken)
    {
        var (list, fault) = ListRequest.Read(context, DeliveryStore.Listing);
        if (list is null)
        {
            return fault!;
        }

        var id = Guid.Parse(webhookId);
        return await webhooks.FindAsync(id, cancellationToken) is null
            ? DeleteWebhook.NoWebhook(webhookId)
            : list.Answer(context, (await deliveries.ListAttemptsAsync(id, list.Query, cancellationToken)).Select(Shape));
    }

    private static WebhookAttempt Shape(DeliveryAttempt attempt) => new()
    {
        EventId = attempt.Event,
        EventType = attempt.Type,
        AttemptedDate = attempt.At.ToDateTimeUtc(),
        StatusCode = attempt.Status,
        Error = attempt.Error,
        DurationMilliseconds = (int)attempt.Duration.TotalMilliseconds,
    };
}
