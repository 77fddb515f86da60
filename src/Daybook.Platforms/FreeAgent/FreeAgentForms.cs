using Daybook.Bookkeeping;
using Daybook.Platforms.FreeAgent.Forms;
using Daybook.Syncing;
using NodaTime;

namespace Daybook.Platforms.FreeAgent;

/// <summary>
/// Gives each kind of document the form that FreeAgent has for it. What FreeAgent has no single form for, such as tips (a liability) on an invoice or a payment that is
/// not on a bank account, passes through an income category: it comes in by one form and leaves by another, in the same amount and on the same day.
/// </summary>
/// <param name="chart">What the company's books look like.</param>
/// <param name="link">The books.</param>
/// <param name="url">The address of something.</param>
/// <param name="today">The day of writing, in UTC.</param>
internal sealed class FreeAgentForms(FreeAgentChart chart, PlatformLink link, Func<string, string> url, LocalDate today)
{
    /// <summary>What the one line of an invoice or credit note begins with that stands for money: by it what stands in the books is told apart.</summary>
    public const string PaidOn = "Paid on ";
    public const string GivenBackOn = "Given back on ";
    public const string PaidBeyond = "Paid beyond what the orders owe";
    public const string GivenBackBeyond = "Given back beyond what was credited";

    private const int MaxBillItems = 40;

    /// <summary>The forms in the order of writing; or why there is none.</summary>
    public (IReadOnlyList<FreeAgentForm> Forms, WriteOutcome.Rejected? Refusal) Of(Document document, Func<Guid, string?> platformIdOf)
    {
        IReadOnlyList<FreeAgentForm>? forms = document.Kind switch
        {
            DocumentKind.SalesInvoice or DocumentKind.CreditNote => Sale(document),
            DocumentKind.Bill or DocumentKind.BillCreditNote => Bill(document),
            DocumentKind.Overpayment => Credit(document, isCredit: true),
            DocumentKind.Overrefund => Credit(document, isCredit: false),
            DocumentKind.Payment or DocumentKind.Refund => Payment(document, Settled(document.Target, platformIdOf)),
            DocumentKind.BillPayment or DocumentKind.BillRefund => BillPayment(document, Settled(document.Target, platformIdOf)),
            DocumentKind.CreditAllocation => Allocation(document, Settled(document.Source, platformIdOf), Settled(document.Target, platformIdOf)),
            DocumentKind.Transfer or DocumentKind.Journal => Entry(document),
            _ => [],
        };
        if (forms is null)
        {
            return ([], Invalid($"{document.Number} settles a document that is not in FreeAgent."));
        }

        return forms.OfType<JournalForm>().Any() && document.Currency.Code != chart.Currency
            ? ([], Invalid($"{document.Number} needs a journal entry in {document.Currency}; FreeAgent keeps those in {chart.Currency} only: choose income categories for sales, and bank accounts in {document.Currency} for payments."))
            : (forms, null);
    }

    private List<FreeAgentForm> Sale(Document document)
    {
        var isCredit = document.Kind == DocumentKind.CreditNote;
        var through = chart.ThroughSales;
        var lines = document.Lines.Select(line => new FreeAgentLine(chart.Accounts[line.Account].IsIncome ? line.Account : through, line.Description, line.Net, line.Tax, line.TaxRate)).ToList();
        var elsewhere = document.Lines.Where(line => !chart.Accounts[line.Account].IsIncome).Select(line => new LedgerLine(line.Account, isCredit ? line.Net : -line.Net));
        return [Sale(document, isCredit, lines), .. Through(document, through, elsewhere)];
    }

    private SalesForm Sale(Document document, bool isCredit, IReadOnlyList<FreeAgentLine> lines) => new(document, isCredit, link.CustomerId!, lines, link.IsDraft && document.Kind is DocumentKind.SalesInvoice or DocumentKind.CreditNote, chart.IsRegistered, today, url);

    private List<FreeAgentForm> Bill(Document document)
    {
        var isCredit = document.Kind == DocumentKind.BillCreditNote;
        var through = chart.ThroughCosts;
        var lines = document.Lines.Select(line => new FreeAgentLine(chart.Accounts[line.Account].IsCost ? line.Account : through, line.Description, line.Net, line.Tax)).ToList();
        if (lines.Count > MaxBillItems)
        {
            lines = [.. lines.GroupBy(line => line.Category).Select(group => new FreeAgentLine(group.Key, group.First().Description, group.Sum(line => line.Net), group.Sum(line => line.Tax)))];
        }

        var elsewhere = document.Lines.Where(line => !chart.Accounts[line.Account].IsCost).Select(line => new LedgerLine(line.Account, isCredit ? -line.Net : line.Net));
        return [new BillForm(document, isCredit, link.SupplierId!, lines, chart.IsRegistered, url), .. Through(document, through, elsewhere)];
    }

    /// <summary>Credit of the customer, or debt, that came about by money: FreeAgent has only credit notes and invoices for it.</summary>
    private List<FreeAgentForm> Credit(Document document, bool isCredit)
    {
        var description = isCredit ? PaidBeyond : GivenBackBeyond;
        return [Sale(document, isCredit, [new FreeAgentLine(chart.ThroughSales, description, document.Total)]), .. Through(document, chart.ThroughSales, [new LedgerLine(document.Account!, isCredit ? document.Total : -document.Total)])];
    }

