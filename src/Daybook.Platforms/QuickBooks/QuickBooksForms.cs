using Daybook.Bookkeeping;

namespace Daybook.Platforms.QuickBooks;

/// <summary>Gives each kind of document the form that QuickBooks has for it.</summary>
internal sealed class QuickBooksForms(QuickBooksSetting setting)
{
    private const string Customer = "Customer";
    private const string Vendor = "Vendor";

    private readonly QuickBooksChart chart = setting.Chart;

    /// <summary>One of the entities that a document becomes.</summary>
    /// <param name="entity">One of <see cref="QuickBooksForm.EntitiesOf"/>.</param>
    /// <param name="document">The document.</param>
    /// <param name="settled">What a payment ties together: what the document settles or uses, and the journal entry before it.</param>
    public QuickBooksForm Of(string entity, Document document, IReadOnlyList<QuickBooksId> settled) => entity switch
    {
        QuickBooksId.Invoice or QuickBooksId.CreditMemo => Sale(entity, document),
        QuickBooksId.Bill or QuickBooksId.VendorCredit => Cost(entity, document),
        QuickBooksId.Payment => Payment(document, settled),
        QuickBooksId.BillPayment => BillPayment(document, settled),
        QuickBooksId.Transfer => Transfer(document),
        _ => Entry(document),
    };

    private QuickBooksForm Sale(string entity, Document document)
    {
        var (lines, tax) = QuickBooksSaleLines.Of(document, setting);
        var body = New(document) with
        {
            DueDate = entity == QuickBooksId.Invoice ? QuickBooksMark.Day(document) : null,
            CustomerRef = Ref(setting.Customer),
            DepartmentRef = Ref(setting.Location),
            GlobalTaxCalculation = TaxWay,
            Line = lines,
            TxnTaxDetail = tax,
        };
        return new QuickBooksForm(entity, body) { Amounts = [("TotalAmt", document.Total)], Tax = QuickBooksSaleLines.ShownTax(document, chart) };
    }

    private QuickBooksForm Cost(string entity, Document document)
    {
        var code = chart.HasTaxCodes ? Ref(chart.Untaxed?.Id) : null;
        var body = New(document) with
        {
            DueDate = entity == QuickBooksId.Bill ? QuickBooksMark.Day(document) : null,
            VendorRef = Ref(setting.Supplier),
            DepartmentRef = Ref(setting.Location),
            APAccountRef = setting.ExchangeRate is null ? Ref(chart.Payable?.Id) : null,
            GlobalTaxCalculation = TaxWay,
            Line = [.. document.Lines.Select(line => new QuickBooksLine(line.Net + line.Tax)
            {
                Description = line.Description,
                DetailType = "AccountBasedExpenseLineDetail",
                AccountBasedExpenseLineDetail = new { AccountRef = Ref(chart.AccountOf(line.Account)?.Id), TaxCodeRef = code, BillableStatus = "NotBillable" },
            })],
        };
        return new QuickBooksForm(entity, body) { Amounts = [("TotalAmt", document.Total)] };
    }

    /// <summary>Money received, or nothing: then it only sets what is settled against each other.</summary>
    private QuickBooksForm Payment(Document document, IReadOnlyList<QuickBooksId> settled)
    {
        var isMoney = settled.Count == 1;
        var body = New(document) with
        {
            DocNumber = null,
            PaymentRefNum = document.Number,
            CustomerRef = Ref(setting.Customer),
            TotalAmt = isMoney ? document.Total : 0,
            DepositToAccountRef = isMoney ? Ref(chart.AccountOf(document.Account!)?.Id) : null,
            Line = Links(document, settled),
        };
        return new QuickBooksForm(QuickBooksId.Payment, body) { Amounts = [("TotalAmt", body.TotalAmt.Value), ("UnappliedAmt", 0)] };
    }

    private QuickBooksForm BillPayment(Document document, IReadOnlyList<QuickBooksId> settled)
    {
        var isMoney = settled.Count == 1;
        var account = isMoney ? chart.AccountOf(document.Account!) : null;
        var body = New(document) with
        {
            VendorRef = Ref(setting.Supplier),
            TotalAmt = isMoney ? document.Total : 0,
            PayType = account is { IsCard: true } ? "CreditCard" : "Check",
            CheckPayment = account is { IsCard: true } ? null : isMoney ? new { BankAccountRef = Ref(account!.Id) } : new { PrintStatus = "NotSet" },
            CreditCardPayment = account is { IsCard: true } ? new { CCAccountRef = Ref(account.Id) } : null,
            Line = Links(document, settled),
        };
        return new QuickBooksForm(QuickBooksId.BillPayment, body) { Amounts = [("TotalAmt", body.TotalAmt.Value)] };
    }

    private QuickBooksForm Transfer(Document document)
    {
        var body = New(document) with
        {
            DocNumber = null,
            FromAccountRef = Ref(chart.AccountOf(document.FromAccount!)?.Id),
            ToAccountRef = Ref(chart.AccountOf(document.Account!)?.Id),
            Amount = document.Total,
        };
        return new QuickBooksForm(QuickBooksId.Transfer, body) { Amounts = [("Amount", document.Total)] };
    }

    private QuickBooksForm Entry(Document document) => new(QuickBooksId.JournalEntry, New(document) with { Line = [.. document.Ledger.Select(line => Side(document, line))] });

    private QuickBooksLine Side(Document document, LedgerLine line)
    {
        var account = chart.InCurrency(chart.AccountOf(line.Account)!, document.Currency.Code);
        object? entity = account.IsReceivable ? new { Type = Customer, EntityRef = Ref(setting.Customer) }
            : account.IsPayable ? new { Type = Vendor, EntityRef = Ref(setting.Supplier) }
            : null;
        return new QuickBooksLine(Math.Abs(line.Amount))
        {
            Description = document.Lines.FirstOrDefault(own => own.Account == line.Account)?.Description ?? Told(document.Kind),
            DetailType = "JournalEntryLineDetail",
            JournalEntryLineDetail = new QuickBooksEntryDetail(line.Amount > 0 ? "Debit" : "Credit", new QuickBooksRef(account.Id)) { Entity = entity, DepartmentRef = Ref(setting.Location) },
        };
    }

    private QuickBooksTransaction New(Document document) => new()
    {
        TxnDate = QuickBooksMark.Day(document),
        PrivateNote = QuickBooksMark.Note(document),
        DocNumber = document.Number,
        CurrencyRef = chart.HasCurrencies ? new QuickBooksRef(document.Currency.Code) : null,
        ExchangeRate = setting.ExchangeRate,
    };

    private string? TaxWay => chart.HasTaxCodes ? "TaxExcluded" : chart.IsGlobal ? "NotApplicable" : null;

    /// <summary>Every amount is positive: credit and debit are told by what they are.</summary>
    private static List<QuickBooksLine> Links(Document document, IReadOnlyList<QuickBooksId> settled) =>
        [.. settled.Select(one => new QuickBooksLine(document.Total) { LinkedTxn = [new QuickBooksLink(one.Id, one.Entity)] })];

    private static string Told(DocumentKind kind) => kind switch
    {
        DocumentKind.Overpayment => "Paid beyond what the orders owe",
        DocumentKind.Overrefund => "Given back beyond what was credited",
        DocumentKind.Refund => "Refund",
        DocumentKind.Payment => "Payment",
        DocumentKind.BillPayment => "Fees taken",
        DocumentKind.BillRefund => "Fees given back",
        DocumentKind.Transfer => "Transfer",
        _ => "Journal",
    };

    private static QuickBooksRef? Ref(string? id) => id is null ? null : new QuickBooksRef(id);
}
