using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Storage;

namespace Daybook.Server.Resources.Datasets;

internal static class ListDatasets
{
    public static async Task<IResult> HandleAsync(
        string companyId, HttpContext context, Registry registry, DatasetStore datasets, ConnectionStore connections, CancellationToken cancellationToken)
    {
        var (page, fault) = PageRequest.Read(context);
        if (page is null)
        {
            return fault!;
        }

        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        var ties = (await connections.ListAsync(company.Number, cancellationToken)).ToDictionary(tie => tie.Number, tie => tie.Id);
        var results = await datasets.ListAsync(company.Number, page.Skip, page.Size, cancellationToken);
        return page.Answer(
            context,
            [.. results.Select(dataset => DatasetShape.Of(company, dataset, ties.GetValueOrDefault(dataset.Connection)))],
            await datasets.CountAsync(company.Number, cancellationToken));
    }
}
