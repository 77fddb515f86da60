using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.SyncFlow.Drafts;
using Daybook.Storage;

namespace Daybook.Server.Resources.Companies;

internal static class DeleteCompany
{
    /// <summary>Erases everything that is stored of a company. What is in its books stays there: they are the merchant's.</summary>
    public static async Task<IResult> HandleAsync(string companyId, Registry registry, CompanyStore companies, FlowDrafts drafts, CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        await companies.DeleteAsync(company.Number, cancellationToken);
        await drafts.ForgetAsync(company.Id, cancellationToken);
        return Results.NoContent();
    }
}
