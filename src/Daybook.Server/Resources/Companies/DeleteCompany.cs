using Daybook.Server.Errors;
using Daybook.Server.Requests;

namespace Daybook.Server.Resources.Companies;

internal static class DeleteCompany
{
    public static async Task<IResult> HandleAsync(string companyId, Registry registry, CompanyErasure erasure, CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        await erasure.EraseAsync(company, cancellationToken);
        return Results.NoContent();
    }
}
