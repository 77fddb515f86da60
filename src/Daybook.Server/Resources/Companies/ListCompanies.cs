using Daybook.Server.Requests;
using Daybook.Storage;

namespace Daybook.Server.Resources.Companies;

internal static class ListCompanies
{
    public static async Task<IResult> HandleAsync(HttpContext context, CompanyStore companies, CompanyShape shape, CancellationToken cancellationToken)
    {
        var (page, fault) = PageRequest.Read(context);
        if (page is null)
        {
            return fault!;
        }

        var results = new List<Wire.Company>();
        foreach (var company in await companies.ListAsync(page.Skip, page.Size, cancellationToken))
        {
            results.Add(await shape.OfAsync(company, cancellationToken));
        }

        return page.Answer(context, results, await companies.CountAsync(cancellationToken));
    }
}
