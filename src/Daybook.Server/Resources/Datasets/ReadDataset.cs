using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Storage;

namespace Daybook.Server.Resources.Datasets;

internal static class ReadDataset
{
    public static async Task<IResult> HandleAsync(
        string companyId, string datasetId, Registry registry, DatasetStore datasets, ConnectionStore connections, CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        if (!Guid.TryParse(datasetId, out var id) || await datasets.FindAsync(company.Number, id, cancellationToken) is not { } dataset)
        {
            return Fault.NotFound($"The company has no dataset '{datasetId}'.");
        }

        var ties = await connections.ListAsync(company.Number, cancellationToken);
        return Answer.Ok(DatasetShape.Of(company, dataset, ties.FirstOrDefault(tie => tie.Number == dataset.Connection)?.Id ?? Guid.Empty));
    }
}
