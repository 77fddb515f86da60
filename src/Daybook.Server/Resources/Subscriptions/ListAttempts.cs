using Daybook.Server.Requests;
using Daybook.Storage;
using Daybook.Wire;

namespace Daybook.Server.Resources.Subscriptions;

internal static class ListAttempts
{
    public static async Task<IResult> HandleAsync(string webhookId, HttpContext context, WebhookStore webhooks, DeliveryStore deliveries, CancellationToken cancellationToken)
    {
        var (page, fault) = PageRequest.Read(context);
        if (page is null)
        {
            return fault!;
        }

        var id = Guid.Parse(webhookId);
        if (await webhooks.FindAsync(id, cancellationToken) is null)
        {
            return DeleteWebhook.NoWebhook(webhookId);
        }

        var attempts = await deliveries.ListAttemptsAsync(id, page.Skip, page.Size, cancellationToken);
        return page.Answer(context, [.. attempts.Select(Shape)], await deliveries.CountAttemptsAsync(id, cancellationToken));
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
