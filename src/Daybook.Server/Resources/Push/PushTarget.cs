using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Syncing;

namespace Daybook.Server.Resources.Push;

/// <summary>Where a push goes.</summary>
internal sealed record PushTarget(Company Company, Connection Commerce)
{
    public static async Task<(PushTarget? Target, Fault? Fault)> FindAsync(string companyId, Registry registry, CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return (null, Fault.NoCompany(companyId));
        }

        return await registry.LinkedAsync(company, ConnectionSource.Commerce, cancellationToken) is { } commerce
            ? (new PushTarget(company, commerce), null)
            : (null, Fault.Conflict("The company has no Linked commerce connection to push to: create one with platformKey lqai."));
    }
}
