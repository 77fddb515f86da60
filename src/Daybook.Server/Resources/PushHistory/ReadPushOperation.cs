using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Storage;

namespace Daybook.Server.Resources.PushHistory;

internal static class ReadPushOperation
{
    public static async Task<IResult> HandleAsync(
        string companyId, string pushOperationKey, Registry registry, SyncStore syncs, ConnectionStore connections, CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        return await syncs.FindWrittenAsync(company.Number, Guid.Parse(pushOperationKey), cancellationToken) is { } written
            ? Answer.Ok(PushOperationShape.Of(company, await connections.ListAsync(company.Number, cancellationToken), written))
            : Fault.NotFound($"The company has no push operation '{pushOperationKey}'.");
    }
}
