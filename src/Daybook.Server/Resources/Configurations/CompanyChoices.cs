using Daybook.Bookkeeping;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Connections;
using Daybook.Storage;
using Daybook.Syncing;

namespace Daybook.Server.Resources.Configurations;

/// <summary>What a company can choose from, and what it has chosen.</summary>
internal sealed record CompanyChoices
{
    private static readonly Chart NoChart = new() { CompanyName = "", Accounts = [], TaxRates = [], Customers = [], Suppliers = [] };
    private static readonly ShopCatalogue NoShop = new(Catalogue.Empty, new Dictionary<string, string>(), [], [], []);

    public required Company Company { get; init; }

    /// <summary>What is stored; else what the chart suggests.</summary>
    public required SyncConfiguration Current { get; init; }

    /// <summary>Empty where no accounting connection is Linked.</summary>
    public required Chart Chart { get; init; }

    /// <summary>Empty where no commerce connection is Linked.</summary>
    public required ShopCatalogue Shop { get; init; }

    /// <summary>Whether both connections are Linked.</summary>
    public required bool IsConnected { get; init; }

    public static Task<CompanyChoices> ReadAsync(
        Company company, Registry registry, ConfigurationStore configurations, PlatformNames platforms, ISyncStore syncs, CancellationToken cancellationToken) =>
        ReadAsync(company, registry, configurations, platforms, syncs, (platform, link, cancelled) => platform.ReadChartAsync(link, cancelled), cancellationToken);

    /// <param name="company">The company.</param>
    /// <param name="registry">Finds its connections.</param>
    /// <param name="configurations">Has what it has chosen.</param>
    /// <param name="platforms">All ledgers.</param>
    /// <param name="syncs">Has the shop's catalogue.</param>
    /// <param name="readChart">Reads what the books offer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static async Task<CompanyChoices> ReadAsync(
        Company company,
        Registry registry,
        ConfigurationStore configurations,
        PlatformNames platforms,
        ISyncStore syncs,
        Func<IAccountingPlatform, PlatformLink, CancellationToken, Task<Chart>> readChart,
        CancellationToken cancellationToken)
    {
        var accounting = await registry.LinkedAsync(company, ConnectionSource.Accounting, cancellationToken);
        var commerce = await registry.LinkedAsync(company, ConnectionSource.Commerce, cancellationToken);
        var chart = accounting is not null && platforms.Find(accounting.PlatformKey) is { } platform
            ? await readChart(platform, new PlatformLink(company.Id, accounting.Id, company.Name), cancellationToken)
            : null;
        return new CompanyChoices
        {
            Company = company,
            Current = await configurations.FindAsync(company.Number, cancellationToken) ?? ConfigurationOptions.Suggest(chart ?? NoChart),
            Chart = chart ?? NoChart,
            Shop = commerce is null ? NoShop : await syncs.ReadCatalogueAsync(commerce.Number, cancellationToken),
            IsConnected = chart is not null && commerce is not null,
        };
    }
}
