using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Requests.Listing;
using Daybook.Storage;

namespace Daybook.Server.Resources.Datasets;

internal static class ListDatasets
{
    public static async Task<IResult> HandleAsync(
        string companyId, HttpContext context, Registry registry, DatasetStore datasets, ConnectionStore connections, CancellationToken cancellationToken)
    {
        var (list, fault) = ListRequest.Read(context, DatasetStore.Listing);
        if (list is null)
        {
            return fault!;
        }

        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        var ties = (await connections.ListAsync(company.Number, cancellationToken)).ToDictionary(tie => tie.Number, tie => tie.Id);
        var page = await datasets.ListAsync(company.Number, list.Query, cancellationToken);
        return list.Answer(context, page.Select(dataset => DatasetShape.Of(company, dataset, ties.GetValueOrDefault(dataset.Connection))));
    }
}
