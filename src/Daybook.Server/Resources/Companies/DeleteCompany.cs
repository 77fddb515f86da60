using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Authorization;
using Daybook.Server.SyncFlow.Drafts;
using Daybook.Storage;

namespace Daybook.Server.Resources.Companies;

internal static class DeleteCompany
{
    /// <summary>Erases everything that is stored of a company. What is in its books stays there: they are the merchant's.</summary>
    public static async Task<IResult> HandleAsync(
        string companyId, Registry registry, CompanyStore companies, ConnectionStore connections, Linking linking, FlowDrafts drafts, CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        foreach (var connection in await connections.ListAsync(company.Number, cancellationToken))
        {
            await linking.CutAsync(connection, cancellationToken);
        }

        await companies.DeleteAsync(company.Number, cancellationToken);
        await drafts.ForgetAsync(company.Id, cancellationToken);
        return Results.NoContent();
    }
}
