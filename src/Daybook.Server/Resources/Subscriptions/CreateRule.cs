using System.Net.Mail;
using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Storage;

namespace Daybook.Server.Resources.Subscriptions;

internal static class CreateRule
{
    private const int MostEmails = 50;

    public static async Task<IResult> HandleAsync(HttpContext context, Registry registry, RuleStore rules, RuleShapes shapes, Func<Guid> newId, CancellationToken cancellationToken)
    {
        var (posted, fault) = await JsonBody.ReadAsync<Wire.Rule>(context);
        fault ??= Check(posted ?? new Wire.Rule());
        if (fault is not null)
        {
            return fault;
        }

        var company = posted!.CompanyId is { } id ? await registry.CompanyAsync(id.ToString(), cancellationToken) : null;
        if (company is null && posted.CompanyId is not null)
        {
            return Fault.Invalid($"companyId: there is no company '{posted.CompanyId}'.");
        }

        var rule = new Rule
        {
            Id = newId(),
            Type = posted.Type!,
            Company = posted.CompanyId,
            Emails = posted.Notifiers!.Emails ?? [],
            Webhook = WebAddress.Read(posted.Notifiers.Webhook),
        };
        await rules.AddAsync(rule, company?.Number, cancellationToken);
        return Answer.Ok((await shapes.OfAsync([rule], cancellationToken))[0]);
    }

    private static Fault? Check(Wire.Rule rule)
    {
        var emails = rule.Notifiers?.Emails ?? [];
        return string.IsNullOrEmpty(rule.Type) || !EventTypes.IsOfRules(rule.Type) ? Fault.Invalid($"type: must be one of {EventTypes.RuleList}.")
            : emails.Count == 0 && string.IsNullOrEmpty(rule.Notifiers?.Webhook) ? Fault.Invalid("notifiers: must name emails or a webhook.")
            : emails.Count > MostEmails ? Fault.Invalid($"notifiers.emails: must be at most {MostEmails}.")
            : emails.Any(email => !MailAddress.TryCreate(email, out _)) ? Fault.Invalid("notifiers.emails: each must be an address, such as books@shop.example.")
            : !string.IsNullOrEmpty(rule.Notifiers!.Webhook) && WebAddress.Read(rule.Notifiers.Webhook) is null ? Fault.Invalid("notifiers.webhook: must be an absolute URL.")
            : null;
    }
}
