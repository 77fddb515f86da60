using Daybook.Storage;

namespace Daybook.Server.Resources.Subscriptions;

internal static class DeleteRule
{
    public static async Task<IResult> HandleAsync(string ruleId, RuleStore rules, CancellationToken cancellationToken) =>
        await rules.DeleteAsync(Guid.Parse(ruleId), cancellationToken) ? Results.NoContent() : ReadRule.NoRule(ruleId);
}
