using Daybook.Server.Resources.Authorization;
using Daybook.Server.SyncFlow.Drafts;
using Daybook.Storage;
using Daybook.Syncing;

namespace Daybook.Server.Resources.Companies;

/// <summary>Erases everything that is stored of a company. What is in its books stays there: they are the merchant's.</summary>
internal sealed class CompanyErasure(CompanyStore companies, ConnectionStore connections, Linking linking, FlowDrafts drafts)
{
    public async Task EraseAsync(Company company, CancellationToken cancellationToken)
    {
        foreach (var connection in await connections.ListAsync(company.Number, cancellationToken))
        {
            await linking.CutAsync(connection, cancellationToken);
        }

        await companies.DeleteAsync(company.Number, cancellationToken);
        await drafts.ForgetAsync(company.Id, cancellationToken);
    }
}
