using Daybook.Server.Errors;
using Daybook.Server.Requests;

namespace Daybook.Server.Resources.Refreshes;

internal static class RefreshAll
{
    /// <summary>Nothing has to be fetched: commerce data is pushed, and a ledger is read whenever it is asked for.</summary>
    public static async Task<IResult> HandleAsync(string companyId, Registry registry, CancellationToken cancellationToken) =>
        await registry.CompanyAsync(companyId, cancellationToken) is null ? Fault.NoCompany(companyId) : Results.NoContent();
}
