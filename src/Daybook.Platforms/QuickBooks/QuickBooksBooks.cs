using Daybook.Bookkeeping;
using Daybook.Platforms.Http;
using Daybook.Platforms.OAuth;
using Daybook.Syncing;

namespace Daybook.Platforms.QuickBooks;

/// <summary>Books kept in QuickBooks Online.</summary>
public sealed partial class QuickBooksBooks : IOAuthPlatform, IDisposable
{
    private readonly Paces paces;
    private readonly Paces batches;
    private readonly QuickBooksCalls calls;
    private readonly QuickBooksChartReader charts;
    private readonly QuickBooksItems items;
    private readonly QuickBooksParties parties;
    private readonly QuickBooksRates rates;
    private readonly QuickBooksLocations locations;
    private readonly Attempts attempts;
    private readonly TimeProvider time;
    private readonly IAuthorizationStore authorizations;

    public QuickBooksBooks(QuickBooksOptions options, IHttpClientFactory http, AccessTokens tokens, IAuthorizationStore authorizations, TimeProvider time, ISharedPace? shared = null)
    {
        App = options.ToApp();
        this.authorizations = authorizations;
        this.time = time;
        paces = new Paces(Key, options.Limits, options.AppLimits, time, shared);
        batches = new Paces($"{Key}/batches", options.BatchLimits, options.AppLimits, time, shared);
        calls = new QuickBooksCalls(http, options, App, tokens, paces, batches);
        charts = new QuickBooksChartReader(calls, time);
        items = new QuickBooksItems(calls);
        parties = new QuickBooksParties(calls);
        rates = new QuickBooksRates(calls);
        locations = new QuickBooksLocations(calls, time);
        attempts = new Attempts(time);
    }

    public string Key => "qhyg";

    public string Name => "QuickBooks Online";

    public bool LinksAtOnce => false;

    public OAuthApp App { get; }

    public void Dispose()
    {
        paces.Dispose();
        batches.Dispose();
    }

    public async Task<Chart> ReadChartAsync(PlatformLink link, CancellationToken cancellationToken) => (await charts.ReadAsync(link.Connection, cancellationToken)).ToChart();

    /// <summary>The company of the callback: QuickBooks names it there and nowhere else, and a consent opens one.</summary>
    public async Task<IReadOnlyList<Organisation>> ReadOrganisationsAsync(string accessToken, Func<string, string?> callback, CancellationToken cancellationToken)
    {
        // The address comes from the browser: only digits may reach the path of a call.
        if (callback("realmId") is not { } realm || realm.Length > 32 || !realm.All(char.IsAsciiDigit))
        {
            return [];
        }

        return await calls.ReadCompanyNameAsync(accessToken, realm, cancellationToken) is { } name ? [new Organisation(realm, name, null)] : [];
    }

    public async Task DisconnectAsync(Guid connection, CancellationToken cancellationToken)
    {
        Forget(connection);
        if (await authorizations.FindAsync(connection, cancellationToken) is { } authorization)
        {
            await calls.RevokeAsync(authorization.RefreshToken, cancellationToken);
        }
    }

    public async Task<string?> FindAsync(PlatformLink link, Document document, Func<Guid, string?> platformIdOf, CancellationToken cancellationToken)
    {
        var chart = await charts.GetAsync(link.Connection, cancellationToken);
        var ids = new List<QuickBooksId>();
        var entities = QuickBooksForm.EntitiesOf(document, chart);
        foreach (var entity in entities)
        {
            if (await FindAsync(link, document, entity, cancellationToken) is { IsVoid: false } found)
            {
                ids.Add(found.Id);
            }
        }

        if (ids.Count == entities.Count)
        {
            return QuickBooksId.TextOf(ids);
        }

        if (ids.Count > 0)
        {
            // One half is there: writing must find it instead of sending it again.
            attempts.KeyOf(document.Id);
        }

        return null;
    }

    /// <summary>The books as far as a document needs them; or why it can't be written.</summary>
    private async Task<(QuickBooksSetting? Setting, WriteOutcome? Fault)> SettingAsync(PlatformLink link, Document document, CancellationToken cancellationToken)
    {
        var (chart, refusal) = await CheckAsync(link, document, cancellationToken);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        var (customer, noCustomer) = await parties.OfAsync(link.Connection, "Customer", Chosen(chart.Customers, link.CustomerId), document.Currency.Code, cancellationToken);
        var (supplier, noSupplier) = noCustomer is null ? await parties.OfAsync(link.Connection, "Vendor", Chosen(chart.Suppliers, link.SupplierId), document.Currency.Code, cancellationToken) : (null, noCustomer);
        if (noSupplier is not null)
        {
            return (null, noSupplier);
        }

        IReadOnlyList<QuickBooksAccount> needed = document.Kind is DocumentKind.SalesInvoice or DocumentKind.CreditNote ? QuickBooksSaleLines.AccountsOf(document, chart) : [];
        var (bookedBy, noItem) = needed.Count == 0 ? (new Dictionary<string, string>(StringComparer.Ordinal), null) : await items.OfAsync(link.Connection, needed, cancellationToken);
        return noItem is not null ? (null, noItem) : (new QuickBooksSetting
        {
            Chart = chart,
            Customer = customer,
            Supplier = supplier,
            ExchangeRate = await rates.OfAsync(link.Connection, chart, document, cancellationToken),
            Location = await locations.OfAsync(link.Connection, chart, document, cancellationToken),
            Items = bookedBy,
        }, null);
    }

    /// <summary>A chart that was read some minutes ago may be too old to refuse by, never too old to send by: QuickBooks refuses by itself.</summary>
    private async Task<(QuickBooksChart Chart, WriteOutcome.Rejected? Refusal)> CheckAsync(PlatformLink link, Document document, CancellationToken cancellationToken)
    {
        var chart = await charts.GetAsync(link.Connection, cancellationToken);
        var refusal = QuickBooksCheck.Refusal(document, chart, link);
        if (refusal is { Refusal: Refusal.NotActive })
        {
            chart = await charts.ReadAsync(link.Connection, cancellationToken);
            refusal = QuickBooksCheck.Refusal(document, chart, link);
        }

        return (chart, refusal);
    }

    private Task<QuickBooksFound?> FindAsync(PlatformLink link, Document document, string entity, CancellationToken cancellationToken) =>
        new QuickBooksLookup(calls, link.Connection).FindAsync(document, entity, cancellationToken);

    private void Forget(Guid connection)
    {
        charts.Forget(connection);
        items.Forget(connection);
        parties.Forget(connection);
        locations.Forget(connection);
    }

    private static QuickBooksParty? Chosen(IReadOnlyDictionary<string, QuickBooksParty> parties, string? id) => id is null ? null : parties.GetValueOrDefault(id);
}
