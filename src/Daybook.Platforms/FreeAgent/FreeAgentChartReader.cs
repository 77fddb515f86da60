using System.Collections.Concurrent;
using Daybook.Platforms.Http;
using Daybook.Syncing;
using NodaTime;

namespace Daybook.Platforms.FreeAgent;

/// <summary>Reads charts, and remembers each for as long as a sync may take: its documents are checked against it.</summary>
internal sealed class FreeAgentChartReader(FreeAgentCalls calls, TimeProvider time)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private static readonly (string Collection, FreeAgentAccountKind Kind)[] Groups =
    [
        ("income_categories", FreeAgentAccountKind.Income),
        ("cost_of_sales_categories", FreeAgentAccountKind.CostOfSales),
        ("admin_expenses_categories", FreeAgentAccountKind.AdminExpense),
        ("general_categories", FreeAgentAccountKind.General),
    ];

    private readonly ConcurrentDictionary<Guid, (FreeAgentChart Chart, DateTimeOffset ReadAt)> remembered = [];
    private readonly KnownParties<ChartItem> contacts = new(contact => contact.Id, time);

    /// <summary>The chart as it was lately.</summary>
    public async Task<FreeAgentChart> GetAsync(Guid connection, CancellationToken cancellationToken) =>
        remembered.TryGetValue(connection, out var known) && time.GetUtcNow() - known.ReadAt < Remembered ? known.Chart : await ReadAsync(connection, cancellationToken);

    /// <summary>The chart as it is now.</summary>
    public async Task<FreeAgentChart> ReadAsync(Guid connection, CancellationToken cancellationToken)
    {
        var company = (await calls.ReadAsync(connection, "company", cancellationToken))?.Part("company") ?? throw new PlatformUnavailableException("FreeAgent names no company.");
        var isRegistered = company.Text("sales_tax_registration_status") is "Registered" or "Registration Applied For";
        var rates = FreeAgentTax.Of(await PercentsAsync(connection, company, cancellationToken), company.Text("sales_tax_name") ?? "VAT", isRegistered);
        var chart = new FreeAgentChart
        {
            Name = company.Text("name") ?? "",
            Currency = company.Text("currency") ?? "",
            CompanyType = company.Text("type") ?? "",
            IsRegistered = isRegistered,
            ClosedUpTo = Later(BeforeFirst(company), await LockedUpToAsync(connection, cancellationToken)),
            Accounts = await AccountsAsync(connection, cancellationToken),
            TaxRates = rates.ToDictionary(rate => rate.Id, StringComparer.Ordinal),
            Contacts = await ContactsAsync(connection, company.Text("subdomain") ?? "", cancellationToken),
        };
        remembered[connection] = (chart, time.GetUtcNow());
        return chart;
    }

    /// <summary>The chart has changed, as a refusal shows.</summary>
    public void Forget(Guid connection)
    {
        remembered.TryRemove(connection, out _);
        contacts.Forget(connection);
    }

    private async Task<Dictionary<string, FreeAgentAccount>> AccountsAsync(Guid connection, CancellationToken cancellationToken)
    {
        var root = await calls.ReadAsync(connection, "categories", cancellationToken) ?? throw new PlatformUnavailableException("FreeAgent has no categories.");
        var accounts = new Dictionary<string, FreeAgentAccount>(StringComparer.Ordinal);
        foreach (var (collection, kind) in Groups)
        {
            foreach (var category in root.List(collection))
            {
                var code = category.Text("nominal_code")!;
                accounts[code] = new FreeAgentAccount(code, code, category.Text("description") ?? "", kind);
            }
        }

        await foreach (var bank in calls.ListAsync(connection, "bank_accounts", "bank_accounts", cancellationToken))
        {
            var path = FreeAgentId.OfUrl(bank.Text("url"))!.Path;
            accounts[path] = new FreeAgentAccount(path, null, bank.Text("name") ?? "", FreeAgentAccountKind.Bank, bank.Text("status") != "hidden", bank.Text("currency"));
        }

        return accounts;
    }

    private async Task<IReadOnlyList<ChartItem>> ContactsAsync(Guid connection, string organisation, CancellationToken cancellationToken)
    {
        var (reading, changed) = (contacts.Begin(connection, organisation), new List<ChartItem>());
        var since = reading.Since is { } moment ? $"&updated_since={moment.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}" : "";
        await foreach (var contact in calls.ListAsync(connection, $"contacts?view=all{since}", "contacts", cancellationToken))
        {
            changed.Add(new ChartItem(FreeAgentId.OfUrl(contact.Text("url"))!.Id, NameOf(contact), contact.Text("status") != "Hidden"));
        }

        return [.. reading.End(changed).Values];
    }

    /// <summary>British companies have their rates with them; others in periods, of which the last holds.</summary>
    private async Task<IEnumerable<decimal>> PercentsAsync(Guid connection, JsonPart company, CancellationToken cancellationToken)
    {
        if (company.Text("type")?.StartsWith("Uk", StringComparison.Ordinal) is not false)
        {
            return company.Amounts("sales_tax_rates");
        }

        var periods = (await calls.ReadAsync(connection, "sales_tax_periods", cancellationToken))?.List("sales_tax_periods") ?? [];
        var today = Instant.FromDateTimeOffset(time.GetUtcNow()).InUtc().Date;
        return periods.Where(period => period.Day("effective_date") is null || period.Day("effective_date") <= today).OrderByDescending(period => period.Day("effective_date")).Take(1)
            .SelectMany(period => new[] { period.Amount("sales_tax_rate_1"), period.Amount("sales_tax_rate_2"), period.Amount("sales_tax_rate_3") }).OfType<decimal>();
    }

    /// <summary>Locks are shown only to users with full access; to others they show when something is refused.</summary>
    private async Task<LocalDate?> LockedUpToAsync(Guid connection, CancellationToken cancellationToken)
    {
        try
        {
            var root = await calls.ReadAsync(connection, "account_locks", cancellationToken);
            return root?.List("account_locks").Select(one => one.Day("locked_to_date")).Max();
        }
        catch (PlatformNotAuthorizedException)
        {
            return null;
        }
    }

    /// <summary>What is dated before the company began, or began with FreeAgent, does not count there: it is as good as locked.</summary>
    private static LocalDate? BeforeFirst(JsonPart company) => Later(company.Day("company_start_date"), company.Day("freeagent_start_date"))?.PlusDays(-1);

    private static string NameOf(JsonPart contact) => contact.Text("organisation_name") is { Length: > 0 } name ? name : $"{contact.Text("first_name")} {contact.Text("last_name")}".Trim();

    private static LocalDate? Later(LocalDate? one, LocalDate? other) => one is null || other > one ? other : one;
}
