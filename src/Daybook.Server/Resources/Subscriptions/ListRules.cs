using Daybook.Server.Requests.Listing;
using Daybook.Storage;

namespace Daybook.Server.Resources.Subscriptions;

internal static class ListRules
{
    public static async Task<IResult> HandleAsync(HttpContext context, RuleStore rules, CancellationToken cancellationToken)
    {
        var (list, fault) = ListRequest.Read(context, RuleStore.Listing);
        return list is null ? fault! : list.Answer(context, (await rules.ListAsync(list.Query, cancellationToken)).Select(Shape));
    }

    public static Wire.Rule Shape(Rule rule) => new()
    {
        Id = rule.Id,
        Type = rule.Type,
        CompanyId = rule.Company,
        Notifiers = new Wire.RuleNotifiers(rule.Emails, rule.Webhook?.OriginalString),
    };
}
