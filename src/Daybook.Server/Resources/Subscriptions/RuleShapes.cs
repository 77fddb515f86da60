using Daybook.Server.Webhooks;
using Daybook.Storage;

namespace Daybook.Server.Resources.Subscriptions;

/// <summary>Rules as they are told, with what they ask for and is not done.</summary>
internal sealed class RuleShapes(MailSender mails, DeliveryStore deliveries)
{
    private const string NoMail = "notifiers.emails: kept, but no mail is sent, since this server knows no mail server. Its operator can set one (DAYBOOK_SMTP_HOST).";

    public async Task<IReadOnlyList<Wire.Rule>> OfAsync(IReadOnlyList<Rule> rules, CancellationToken cancellationToken)
    {
        var off = await deliveries.ListOffAsync(cancellationToken);
        return [.. rules.Select(rule => Of(rule, [.. Warnings(rule, off)]))];
    }

    private static Wire.Rule Of(Rule rule, IReadOnlyList<string> warnings) => new()
    {
        Id = rule.Id,
        Type = rule.Type,
        CompanyId = rule.Company,
        Notifiers = new Wire.RuleNotifiers(rule.Emails, rule.Webhook?.OriginalString),
        Warnings = warnings.Count > 0 ? warnings : null,
    };

    private IEnumerable<string> Warnings(Rule rule, IReadOnlySet<Guid> off)
    {
        if (rule.Emails.Count > 0 && !mails.IsConfigured)
        {
            yield return NoMail;
        }
        else if (off.Contains(RuleQueues.OfMails(rule)))
        {
            yield return $"notifiers.emails: switched off, since no mail could be sent for three days. POST /rules/{rule.Id}/enable sends all that was missed.";
        }

        if (off.Contains(RuleQueues.OfPosts(rule)))
        {
            yield return $"notifiers.webhook: switched off, since it took nothing for three days, or said that it is gone. POST /rules/{rule.Id}/enable tells it all that it missed.";
        }
    }
}
