using Daybook.Server.Webhooks;
using Daybook.Storage;

namespace Daybook.Server.Resources.Subscriptions;

internal static class DeleteRule
{
    public static async Task<IResult> HandleAsync(string ruleId, RuleStore rules, DeliveryStore deliveries, CancellationToken cancellationToken)
    {
        if (await rules.FindAsync(Guid.Parse(ruleId), cancellationToken) is not { } rule || !await rules.DeleteAsync(rule.Id, cancellationToken))
        {
            return ReadRule.NoRule(ruleId);
        }

        await deliveries.ForgetAsync(RuleQueues.OfPosts(rule), cancellationToken);
        await deliveries.ForgetAsync(RuleQueues.OfMails(rule), cancellationToken);
        return Results.NoContent();
    }
}
