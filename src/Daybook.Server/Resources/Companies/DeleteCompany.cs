using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Storage;

namespace Daybook.Server.Resources.Companies;

internal static class DeleteCompany
{
    /// <summary>Erases everything that is stored of a company. What is in its books stays there: they are the merchant's.</summary>
    public static async Task<IResult> HandleAsync(string companyId, Registry registry, CompanyStore companies, CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        await companies.DeleteAsync(company.Number, cancellationToken);
        return Results.NoContent();
    }
}
