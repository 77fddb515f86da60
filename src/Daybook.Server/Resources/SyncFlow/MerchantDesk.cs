using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Companies;
using Daybook.Server.Resources.Connections;
using Daybook.Storage;
using Daybook.Syncing;

namespace Daybook.Server.Resources.SyncFlow;

/// <summary>Finds the company of a merchant who is to enter the sync flow, with the connections that the flow needs.</summary>
internal sealed class MerchantDesk(
    CompanyStore companies, ConnectionStore connections, Registry registry, PlatformNames platforms, TimeProvider clock, Func<Guid> newId)
{
    /// <param name="merchant">The company's id, or what the client knows the merchant by; empty: a new merchant each time.</param>
    /// <param name="accountingKey">The ledger that the flow is to connect.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<(Company? Company, Fault? Fault)> FindOrAddAsync(string merchant, string accountingKey, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(merchant, out _) && await registry.CompanyAsync(merchant, cancellationToken) is null)
        {
            return (null, Fault.NoCompany(merchant));
        }

        var company = await registry.CompanyAsync(merchant, cancellationToken) ?? await AddAsync(merchant, accountingKey, cancellationToken);
        var ties = await connections.ListAsync(company.Number, cancellationToken);
        var ledger = ties.LastOrDefault(tie => tie.Source == ConnectionSource.Accounting && tie.Status is ConnectionStatus.Linked or ConnectionStatus.PendingAuth);
        if (ledger is not null && ledger.PlatformKey != accountingKey)
        {
            return (null, Fault.Conflict($"The company's books are at '{ledger.PlatformKey}': unlink or delete that connection before another one is started."));
        }

        if (ties.All(tie => tie.Source != ConnectionSource.Commerce))
        {
            await connections.AddAsync(New(PlatformNames.Commerce, ConnectionSource.Commerce) with { Company = company.Number }, cancellationToken);
        }

        if (ledger is null && ties.All(tie => tie.PlatformKey != accountingKey))
        {
            await connections.AddAsync(New(accountingKey, ConnectionSource.Accounting) with { Company = company.Number }, cancellationToken);
        }

        return (company, null);
    }

    private Task<Company> AddAsync(string merchant, string accountingKey, CancellationToken cancellationToken)
    {
        var name = CompanyName.Clean(merchant);
        var id = newId();
        var company = new Company { Id = id, Name = name.Length == 0 ? "New merchant" : name, CreatedAt = clock.Now() };
        return companies.FindOrAddAsync(
            merchant.Length == 0 ? id.ToString() : merchant,
            company,
            New(PlatformNames.Commerce, ConnectionSource.Commerce),
            New(accountingKey, ConnectionSource.Accounting),
            cancellationToken);
    }

    private Connection New(string key, ConnectionSource source) => new()
    {
        Id = newId(),
        Company = 0,
        PlatformKey = key,
        Source = source,
        Status = platforms.Find(key) is { LinksAtOnce: false } ? ConnectionStatus.PendingAuth : ConnectionStatus.Linked,
        CreatedAt = clock.Now(),
    };
}
