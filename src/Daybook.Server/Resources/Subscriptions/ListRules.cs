using Daybook.Server.Requests.Listing;
using Daybook.Storage;

namespace Daybook.Server.Resources.Subscriptions;

internal static class ListRules
{
    public static async Task<IResult> HandleAsync(HttpContext context, RuleStore rules, RuleShapes shapes, CancellationToken cancellationToken)
    {
        var (list, fault) = ListRequest.Read(context, RuleStore.Listing);
        if (list is null)
        {
            return fault!;
        }

        var page = await rules.ListAsync(list.Query, cancellationToken);
        var shaped = (await shapes.OfAsync(page.Items, cancellationToken)).ToDictionary(rule => rule.Id!.Value);
        return list.Answer(context, page.Select(rule => shaped[rule.Id]));
    }
}
