using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Storage;
using Daybook.Syncing;
using Daybook.Wire;
using NodaTime;

namespace Daybook.Server.Resources.Refreshes;

internal static class ReadDataStatus
{
    /// <summary>How fresh each type of data is that there can be here. What is read from the ledger whenever it is asked for is complete as of now.</summary>
    public static async Task<IResult> HandleAsync(string companyId, Registry registry, DatasetStore datasets, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        var isLinked = await registry.LinkedAsync(company, ConnectionSource.Accounting, cancellationToken) is not null;
        var types = DataType.All.Select(type => type.Name).Concat(DataTypeNames.OfLedger).ToList();
        var newest = (await datasets.ListNewestAsync(company.Number, types, cancellationToken)).ToDictionary(dataset => dataset.DataType, StringComparer.Ordinal);
        return Answer.Ok(types.ToDictionary(type => type, type => Of(type, newest.GetValueOrDefault(type), isLinked && DataTypeNames.OfLedger.Contains(type) ? clock.Now() : null), StringComparer.Ordinal));
    }

    private static DataStatus Of(string type, Dataset? newest, Instant? read) => new()
    {
        DataType = type,
        LastSuccessfulSync = Answer.ToWire(read ?? newest?.CompletedAt),
        CurrentStatus = newest is not null || read is not null ? "Complete" : "Initial",
        LatestSyncId = newest?.Id,
        LatestSuccessfulSyncId = newest?.Id,
    };
}
