using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Storage;

namespace Daybook.Server.Resources.Syncs;

/// <summary>All that is known of one sync: what it covered, how it ended, and what a person should look at although it went well.</summary>
internal static class ReadSync
{
    public static async Task<IResult> HandleAsync(
        string companyId, string syncId, Registry registry, SyncStore syncs, SyncShape shape, CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        return Guid.TryParse(syncId, out var id) && await syncs.FindAsync(company.Number, id, cancellationToken) is { } sync
            ? Answer.Ok(shape.DetailsOf(company, sync))
            : ReadStatus.NoSync(syncId);
    }
}
