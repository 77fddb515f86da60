using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Storage;

namespace Daybook.Server.Resources.Datasets;

internal static class ReadValidation
{
    public static async Task<IResult> HandleAsync(string companyId, string datasetId, Registry registry, DatasetStore datasets, CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        return Guid.TryParse(datasetId, out var id) && await datasets.FindAsync(company.Number, id, cancellationToken) is { } dataset
            ? Answer.Ok(DatasetShape.RemarksOf(dataset))
            : Fault.NotFound($"The company has no dataset '{datasetId}'.");
    }
}
