using Daybook.Server.Requests;
using Daybook.Storage;
using Daybook.Wire;
using WebhookConsumer = Daybook.Storage.WebhookConsumer;

namespace Daybook.Server.Resources.Subscriptions;

internal static class ListWebhooks
{
    public static async Task<IResult> HandleAsync(WebhookStore webhooks, CancellationToken cancellationToken) =>
        Answer.Ok(new Whole<Wire.WebhookConsumer>([.. (await webhooks.ListAsync(cancellationToken)).Select(Shape)]));

    public static Wire.WebhookConsumer Shape(WebhookConsumer consumer) => new()
    {
        Id = consumer.Id,
        Url = consumer.Url.OriginalString,
        Disabled = consumer.IsDisabled,
        EventTypes = consumer.EventTypes,
        CompanyTags = consumer.CompanyTags.Count == 0 ? null : consumer.CompanyTags,
    };
}
