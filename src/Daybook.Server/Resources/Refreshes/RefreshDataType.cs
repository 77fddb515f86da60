using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Datasets;
using Daybook.Storage;
using Daybook.Syncing;

namespace Daybook.Server.Resources.Refreshes;

internal static class RefreshDataType
{
    public static Task<IResult> OfAccountingCompanyAsync(
        string companyId, Registry registry, DatasetStore datasets, TimeProvider clock, Func<Guid> newId, CancellationToken cancellationToken) =>
        AnswerAsync(companyId, DataTypeNames.Company, null, registry, datasets, clock, newId, cancellationToken);

    public static Task<IResult> HandleAsync(
        string companyId, string dataType, HttpContext context, Registry registry, DatasetStore datasets, TimeProvider clock, Func<Guid> newId, CancellationToken cancellationToken) =>
        AnswerAsync(companyId, dataType, context.Request.Query["connectionId"], registry, datasets, clock, newId, cancellationToken);

    /// <summary>A dataset that brings nothing and is complete at once: commerce data is pushed, and a ledger is read whenever it is asked for.</summary>
    private static async Task<IResult> AnswerAsync(
        string companyId, string dataType, string? connectionId, Registry registry, DatasetStore datasets, TimeProvider clock, Func<Guid> newId, CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        var isOfLedger = DataTypeNames.OfLedger.Contains(dataType);
        if (!isOfLedger && DataType.All.All(type => type.Name != dataType))
        {
            return Fault.Invalid($"dataType: there is no '{dataType}' here; there are {string.Join(", ", DataType.All.Select(type => type.Name).Concat(DataTypeNames.OfLedger))}.");
        }

        if (!string.IsNullOrEmpty(connectionId) && !Guid.TryParse(connectionId, out _))
        {
            return Fault.Invalid($"connectionId: '{connectionId}' is not an id.");
        }

        var source = isOfLedger ? ConnectionSource.Accounting : ConnectionSource.Commerce;
        var connection = string.IsNullOrEmpty(connectionId)
            ? await registry.LinkedAsync(company, source, cancellationToken)
            : await registry.ConnectionAsync(company, connectionId, cancellationToken);
        if (connection is null || connection.Source != source)
        {
            return Fault.NotFound($"The company has no {(string.IsNullOrEmpty(connectionId) ? "Linked" : "such")} connection with data of type {dataType}.");
        }

        var now = clock.Now();
        var dataset = new Dataset
        {
            Id = newId(),
            Company = company.Number,
            Connection = connection.Number,
            DataType = dataType,
            RequestedAt = now,
            CompletedAt = now,
            Sent = 0,
        };
        await datasets.AddAsync(dataset, cancellationToken);
        return Answer.Ok(DatasetShape.Of(company, dataset, connection.Id));
    }
}
