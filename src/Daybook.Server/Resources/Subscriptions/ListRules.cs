using Daybook.Server.Requests.Listing;
using Daybook.Server.Webhooks;
using Daybook.Storage;

namespace Daybook.Server.Resources.Subscriptions;

internal static class ListRules
{
    private const string NoMail = "notifiers.emails: kept, but no mail is sent, since this server knows no mail server. Its operator can set one (DAYBOOK_SMTP_HOST).";

    public static async Task<IResult> HandleAsync(HttpContext context, RuleStore rules, MailSender mails, CancellationToken cancellationToken)
    {
        var (list, fault) = ListRequest.Read(context, RuleStore.Listing);
        return list is null ? fault! : list.Answer(context, (await rules.ListAsync(list.Query, cancellationToken)).Select(rule => Shape(rule, mails)));
    }

    public static Wire.Rule Shape(Rule rule, MailSender mails) => new()
    {
        Id = rule.Id,
        Type = rule.Type,
        CompanyId = rule.Company,
        Notifiers = new Wire.RuleNotifiers(rule.Emails, rule.Webhook?.OriginalString),
        Warnings = rule.Emails.Count > 0 && !mails.IsConfigured ? [NoMail] : null,
    };
}
