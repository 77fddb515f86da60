using System.Collections.Concurrent;
using Daybook.Platforms.Http;
using Daybook.Syncing;
using NodaTime;

namespace Daybook.Platforms.Xero;

/// <summary>Reads charts, and remembers each for as long as a sync may take: its documents are checked against it.</summary>
internal sealed class XeroChartReader(XeroCalls calls, TimeProvider time)
{
    private const int PageSize = 1000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<Guid, (XeroChart Chart, DateTimeOffset ReadAt)> remembered = [];
    private readonly KnownParties<ChartItem> contacts = new(contact => contact.Id, time);

    /// <summary>The chart as it was lately.</summary>
    public async Task<XeroChart> GetAsync(Guid connection, CancellationToken cancellationToken) =>
        remembered.TryGetValue(connection, out var known) && time.GetUtcNow() - known.ReadAt < Remembered ? known.Chart : await ReadAsync(connection, cancellationToken);

    /// <summary>The chart as it is now.</summary>
    public async Task<XeroChart> ReadAsync(Guid connection, CancellationToken cancellationToken)
    {
        var organisation = (await ListAsync(connection, "Organisation", "Organisations", cancellationToken))[0];
        var accounts = await ListAsync(connection, "Accounts", "Accounts", cancellationToken);
        var rates = await ListAsync(connection, "TaxRates", "TaxRates", cancellationToken);
        var chart = new XeroChart
        {
            Name = organisation.Text("Name") ?? "",
            Currency = organisation.Text("BaseCurrency") ?? "",
            ClosedUpTo = Later(organisation.Day("PeriodLockDate"), organisation.Day("EndOfYearLockDate")),
            Accounts = accounts.Select(AccountOf).ToDictionary(account => account.Id, StringComparer.Ordinal),
            TaxRates = rates.Select(RateOf).ToDictionary(rate => rate.Id, StringComparer.Ordinal),
            SalesRates = rates.Where(rate => rate.IsTrue("CanApplyToRevenue")).Select(rate => rate.Text("TaxType")!).ToHashSet(StringComparer.Ordinal),
            Contacts = await ContactsAsync(connection, organisation.Text("OrganisationID") ?? "", cancellationToken),
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

    private async Task<IReadOnlyList<ChartItem>> ContactsAsync(Guid connection, string organisation, CancellationToken cancellationToken)
    {
        var (reading, changed) = (contacts.Begin(connection, organisation), new List<ChartItem>());
        for (var page = 1; ; page++)
        {
            var path = $"Contacts?page={page}&pageSize={PageSize}&summaryOnly=true&includeArchived=true";
            var some = (await calls.ReadAsync(connection, path, reading.Since, cancellationToken) ?? throw new PlatformUnavailableException("Xero has no contacts.")).List("Contacts");
            changed.AddRange(some.Select(contact => new ChartItem(contact.Text("ContactID")!, contact.Text("Name") ?? "", contact.Text("ContactStatus") == "ACTIVE")));
            if (some.Count < PageSize)
            {
                return [.. reading.End(changed).Values];
            }
        }
    }

    private async Task<IReadOnlyList<JsonPart>> ListAsync(Guid connection, string path, string collection, CancellationToken cancellationToken) =>
        (await calls.ReadAsync(connection, path, cancellationToken) ?? throw new PlatformUnavailableException($"Xero has no {collection}.")).List(collection);

    private static XeroAccount AccountOf(JsonPart account) => new(
        account.Text("AccountID")!,
        account.Text("Code") is { Length: > 0 } code ? code : null,
        account.Text("Name") ?? "",
        account.Text("Type") ?? "",
        account.Text("Class") ?? "",
        account.Text("SystemAccount") ?? "",
        account.IsTrue("EnablePaymentsToAccount"),
        account.Text("Status") == "ACTIVE");

    private static ChartItem RateOf(JsonPart rate) => new(rate.Text("TaxType")!, NameOf(rate), rate.Text("Status") == "ACTIVE");

    /// <summary>The percentage is what a merchant looks for: it is added where the name does not say it.</summary>
    private static string NameOf(JsonPart rate)
    {
        var name = rate.Text("Name") ?? rate.Text("TaxType")!;
        return name.Contains('%', StringComparison.Ordinal) || rate.Amount("EffectiveRate") is not { } percent ? name : $"{name} ({percent:0.####}%)";
    }

    private static LocalDate? Later(LocalDate? one, LocalDate? other) => one is null || other > one ? other : one;
}
