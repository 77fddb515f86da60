using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Webhooks;
using Daybook.Storage;

namespace Daybook.Server.Resources.Subscriptions;

internal static class ReadRule
{
    public static Fault NoRule(string id) => Fault.NotFound($"There is no rule '{id}'.");

    public static async Task<IResult> HandleAsync(string ruleId, RuleStore rules, MailSender mails, CancellationToken cancellationToken) =>
        await rules.FindAsync(Guid.Parse(ruleId), cancellationToken) is { } rule ? Answer.Ok(ListRules.Shape(rule, mails)) : NoRule(ruleId);
}
