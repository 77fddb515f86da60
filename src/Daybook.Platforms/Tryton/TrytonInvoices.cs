using System.Text.Json.Nodes;
using Daybook.Bookkeeping;
using Daybook.Syncing;
using static Daybook.Platforms.Tryton.TrytonJson;

namespace Daybook.Platforms.Tryton;

/// <summary>Invoices, credit notes, bills and bill credit notes as Tryton's invoices: those that give back have negative quantities.</summary>
internal sealed class TrytonInvoices(TrytonChart chart, PlatformLink link, int company)
{
    public TrytonForm Of(Document document)
    {
        var isSale = document.Kind is DocumentKind.SalesInvoice or DocumentKind.CreditNote;
        var sign = document.Kind is DocumentKind.SalesInvoice or DocumentKind.Bill ? 1 : -1;
        var party = chart.Parties[(isSale ? link.CustomerId : link.SupplierId)!];
        var owed = document.Ledger.Select(line => chart.Accounts.GetValueOrDefault(line.Account)).First(account => account is not null && (isSale ? account.IsReceivable : account.IsPayable))!;
        var currency = chart.Currencies[document.Currency.Code].Id;
        var taxes = Taxes(document, isSale, sign);
        var values = new JsonObject
        {
            ["type"] = isSale ? "out" : "in",
            ["number"] = document.Number,
            ["reference"] = TrytonMark.Of(document),
            ["company"] = company,
            ["currency"] = currency,
            ["party"] = party.Id,
            ["invoice_address"] = party.Address,
            ["journal"] = chart.Journals[isSale ? "revenue" : "expense"],
            ["account"] = owed.Id,
            ["invoice_date"] = Day(document.Date),
            ["accounting_date"] = Day(document.Date),
            ["comment"] = document.Notes.Count == 0 ? null : string.Join('\n', document.Notes),
            ["lines"] = Created(document.Lines.Where(line => IsLine(line, isSale)).Select(line => Line(line, sign, currency))),
            ["taxes"] = Created(taxes),
        };
        return new TrytonForm(TrytonId.Invoice, values) { Total = sign * document.Total, Tax = taxes.Sum(tax => new TrytonRecord(System.Text.Json.JsonSerializer.SerializeToElement(tax)).Amount("amount")) };
    }

    /// <summary>Tryton lets lines name only accounts of revenue (or of expense): what else is sold, such as gift cards, stands among the tax lines, which may name any account.</summary>
    private bool IsLine(DocumentLine line, bool isSale) => chart.Accounts[line.Account] is var account && (isSale ? account.IsRevenue : account.IsExpense);

    private JsonObject Line(DocumentLine line, int sign, int currency) => new()
    {
        ["type"] = "line",
        ["account"] = chart.Accounts[line.Account].Id,
        ["description"] = line.Description,
        ["quantity"] = sign,
        ["unit_price"] = Money(line.Net),
        ["currency"] = currency,
        ["company"] = company,
        ["taxes"] = line.TaxRate is { } rate ? Added(chart.Taxes[rate].Id) : new JsonArray(),
    };

    /// <summary>The source's tax as it is: Tryton computes only what a tax line's base must be, and takes the amount that stands there.</summary>
    private List<JsonObject> Taxes(Document document, bool isSale, int sign)
    {
        var taxes = new List<JsonObject>();
        foreach (var group in document.Lines.Where(line => line.TaxRate is not null && IsLine(line, isSale)).GroupBy(line => (Tax: line.TaxRate!, IsGiven: sign * line.Net >= 0)))
        {
            var tax = chart.Taxes[group.Key.Tax];
            taxes.Add(Tax(tax.Name, tax.Id, group.Key.IsGiven ? tax.Account : tax.CreditAccount, sign * group.Sum(line => line.Net), sign * group.Sum(line => line.Tax), isManual: false));
        }

        foreach (var line in document.Lines.Where(line => !IsLine(line, isSale)))
        {
            taxes.Add(Tax(line.Description, null, chart.Accounts[line.Account].Id, 0, sign * line.Net, isManual: true));
            if (line.TaxRate is not null && line.Tax != 0)
            {
                var tax = chart.Taxes[line.TaxRate];
                taxes.Add(Tax(tax.Name, tax.Id, sign * line.Net >= 0 ? tax.Account : tax.CreditAccount, sign * line.Net, sign * line.Tax, isManual: true));
            }
        }

        return taxes;
    }

    private static JsonObject Tax(string description, int? tax, int account, decimal net, decimal amount, bool isManual) => new()
    {
        ["manual"] = isManual, ["tax"] = tax, ["account"] = account, ["description"] = description, ["base"] = Money(net), ["amount"] = Money(amount),
    };
}
