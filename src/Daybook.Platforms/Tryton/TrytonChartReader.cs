using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Daybook.Syncing;
using NodaTime;
using static Daybook.Platforms.Tryton.TrytonJson;

namespace Daybook.Platforms.Tryton;

/// <summary>Reads what there is to choose from, and remembers it for some minutes.</summary>
internal sealed class TrytonChartReader(TimeProvider time)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);
    private static readonly JsonObject Archived = new() { ["active_test"] = false };

    private readonly ConcurrentDictionary<Guid, (TrytonChart Chart, DateTimeOffset ReadAt)> remembered = [];

    /// <summary>The chart as it was lately.</summary>
    public async Task<TrytonChart> GetAsync(TrytonDatabase database, CancellationToken cancellationToken) =>
        remembered.TryGetValue(database.Connection, out var known) && time.GetUtcNow() - known.ReadAt < Remembered ? known.Chart : await ReadAsync(database, cancellationToken);

    /// <summary>The chart as it is now.</summary>
    public async Task<TrytonChart> ReadAsync(TrytonDatabase database, CancellationToken cancellationToken)
    {
        var company = database.Company;
        var own = new JsonArray(Where("company", "=", company));
        var books = await database.ReadAsync("company.company", company, ["party.name", "currency", "cancel_invoice_out"], cancellationToken);
        var currencies = await database.SearchAsync("currency.currency", [], ["code", "digits"], cancellationToken);
        var accounts = await database.SearchAsync("account.account", [Where("company", "=", company), Where("type", "!=", null)], AccountFields, cancellationToken, Archived);
        var taxes = await database.SearchAsync("account.tax", own, ["name", "rate", "type", "parent", "childs", "active", "group.kind", "invoice_account", "credit_note_account"], cancellationToken, Archived);
        var parties = await database.SearchAsync("party.party", [], ["name", "active", "addresses"], cancellationToken, Archived);
        var periods = await database.SearchAsync("account.period", [Where("company", "=", company), Where("type", "=", "standard")], ["start_date", "end_date", "state"], cancellationToken);
        var journals = await database.SearchAsync("account.journal", [], ["code", "type", "sequence"], cancellationToken);
        var defaults = await database.ReadAsync("account.configuration", 1, ["default_account_receivable", "default_account_payable"], cancellationToken);
        var known = currencies.Select(currency => new TrytonCurrency(currency.Id, currency.Text("code")!, currency.Link("digits") ?? 2)).ToList();
        var chart = new TrytonChart
        {
            Name = books.Related("party")?.Text("name") ?? "",
            Currency = known.Single(currency => currency.Id == books.Link("currency")),
            CancelsCustomerInvoices = books.IsTrue("cancel_invoice_out"),
            Accounts = accounts.Where(account => account.Related("type")?.Text("statement") != "off-balance").Select(AccountOf).ToDictionary(account => account.Key, StringComparer.Ordinal),
            Taxes = taxes.Where(IsRate).Select(TaxOf).ToDictionary(tax => tax.Key, StringComparer.Ordinal),
            Parties = parties.Select(party => new TrytonParty(party.Id, party.Text("name") ?? "", party.Links("addresses") is [var first, ..] ? first : null, party.IsTrue("active")))
                .ToDictionary(party => party.Key, StringComparer.Ordinal),
            Periods = [.. periods.Select(period => new TrytonPeriod(period.Id, period.Day("start_date")!.Value, period.Day("end_date")!.Value, period.Text("state") == "open")).OrderBy(period => period.Start)],
            Journals = JournalsOf(journals),
            Currencies = known.ToDictionary(currency => currency.Code, StringComparer.Ordinal),
            Receivable = defaults.Link("default_account_receivable"),
            Payable = defaults.Link("default_account_payable"),
        };
        remembered[database.Connection] = (chart, time.GetUtcNow());
        return chart;
    }

    /// <summary>The chart has changed, as a refusal shows.</summary>
    public void Forget(Guid connection) => remembered.TryRemove(connection, out _);

    private static readonly string[] AccountFields =
    [
        "name", "code", "closed", "end_date", "reconcile", "party_required",
        "type.statement", "type.assets", "type.receivable", "type.payable", "type.revenue", "type.expense", "type.debt",
    ];

    private TrytonAccount AccountOf(TrytonRecord account)
    {
        var type = account.Related("type")!.Value;
        var end = account.Day("end_date");
        var isOver = end < LocalDate.FromDateTime(time.GetUtcNow().UtcDateTime);
        return new TrytonAccount(account.Id, account.Text("code"), account.Text("name") ?? "", !isOver && !account.IsTrue("closed"))
        {
            End = end,
            Statement = type.Text("statement") ?? "",
            IsAsset = type.IsTrue("assets"),
            IsReceivable = type.IsTrue("receivable"),
            IsPayable = type.IsTrue("payable"),
            IsRevenue = type.IsTrue("revenue"),
            IsExpense = type.IsTrue("expense") || type.IsTrue("debt"),
            NeedsParty = account.IsTrue("party_required"),
            CanReconcile = account.IsTrue("reconcile"),
        };
    }

    /// <summary>Rates that stand alone and that sales may have: one that is made of others has no amount of its own to give.</summary>
    private static bool IsRate(TrytonRecord tax) =>
        tax.Text("type") == "percentage" && tax.Link("parent") is null && tax.Links("childs").Count == 0 && tax.Related("group")?.Text("kind") != "purchase"
        && tax.Link("invoice_account") is not null && tax.Link("credit_note_account") is not null;

    /// <summary>The percentage is what a merchant looks for: it is added where the name does not say it.</summary>
    private static TrytonTax TaxOf(TrytonRecord tax)
    {
        var name = tax.Text("name") ?? "";
        var percent = (tax.Amount("rate") * 100).ToString("0.####", CultureInfo.InvariantCulture);
        return new TrytonTax(
            tax.Id, name.Contains('%', StringComparison.Ordinal) ? name : $"{name} ({percent}%)", tax.Link("invoice_account")!.Value, tax.Link("credit_note_account")!.Value, tax.IsTrue("active"));
    }

    /// <summary>The first journal of each type that numbers its moves, but of the general ones not that of stock, which is there from the beginning.</summary>
    private static Dictionary<string, int> JournalsOf(IReadOnlyList<TrytonRecord> journals) =>
        journals.Where(journal => journal.Text("code") != "STO" && journal.Link("sequence") is not null).GroupBy(journal => journal.Text("type") ?? "", StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Id, StringComparer.Ordinal);
}
