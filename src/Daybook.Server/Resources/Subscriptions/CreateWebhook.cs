using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Security;
using Daybook.Server.Webhooks;
using Daybook.Storage;

namespace Daybook.Server.Resources.Subscriptions;

internal static class CreateWebhook
{
    private const int MostTags = 10;
    private const int LongestTag = 128;

    public static async Task<IResult> HandleAsync(HttpContext context, WebhookStore webhooks, Func<Guid> newId, ApiKeyMaker random, CancellationToken cancellationToken)
    {
        var (posted, fault) = await JsonBody.ReadAsync<Wire.WebhookConsumer>(context);
        fault ??= Check(posted ?? new Wire.WebhookConsumer());
        if (fault is not null)
        {
            return fault;
        }

        var consumer = new WebhookConsumer
        {
            Id = newId(),
            Url = WebAddress.Read(posted!.Url)!,
            IsDisabled = posted.Disabled == true,
            EventTypes = posted.EventTypes ?? [],
            CompanyTags = posted.CompanyTags ?? [],
            Secret = WebhookSignature.SecretFrom(random.Make()),
        };
        return await webhooks.AddAsync(consumer, cancellationToken)
            ? Answer.Created(ListWebhooks.Shape(consumer))
            : Fault.Invalid($"There are {WebhookStore.Most} webhook consumers already: delete one first.");
    }

    private static Fault? Check(Wire.WebhookConsumer consumer)
    {
        var tags = consumer.CompanyTags ?? [];
        return WebAddress.Read(consumer.Url) is null ? Fault.Invalid("url: must be an absolute URL.")
            : consumer.EventTypes?.Any(type => !EventTypes.IsOfWebhooks(type ?? "")) == true ? Fault.Invalid($"eventTypes: each must be one of {EventTypes.WebhookList}.")
            : tags.Count > MostTags ? Fault.Invalid($"companyTags: must be at most {MostTags}.")
            : tags.Any(tag => tag is null || tag.Length > LongestTag || tag.IndexOf(':', StringComparison.Ordinal) < 1) ? Fault.Invalid($"companyTags: each must be key:value, of at most {LongestTag} characters.")
            : null;
    }
}
