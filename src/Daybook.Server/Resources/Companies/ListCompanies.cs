using Daybook.Server.Requests.Listing;
using Daybook.Storage;
using Daybook.Storage.Listing;

namespace Daybook.Server.Resources.Companies;

internal static class ListCompanies
{
    private static readonly ListColumns Tags = CompanyStore.Listing.Under("tags.");

    /// <summary>Beside <c>query</c> there is <c>tags</c>, a query over the tags alone.</summary>
    public static async Task<IResult> HandleAsync(HttpContext context, CompanyStore companies, CompanyShape shape, CancellationToken cancellationToken)
    {
        var (list, fault) = ListRequest.Read(context, CompanyStore.Listing);
        var (tags, unread) = ListRequest.ReadFilter(context, "tags", Tags);
        if (list is null || unread is not null)
        {
            return (fault ?? unread)!;
        }

        var page = await companies.ListAsync(list.And(tags).Query, cancellationToken);
        var results = new List<Wire.Company>();
        foreach (var company in page.Items)
        {
            results.Add(await shape.OfAsync(company, cancellationToken));
        }

        return list.Answer(context, new ListPage<Wire.Company>(results, page.Total));
    }
}
