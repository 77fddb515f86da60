using Daybook.Server.Errors;
using Daybook.Server.Requests;

namespace Daybook.Server.Resources.Companies;

internal static class ReadCompany
{
    public static async Task<IResult> HandleAsync(string companyId, Registry registry, CompanyShape shape, CancellationToken cancellationToken) =>
        await registry.CompanyAsync(companyId, cancellationToken) is { } company
            ? Answer.Ok(await shape.OfAsync(company, cancellationToken))
            : Fault.NoCompany(companyId);
}
