using System.Collections.Concurrent;
using Daybook.Platforms.Http;
using Daybook.Syncing;

namespace Daybook.Platforms.QuickBooks;

/// <summary>Reads charts, and remembers each for as long as a sync may take: its documents are checked against it.</summary>
internal sealed class QuickBooksChartReader(QuickBooksCalls calls, TimeProvider time)
{
    private const string WithInactive = "Active in (true,false)";

    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<Guid, (QuickBooksChart Chart, DateTimeOffset ReadAt)> remembered = [];
    private readonly KnownParties<QuickBooksParty> knownCustomers = new(party => party.Id, time);
    private readonly KnownParties<QuickBooksParty> knownSuppliers = new(party => party.Id, time);

    /// <summary>The chart as it was lately.</summary>
    public async Task<QuickBooksChart> GetAsync(Guid connection, CancellationToken cancellationToken) =>
        remembered.TryGetValue(connection, out var known) && time.GetUtcNow() - known.ReadAt < Remembered ? known.Chart : await ReadAsync(connection, cancellationToken);

    /// <summary>The chart as it is now.</summary>
    public async Task<QuickBooksChart> ReadAsync(Guid connection, CancellationToken cancellationToken)
    {
        var realm = await calls.RealmOfAsync(connection, cancellationToken);
        var (readCustomers, readSuppliers) = (knownCustomers.Begin(connection, realm), knownSuppliers.Begin(connection, realm));

        // A call answers a thousand entities.
        (string Entity, string Where, int Expected)[] asked =
        [
            ("CompanyInfo", "", 1), ("Preferences", "", 1), ("Account", WithInactive, 300), ("Customer", WithInactive + ChangedSince(readCustomers.Since), 250),
            ("Vendor", WithInactive + ChangedSince(readSuppliers.Since), 248), ("TaxRate", WithInactive, 100), ("TaxCode", WithInactive, 100),
        ];
        var read = await calls.AllAsync(connection, asked, cancellationToken);
        if (read is not [[var company, ..], [var preferences, ..], var accounts, var customers, var suppliers, var rates, var codes])
        {
            throw new PlatformUnavailableException("QuickBooks tells nothing of the company.");
        }

        var (taxes, currencies) = (preferences.Part("TaxPrefs"), preferences.Part("CurrencyPrefs"));
        var home = currencies?.Part("HomeCurrency")?.Text("value") ?? "";
        var country = company.Text("Country") ?? "US";
        var usesTax = taxes?.IsTrue("UsingSalesTax") is true;
        var chart = new QuickBooksChart
        {
            Name = company.Text("CompanyName") ?? "",
            Country = country,
            Currency = home,
            HasCurrencies = currencies?.IsTrue("MultiCurrencyEnabled") is true,
            UsesSalesTax = usesTax,
            IsAutomated = usesTax && country == "US" && taxes?.IsTrue("PartnerTaxEnabled") is true,
            TracksLocations = preferences.Part("AccountingInfoPrefs")?.IsTrue("TrackDepartments") is true,
            ClosedUpTo = preferences.Part("AccountingInfoPrefs")?.Day("BookCloseDate"),
            Accounts = ById(accounts.Select(AccountOf), account => account.Id),
            TaxCodes = country != "US" && usesTax ? TaxCodesOf(codes, rates) : new Dictionary<string, QuickBooksTaxCode>(StringComparer.Ordinal),
            Customers = readCustomers.End(customers.Select(customer => PartyOf(customer, home))),
            Suppliers = readSuppliers.End(suppliers.Select(supplier => PartyOf(supplier, home))),
        };
        remembered[connection] = (chart, time.GetUtcNow());
        return chart;
    }

    /// <summary>The chart has changed, as a refusal shows.</summary>
    public void Forget(Guid connection)
    {
        remembered.TryRemove(connection, out _);
        knownCustomers.Forget(connection);
        knownSuppliers.Forget(connection);
    }

    private static string ChangedSince(DateTimeOffset? moment) => moment is { } since ? $" and MetaData.LastUpdatedTime >= '{since.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss}+00:00'" : "";

    private static Dictionary<string, QuickBooksTaxCode> TaxCodesOf(IReadOnlyList<JsonPart> codes, IReadOnlyList<JsonPart> rates)
    {
        var byId = rates.ToDictionary(rate => rate.Text("Id")!, rate => new QuickBooksTaxRate(rate.Text("Id")!, rate.Amount("RateValue") ?? 0), StringComparer.Ordinal);
        return ById(codes.Where(code => !code.IsTrue("Hidden")).Select(code => TaxCodeOf(code, byId)), code => code.Id);
    }

    public static QuickBooksParty PartyOf(JsonPart party, string home) =>
        new(party.Text("Id")!, party.Text("DisplayName") ?? "", party.Part("CurrencyRef")?.Text("value") ?? home, !IsInactive(party));

    public static QuickBooksAccount AccountOf(JsonPart account) => new(
        account.Text("Id")!,
        account.Text("FullyQualifiedName") ?? account.Text("Name") ?? "",
        account.Text("AcctNum") is { Length: > 0 } number ? number : null,
        account.Text("AccountType") ?? "",
        account.Text("AccountSubType") ?? "",
        account.Text("Classification") ?? "",
        account.Part("CurrencyRef")?.Text("value"),
        !IsInactive(account));

    private static QuickBooksTaxCode TaxCodeOf(JsonPart code, Dictionary<string, QuickBooksTaxRate> rates)
    {
        var sales = code.Part("SalesTaxRateList")?.List("TaxRateDetail") ?? [];
        return new QuickBooksTaxCode(
            code.Text("Id")!,
            code.Text("Name") ?? "",
            !IsInactive(code),
            code.IsTrue("Taxable"),
            [.. sales.Select(detail => detail.Part("TaxRateRef")?.Text("value")).OfType<string>().Select(rates.GetValueOrDefault).OfType<QuickBooksTaxRate>()]);
    }

    /// <summary>Only what is said to be inactive is.</summary>
    private static bool IsInactive(JsonPart entity) => entity.Json.TryGetProperty("Active", out var active) && active.ValueKind == System.Text.Json.JsonValueKind.False;

    private static Dictionary<string, T> ById<T>(IEnumerable<T> items, Func<T, string> id)
        where T : notnull => items.ToDictionary(id, StringComparer.Ordinal);
}