    private IReadOnlyList<FreeAgentForm>? Payment(Document document, FreeAgentId? target)
    {
        var isReceived = document.Kind == DocumentKind.Payment;
        var amount = isReceived ? document.Total : -document.Total;
        if (target?.Resource is not (FreeAgentId.Invoices or FreeAgentId.CreditNotes))
        {
            return null;
        }

        if (chart.IsBank(document.Account!))
        {
            return [new ExplanationForm(document, document.Account!, amount, ExplanationForm.Purpose.Sale, target.Path, chart.IsRegistered, url)];
        }

        if (target.Resource != (isReceived ? FreeAgentId.Invoices : FreeAgentId.CreditNotes))
        {
            return null;
        }

        // Only money on bank accounts pays an invoice: what is given on another account is credited, and the credit set against it.
        var credit = Sale(document, isReceived, [new FreeAgentLine(chart.ThroughSales, (isReceived ? PaidOn : GivenBackOn) + chart.LabelOf(document.Account!), document.Total)]);
        var settling = isReceived ? new ReconciliationForm(document, target, null, url) : new ReconciliationForm(document, null, target, url);
        return [credit, settling, .. Through(document, chart.ThroughSales, [new LedgerLine(document.Account!, amount)])];
    }

    private IReadOnlyList<FreeAgentForm>? BillPayment(Document document, FreeAgentId? target) => target?.Resource == FreeAgentId.Bills
        ? [new ExplanationForm(document, document.Account!, document.Kind == DocumentKind.BillRefund ? document.Total : -document.Total, ExplanationForm.Purpose.Bill, target.Path, chart.IsRegistered, url)]
        : null;

    private IReadOnlyList<FreeAgentForm>? Allocation(Document document, FreeAgentId? credit, FreeAgentId? invoice) =>
        credit?.Resource == FreeAgentId.CreditNotes && invoice?.Resource == FreeAgentId.Invoices ? [new ReconciliationForm(document, invoice, credit, url)] : null;

    private IReadOnlyList<FreeAgentForm> Entry(Document document)
    {
        var lines = document.Ledger.Select(line => line with { Account = CategoryOf(line.Account) }).ToList();
        return lines is [var one, var other] && Movement(document, one, other) is { } movement ? [movement] : Through(document, chart.ThroughSales, lines);
    }

    /// <summary>Money between two bank accounts, or between one and a category that money may be explained by; null where it is neither.</summary>
    private ExplanationForm? Movement(Document document, LedgerLine one, LedgerLine other)
    {
        var (bank, named) = chart.IsBank(one.Account) && (one.Amount < 0 || !chart.IsBank(other.Account)) ? (one, other) : (other, one);
        if (!chart.IsBank(bank.Account))
        {
            return null;
        }

        var isTransfer = chart.IsBank(named.Account);
        return isTransfer || chart.Accounts[named.Account].ExplainsMoney
            ? new ExplanationForm(document, bank.Account, bank.Amount, isTransfer ? ExplanationForm.Purpose.Transfer : ExplanationForm.Purpose.Category, isTransfer ? named.Account : $"categories/{named.Account}", chart.IsRegistered, url)
            : null;
    }

    /// <summary>
    /// Moves amounts between a category and where they belong: categories by one journal set, bank accounts by money explained by the category.
    /// Where the lines balance by themselves, the category is only touched for the banks.
    /// </summary>
    private IReadOnlyList<FreeAgentForm> Through(Document document, string through, IEnumerable<LedgerLine> lines)
    {
        var sums = lines.GroupBy(line => CategoryOf(line.Account), StringComparer.Ordinal).Select(account => new LedgerLine(account.Key, account.Sum(line => line.Amount))).Where(line => line.Amount != 0).ToList();
        var entries = sums.Where(line => !chart.IsBank(line.Account)).ToList();
        var rest = -entries.Sum(line => line.Amount);
        if (rest != 0)
        {
            entries = [.. entries.Append(new LedgerLine(through, rest)).GroupBy(line => line.Account, StringComparer.Ordinal).Select(account => new LedgerLine(account.Key, account.Sum(line => line.Amount))).Where(line => line.Amount != 0)];
        }

        var money = sums.Where(line => chart.IsBank(line.Account))
            .Select(line => new ExplanationForm(document, line.Account, line.Amount, ExplanationForm.Purpose.Category, $"categories/{through}", chart.IsRegistered, url));
        return entries.Count > 0 ? [new JournalForm(document, entries, url), .. money] : [.. money];
    }

    /// <summary>A category or bank account by itself, a tax by the category on which FreeAgent keeps what is charged.</summary>
    private string CategoryOf(string account) => chart.TaxRates.ContainsKey(account) ? FreeAgentChart.TaxCharged : account;

    private static FreeAgentId? Settled(Guid? document, Func<Guid, string?> platformIdOf) => FreeAgentId.Settled(document is { } id ? platformIdOf(id) : null);

    private static WriteOutcome.Rejected Invalid(string message) => new(Refusal.Invalid, message);
}
