using System.Text.Json.Nodes;
using Daybook.Syncing;
using static Daybook.Platforms.Tryton.TrytonJson;

namespace Daybook.Platforms.Tryton;

public sealed partial class TrytonBooks
{
    /// <inheritdoc/>
    /// <remarks>It gets the first type of the company's that fits the classification, and stands beside an account of that type.</remarks>
    public Task<ChartChange<ChartAccount>> CreateAccountAsync(PlatformLink link, NewAccount account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        var kind = account.Classification.Split('.')[0];
        if (kind is not ("Asset" or "Liability" or "Equity" or "Income" or "Expense"))
        {
            return Task.FromResult<ChartChange<ChartAccount>>(new ChartChange<ChartAccount>.Refused($"'{account.Classification}' is no classification: Asset, Liability, Equity, Income and Expense are."));
        }

        return ChangeAsync<ChartAccount>(link, async database =>
        {
            var chart = await charts.ReadAsync(database, cancellationToken);
            if (chart.Accounts.Values.FirstOrDefault(other => string.Equals(other.Name, account.Name, StringComparison.OrdinalIgnoreCase)) is { } known)
            {
                return known is { IsActive: true } && (known.ToChart().Classification.Split('.')[0] == kind || kind == "Equity")
                    ? new ChartChange<ChartAccount>.Done(known.ToChart())
                    : new ChartChange<ChartAccount>.Refused($"The account {known.Label} is there already, {(known.IsActive ? "as " + known.ToChart().Classification : "but closed")}.");
            }

            if (await TypeAsync(database, kind, cancellationToken) is not { } type)
            {
                return new ChartChange<ChartAccount>.Refused($"Tryton has no account type for {kind}: create the account in Tryton.");
            }

            var siblings = await database.SearchAsync("account.account", [Where("type", "=", type), Where("company", "=", database.Company)], ["parent"], cancellationToken);
            var values = new JsonObject
            {
                ["name"] = account.Name, ["code"] = account.NominalCode, ["company"] = database.Company, ["type"] = type, ["parent"] = siblings is [var sibling, ..] ? sibling.Link("parent") : null,
            };
            var id = await database.CreateAsync("account.account", values, cancellationToken);
            return new ChartChange<ChartAccount>.Done((await charts.ReadAsync(database, cancellationToken)).Accounts.Values.Single(made => made.Id == id).ToChart());
        }, cancellationToken);
    }

    public Task<ChartChange<ChartItem>> CreateCustomerAsync(PlatformLink link, string name, CancellationToken cancellationToken) => CreatePartyAsync(link, name, cancellationToken);

    public Task<ChartChange<ChartItem>> CreateSupplierAsync(PlatformLink link, string name, CancellationToken cancellationToken) => CreatePartyAsync(link, name, cancellationToken);

    /// <summary>A party with an address, though an empty one: invoices need it.</summary>
    private Task<ChartChange<ChartItem>> CreatePartyAsync(PlatformLink link, string name, CancellationToken cancellationToken) => ChangeAsync<ChartItem>(link, async database =>
    {
        var chart = await charts.ReadAsync(database, cancellationToken);
        if (chart.Parties.Values.FirstOrDefault(party => string.Equals(party.Name, name, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            return known is { IsActive: true, Address: not null }
                ? new ChartChange<ChartItem>.Done(new ChartItem(known.Key, known.Name))
                : new ChartChange<ChartItem>.Refused($"'{known.Name}' is there already, but {(known.IsActive ? "has no address: add one in Tryton" : "no longer active: activate it in Tryton")}.");
        }

        var id = await database.CreateAsync("party.party", new JsonObject { ["name"] = name, ["addresses"] = Created([[]]) }, cancellationToken);
        charts.Forget(link.Connection);
        return new ChartChange<ChartItem>.Done(new ChartItem($"{id}", name));
    }, cancellationToken);

    private static async Task<int?> TypeAsync(TrytonDatabase database, string kind, CancellationToken cancellationToken)
    {
        var types = await database.SearchAsync(
            "account.account.type", [Where("company", "=", database.Company)], ["name", "statement", "assets", "receivable", "payable", "stock", "revenue", "expense"], cancellationToken);
        var isBalance = kind is "Asset" or "Liability" or "Equity";
        var fitting = types.Where(type => type.Text("statement") == (isBalance ? "balance" : "income")
            && (!isBalance || (type.IsTrue("assets") == (kind == "Asset") && !type.IsTrue("receivable") && !type.IsTrue("payable") && !type.IsTrue("stock")))
            && (isBalance || type.IsTrue(kind == "Income" ? "revenue" : "expense"))).ToList();

        // Tryton has no mark of its own for equity: its name is all there is.
        var named = fitting.Find(type => type.Text("name")?.Contains("equity", StringComparison.OrdinalIgnoreCase) is true == (kind == "Equity"));
        return named.Json.ValueKind == default ? fitting is [var first, ..] ? first.Id : null : named.Id;
    }

    private async Task<ChartChange<T>> ChangeAsync<T>(PlatformLink link, Func<TrytonDatabase, Task<ChartChange<T>>> change, CancellationToken cancellationToken)
    {
        try
        {
            return await change(await sessions.OpenAsync(link.Connection, cancellationToken));
        }
        catch (TrytonRefusedException no)
        {
            return new ChartChange<T>.Refused(TrytonRefusals.Of(no).Message);
        }
    }
}
