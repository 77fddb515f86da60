using Daybook.Server.Requests;
using Daybook.Server.Webhooks;
using Daybook.Storage;

namespace Daybook.Server.Resources.Subscriptions;

/// <summary>Tells a rule's address and readers again that could not be told for too long: what they missed comes in order.</summary>
internal static class SwitchOnRule
{
    public static async Task<IResult> HandleAsync(string ruleId, RuleStore rules, RuleShapes shapes, DeliveryStore deliveries, CancellationToken cancellationToken)
    {
        if (await rules.FindAsync(Guid.Parse(ruleId), cancellationToken) is not { } rule)
        {
            return ReadRule.NoRule(ruleId);
        }

        await deliveries.SwitchOnAsync(RuleQueues.OfPosts(rule), cancellationToken);
        await deliveries.SwitchOnAsync(RuleQueues.OfMails(rule), cancellationToken);
        return Answer.Ok((await shapes.OfAsync([rule], cancellationToken))[0]);
    }
}
