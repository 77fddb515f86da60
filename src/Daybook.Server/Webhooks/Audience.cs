using System.Text;
using System.Text.Json;
using Daybook.Server.Resources.Profiles;
using Daybook.Server.Security;
using Daybook.Storage;
using Daybook.Wire;
using NodaTime;
using Rule = Daybook.Storage.Rule;
using WebhookConsumer = Daybook.Storage.WebhookConsumer;

namespace Daybook.Server.Webhooks;

/// <summary>Those who are to be told of events, as they are at the moment: webhook consumers, and rules with an address.</summary>
internal sealed class Audience(IReadOnlyList<WebhookConsumer> consumers, IReadOnlyList<Rule> rules)
{
    private static readonly JsonSerializerOptions Capitals = new() { PropertyNamingPolicy = null };

    public static async Task<Audience> ReadAsync(WebhookStore webhooks, RuleStore rules, CancellationToken cancellationToken) =>
        new(await webhooks.ListAsync(cancellationToken), await rules.ListAsync(cancellationToken));

    /// <summary>The ids of those who want to be told of an event.</summary>
    public IEnumerable<Guid> Of(Event happened) =>
        consumers.Where(consumer => !consumer.IsDisabled && Wants(consumer, happened)).Select(consumer => consumer.Id)
            .Concat(rules.Where(rule => rule.Webhook is not null && (rule.Company is null || rule.Company == happened.Company) && RuleShape.IsAbout(rule, happened)).Select(rule => rule.Id));

    /// <summary>What is posted to a subscriber, and where; null where it is gone.</summary>
    public async Task<Post?> PostAsync(Guid subscriber, Event happened, Instant now, EventShape shape, ClientIdentity identity, SettingStore settings, CancellationToken cancellationToken)
    {
        if (consumers.FirstOrDefault(one => one.Id == subscriber) is { } consumer)
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(shape.Of(happened), WireJson.Options);
            return new Post(consumer.Url, body, new Dictionary<string, string>
            {
                ["webhook-id"] = happened.Id.ToString(),
                ["webhook-timestamp"] = $"{now.ToUnixTimeSeconds()}",
                ["webhook-signature"] = WebhookSignature.Of(happened.Id, now, body, consumer.SecretsAt(now)),
            });
        }

        if (rules.FirstOrDefault(one => one.Id == subscriber) is { Webhook: { } url } rule)
        {
            var profile = await settings.FindAsync<Profile>(ReadProfile.Setting, "", cancellationToken);
            var alert = RuleShape.Of(rule, happened, await identity.ReadAsync(cancellationToken), profile?.Name ?? "Daybook");
            var headers = profile?.AlertAuthHeader is { Length: > 0 } header ? new Dictionary<string, string> { ["Authorization"] = header } : [];
            return new Post(url, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(alert, Capitals)), headers);
        }

        return null;
    }

    private static bool Wants(WebhookConsumer consumer, Event happened) =>
        (consumer.EventTypes.Count == 0 || consumer.EventTypes.Any(type => IsType(type, happened)))
        && (consumer.CompanyTags.Count == 0 || (happened.Facts.Company is { } company && company.Tags.Any(tag => consumer.CompanyTags.Contains($"{tag.Key}:{tag.Value}"))));

    private static bool IsType(string type, Event happened) => type == EventShape.TypeOf(happened) || RuleShape.IsAbout(new Rule { Id = default, Type = type }, happened);
}

/// <summary>A request to make.</summary>
internal sealed record Post(Uri Url, byte[] Body, IReadOnlyDictionary<string, string> Headers);
