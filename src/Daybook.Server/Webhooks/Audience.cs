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

/// <summary>Those who are to be told of events, as they are at the moment: webhook consumers, and rules with an address or with readers. A rule's mails have a queue of their own.</summary>
/// <param name="consumers">All webhook consumers.</param>
/// <param name="rules">All rules.</param>
/// <param name="sendsMail">Whether mails are sent at all.</param>
internal sealed class Audience(IReadOnlyList<WebhookConsumer> consumers, IReadOnlyList<Rule> rules, bool sendsMail)
{
    private static readonly JsonSerializerOptions Capitals = new() { PropertyNamingPolicy = null };

    /// <summary>The ids of those who want to be told of an event.</summary>
    public IEnumerable<Guid> Of(Event happened) =>
        consumers.Where(consumer => !consumer.IsDisabled && Wants(consumer, happened)).Select(consumer => consumer.Id)
            .Concat(rules.Where(rule => (rule.Company is null || rule.Company == happened.Company) && RuleShape.IsAbout(rule, happened)).SelectMany(QueuesOf));

    /// <summary>The id that people know a subscriber by: of a rule's mails the rule's.</summary>
    public Guid OwnerOf(Guid subscriber) => rules.FirstOrDefault(rule => RuleQueues.OfMails(rule) == subscriber)?.Id ?? subscriber;

    /// <summary>What a subscriber is told, and where; null where it is gone.</summary>
    public async Task<Notice?> NoticeAsync(Guid subscriber, Event happened, Instant now, EventShape shape, ClientIdentity identity, SettingStore settings, CancellationToken cancellationToken)
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

        if (rules.FirstOrDefault(one => QueuesOf(one).Contains(subscriber)) is { } rule)
        {
            var profile = await settings.FindAsync<Profile>(ReadProfile.Setting, "", cancellationToken);
            var alert = RuleShape.Of(rule, happened, await identity.ReadAsync(cancellationToken), profile?.Name ?? "Daybook");
            if (subscriber == RuleQueues.OfMails(rule))
            {
                return RuleLetter.Of(rule, happened, alert);
            }

            var headers = profile?.AlertAuthHeader is { Length: > 0 } header ? new Dictionary<string, string> { ["Authorization"] = header } : [];
            return new Post(rule.Webhook!, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(alert, Capitals)), headers);
        }

        return null;
    }

    private IEnumerable<Guid> QueuesOf(Rule rule)
    {
        if (rule.Webhook is not null)
        {
            yield return RuleQueues.OfPosts(rule);
        }

        if (sendsMail && rule.Emails.Count > 0)
        {
            yield return RuleQueues.OfMails(rule);
        }
    }

    private static bool Wants(WebhookConsumer consumer, Event happened) =>
        (consumer.EventTypes.Count == 0 || consumer.EventTypes.Any(type => IsType(type, happened)))
        && (consumer.CompanyTags.Count == 0 || (happened.Facts.Company is { } company && company.Tags.Any(tag => consumer.CompanyTags.Contains($"{tag.Key}:{tag.Value}"))));

    private static bool IsType(string type, Event happened) => type == EventShape.TypeOf(happened) || RuleShape.IsAbout(new Rule { Id = default, Type = type }, happened);
}

/// <summary>What a subscriber is told.</summary>
internal abstract record Notice;

/// <summary>A request to make.</summary>
internal sealed record Post(Uri Url, byte[] Body, IReadOnlyDictionary<string, string> Headers) : Notice;

/// <summary>A mail to send.</summary>
/// <param name="Id">Tells it from all others, and is the same on every attempt.</param>
/// <param name="To">Its readers' addresses.</param>
/// <param name="Subject">One line.</param>
/// <param name="Body">Plain text.</param>
internal sealed record Letter(string Id, IReadOnlyList<string> To, string Subject, string Body) : Notice;
