using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Storage;

namespace Daybook.Server.Resources.Subscriptions;

internal static class ReadRule
{
    public static Fault NoRule(string id) => Fault.NotFound($"There is no rule '{id}'.");

    public static async Task<IResult> HandleAsync(string ruleId, RuleStore rules, RuleShapes shapes, CancellationToken cancellationToken) =>
        await rules.FindAsync(Guid.Parse(ruleId), cancellationToken) is { } rule ? Answer.Ok((await shapes.OfAsync([rule], cancellationToken))[0]) : NoRule(ruleId);
}
