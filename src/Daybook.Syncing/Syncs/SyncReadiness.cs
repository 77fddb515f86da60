using Daybook.Bookkeeping;

namespace Daybook.Syncing;

/// <summary>Whether a sync can run, and with what.</summary>
internal abstract record SyncReadiness
{
    private SyncReadiness()
    {
    }

    /// <summary>Everything is there.</summary>
    public sealed record Ready(IAccountingPlatform Platform, Chart Chart, ShopCatalogue Catalogue, PlanRequest Request) : SyncReadiness;

    /// <summary>Something is missing: the sync ends with this status.</summary>
    public sealed record NotReady(SyncStatusCode Code, string Status, string Message) : SyncReadiness;

    /// <summary>Checks connections, configuration and the platform's chart, in the order in which a merchant would mend them.</summary>
    /// <exception cref="PlatformUnavailableException">The platform can't be asked at the moment.</exception>
    public static async Task<SyncReadiness> OfAsync(
        SyncTarget target, SyncSpan span, IReadOnlyDictionary<string, IAccountingPlatform> platforms, ISyncStore store, CancellationToken cancellationToken)
    {
        if (target.Accounting is { Status: ConnectionStatus.Deauthorized })
        {
            return new NotReady(SyncStatusCode.Deauthorized, "ValidateError", "The accounting software no longer lets us in: connect it again.");
        }

        if (target.Accounting is { Status: ConnectionStatus.Unlinked })
        {
            return new NotReady(SyncStatusCode.Deleted, "ValidateError", "The accounting software was disconnected: connect it again.");
        }

        if (target is not { Accounting.Status: ConnectionStatus.Linked, Commerce.Status: ConnectionStatus.Linked }
            || !platforms.TryGetValue(target.Accounting.PlatformKey, out var platform))
        {
            return Misconfigured("A sync needs two valid data connections: one to the commerce software and one to the accounting software.");
        }

        if (target.Configuration is not { Configured: true } configuration)
        {
            return Misconfigured("The sync is not configured yet.");
        }

        if (!configuration.Enabled)
        {
            return Misconfigured("The sync is switched off for this company.");
        }

        var chart = await platform.ReadChartAsync(target.Link, cancellationToken);
        if (ActiveCheck.Problems(configuration, chart) is { Count: > 0 } problems)
        {
            return Misconfigured(string.Join(' ', problems));
        }

        var catalogue = await store.ReadCatalogueAsync(target.Commerce.Number, cancellationToken);
        var start = configuration.Schedule.StartDate ?? target.Company.CreatedAt;
        return new Ready(platform, chart, catalogue, new PlanRequest
        {
            Connection = target.Commerce.Number,
            Configuration = configuration,
            Accounts = AccountMapping.For(configuration, chart, catalogue),
            Catalogue = catalogue,
            From = span.From is { } from && from < start ? from : start,
            To = span.To,
            OpenFrom = chart.ClosedUpTo?.PlusDays(1),
            TakesTax = chart.TakesTax,
            TaxPercents = chart.TaxRates.Where(rate => rate.Percent is not null).ToDictionary(rate => rate.Id, rate => rate.Percent!.Value, StringComparer.Ordinal),
        });
    }

    private static NotReady Misconfigured(string message) => new(SyncStatusCode.ConfigurationError, "ValidateError", message);
}
