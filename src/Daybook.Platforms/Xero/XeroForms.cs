using Daybook.Bookkeeping;
using Daybook.Syncing;

namespace Daybook.Platforms.Xero;

/// <summary>Gives each kind of document the form that Xero has for it.</summary>
internal sealed class XeroForms(XeroChart chart, PlatformLink link, XeroTracked? tracked = null)
{
    private const string Whole = "?summarizeErrors=false";
    private const string Exact = "?summarizeErrors=false&unitdp=4";
    private const int MaxDescription = 4000;

    private readonly IReadOnlyList<XeroTracked>? tracking = tracked is null ? null : [tracked];

    /// <summary>The form; or why there is none.</summary>
    public (XeroForm? Form, WriteOutcome.Rejected? Refusal) Of(Document document, Func<Guid, string?> platformIdOf) => document.Kind switch
    {
        DocumentKind.SalesInvoice => (Invoice(document, "ACCREC", link.CustomerId!, document.Number, Lines(document)), null),
        DocumentKind.Bill => (Invoice(document, "ACCPAY", link.SupplierId!, XeroMark.Of(document), Lines(document)), null),
        DocumentKind.CreditNote => (CreditNote(document, "ACCRECCREDIT", link.CustomerId!, document.Number, Lines(document)), null),
        DocumentKind.BillCreditNote => (CreditNote(document, "ACCPAYCREDIT", link.SupplierId!, XeroMark.Of(document), Lines(document)), null),
        DocumentKind.Overpayment when IsBank(document.Account!) => (Overpayment(document), null),
        DocumentKind.Overpayment => (CreditNote(document, "ACCRECCREDIT", link.CustomerId!, document.Number, [Moved(document, "Paid beyond what the orders owe")]), null),
        DocumentKind.Overrefund => (Invoice(document, "ACCREC", link.CustomerId!, document.Number, [Moved(document, "Given back beyond what was credited")]), null),
        DocumentKind.Payment or DocumentKind.Refund or DocumentKind.BillPayment or DocumentKind.BillRefund => Payment(document, XeroId.Read(platformIdOf(document.Target!.Value))),
        DocumentKind.CreditAllocation => Allocation(document, XeroId.Read(platformIdOf(document.Source!.Value)), XeroId.Read(platformIdOf(document.Target!.Value))),
        DocumentKind.Transfer when IsBank(document.Account!) && IsBank(document.FromAccount!) => (BankTransfer(document), null),
        DocumentKind.Transfer or DocumentKind.Journal => Entry(document),
        _ => (null, Invalid($"{document.Number} is of a kind that Xero has nothing for.")),
    };

    private XeroForm Invoice(Document document, string type, string contact, string number, IReadOnlyList<XeroLine> lines)
    {
        var isSale = document.Kind == DocumentKind.SalesInvoice;
        var day = XeroMark.Day(document);
        var body = new XeroInvoice(type, StateOf(document), new XeroContact(contact), day, day, number, type == "ACCREC" ? XeroMark.Of(document) : null, Amounts(document), document.Currency.Code, lines);
        return new XeroForm(XeroId.Invoices, "Invoices" + Exact, body)
        {
            Collection = XeroId.Invoices, KnownBy = ("InvoiceNumber", number), Amounts = Totals(document), States = isSale && link.IsDraft ? ["DRAFT"] : ["AUTHORISED", "PAID"],
        };
    }

    private XeroForm CreditNote(Document document, string type, string contact, string number, IReadOnlyList<XeroLine> lines)
    {
        var body = new XeroCreditNote(
            type, StateOf(document), new XeroContact(contact), XeroMark.Day(document), number, type == "ACCRECCREDIT" ? XeroMark.Of(document) : null, Amounts(document), document.Currency.Code, lines);
        return new XeroForm(XeroId.CreditNotes, "CreditNotes" + Exact, body)
        {
            Collection = XeroId.CreditNotes,
            KnownBy = ("CreditNoteNumber", number),
            Amounts = Totals(document),
            States = document.Kind == DocumentKind.CreditNote && link.IsDraft ? ["DRAFT"] : ["AUTHORISED", "PAID"],
        };
    }

    private static (XeroForm?, WriteOutcome.Rejected?) Payment(Document document, XeroId? target)
    {
        var payment = new XeroPayment(new XeroAccountRef(document.Account!), XeroMark.Day(document), document.Total, XeroMark.Of(document));
        payment = target switch
        {
            { Resource: XeroId.Invoices } => payment with { Invoice = new XeroInvoiceRef(target.Id) },
            { Resource: XeroId.CreditNotes } => payment with { CreditNote = new XeroCreditNoteRef(target.Id) },
            { Resource: XeroId.Overpayments } => payment with { Overpayment = new XeroOverpaymentRef(target.Id) },
            _ => null,
        };
        return payment is null ? (null, NotThere(document)) : (new XeroForm(XeroId.Payments, "Payments" + Whole, payment)
        {
            Collection = XeroId.Payments, KnownBy = ("Reference", payment.Reference), Amounts = [("Amount", document.Total)], States = ["AUTHORISED"],
        }, null);
    }

    private static (XeroForm?, WriteOutcome.Rejected?) Allocation(Document document, XeroId? credit, XeroId? invoice)
    {
        if (credit is not { Resource: XeroId.CreditNotes or XeroId.Overpayments } || invoice is not { Resource: XeroId.Invoices })
        {
            return (null, NotThere(document));
        }

        var body = new XeroAllocation(new XeroInvoiceRef(invoice.Id), document.Total, XeroMark.Day(document));
        return (new XeroForm("Allocations", $"{credit.ResourcePath}/Allocations{Whole}", body)
        {
            Collection = "Allocations", Amounts = [("Amount", document.Total)], Credit = credit, Settled = invoice.Id,
        }, null);
    }

    private static XeroForm BankTransfer(Document document) => new(
        XeroId.BankTransfers,
        "BankTransfers",
        new XeroBankTransfer(new XeroAccountRef(document.FromAccount!), new XeroAccountRef(document.Account!), document.Total, XeroMark.Day(document), XeroMark.Of(document)))
    {
        Collection = XeroId.BankTransfers, Amounts = [("Amount", document.Total)],
    };

    /// <summary>Customer credit in Xero's own form, which only bank accounts have. It takes no reference: its line carries the mark.</summary>
    private XeroForm Overpayment(Document document)
    {
        var line = new XeroLine($"Paid beyond what the orders owe ({XeroMark.Of(document)})") { Quantity = 1, UnitAmount = document.Total };
        var body = new XeroBankTransaction(
            "RECEIVE-OVERPAYMENT", new XeroContact(link.CustomerId!), new XeroAccountRef(document.Account!), XeroMark.Day(document), null, "NoTax", [line]);
        return BankForm(XeroId.Overpayments, body, document.Total);
    }

    /// <summary>A journal entry; where it moves a bank account, which Xero's journals can't, money spent or received instead: it has no taxed lines.</summary>
    private (XeroForm?, WriteOutcome.Rejected?) Entry(Document document)
    {
        var banks = document.Ledger.Where(line => IsBank(line.Account)).ToList();
        var receivable = chart.System("DEBTORS")?.Id;
        if (document.Ledger.Any(line => line.Account == receivable))
        {
            return (null, Invalid($"Xero takes no journal entries on {chart.System("DEBTORS")!.Label}: choose another account for 'Owed by customers', such as a current asset, or have sales written as invoices."));
        }

        if (banks.Count > 1)
        {
            return (null, Invalid($"Xero takes no journal entries on bank accounts ({string.Join(", ", banks.Select(line => chart.Accounts[line.Account].Label))}): choose clearing accounts for payments, or have sales written as invoices."));
        }

        return (banks.Count == 1 ? Money(document, banks[0]) : Journal(document), null);
    }

    private XeroForm Money(Document document, LedgerLine bank)
    {
        var isReceived = bank.Amount > 0;
        var lines = document.Ledger.Where(line => line != bank).Select(line => new XeroLine(Described(document, line.Account))
        {
            Quantity = 1, UnitAmount = isReceived ? -line.Amount : line.Amount, AccountID = AccountOf(line.Account), TaxType = chart.Untaxed,
        });
        var contact = link.SupplierId ?? link.CustomerId ?? "";
        var body = new XeroBankTransaction(isReceived ? "RECEIVE" : "SPEND", new XeroContact(contact), new XeroAccountRef(bank.Account), XeroMark.Day(document), XeroMark.Of(document), "NoTax", [.. lines])
        {
            Status = "AUTHORISED",
        };
        return BankForm(XeroId.BankTransactions, body, Math.Abs(bank.Amount));
    }

    private static XeroForm BankForm(string resource, XeroBankTransaction body, decimal total) => new(resource, "BankTransactions" + Exact, body)
    {
        Collection = XeroId.BankTransactions, KnownBy = body.Reference is { } mark ? ("Reference", mark) : null, Amounts = [("Total", total)], States = ["AUTHORISED"],
    };

    private XeroForm Journal(Document document) => new(
        XeroId.ManualJournals,
        "ManualJournals" + Whole,
        new XeroManualJournal(
            XeroMark.Of(document),
            XeroMark.Day(document),
            "POSTED",
            "NoTax",
            [.. document.Ledger.Select(line => new XeroJournalLine(line.Amount, AccountOf(line.Account), Described(document, line.Account), chart.Untaxed) { Tracking = tracking })]))
    {
        Collection = XeroId.ManualJournals, KnownBy = ("Narration", XeroMark.Of(document)), States = ["POSTED"],
    };

    /// <summary>The lines with the source's tax, and what a reader must know as a remark below them.</summary>
    private List<XeroLine> Lines(Document document)
    {
        var lines = document.Lines.Select(line => new XeroLine(Cut(line.Description))
        {
            Quantity = 1, UnitAmount = line.Net, AccountID = line.Account, TaxType = line.TaxRate ?? chart.Untaxed, TaxAmount = line.Tax, Tracking = tracking,
        }).ToList();
        if (document.Notes.Count > 0)
        {
            lines.Add(new XeroLine(Cut(string.Join('\n', document.Notes))));
        }

        return lines;
    }

    /// <summary>One untaxed line on the account that the money came to or left.</summary>
    private XeroLine Moved(Document document, string description) => new(description)
    {
        Quantity = 1, UnitAmount = document.Total, AccountID = document.Account, TaxType = chart.Untaxed,
    };

    private static List<(string, decimal)> Totals(Document document) => [("Total", document.Total), ("TotalTax", document.Lines.Sum(line => line.Tax))];

    private static string Amounts(Document document) => document.Kind is DocumentKind.Overpayment or DocumentKind.Overrefund ? "NoTax" : "Exclusive";

    private string StateOf(Document document) => link.IsDraft && document.Kind is DocumentKind.SalesInvoice or DocumentKind.CreditNote ? "DRAFT" : "AUTHORISED";

    /// <summary>An account by itself, a tax by the account on which Xero keeps all of it.</summary>
    private string AccountOf(string account) => chart.Accounts.ContainsKey(account) ? account : chart.System("GST")?.Id ?? account;

    private static string Described(Document document, string account)
    {
        var description = document.Lines.FirstOrDefault(line => line.Account == account)?.Description ?? (document.Kind == DocumentKind.Transfer ? "Transfer" : document.Number);
        return Cut(document.Notes.Count == 0 ? description : $"{description}. {string.Join(' ', document.Notes)}");
    }

    private bool IsBank(string account) => chart.Accounts.TryGetValue(account, out var known) && known.IsBank;

    private static string Cut(string text) => text.Length > MaxDescription ? text[..(MaxDescription - 1)] + "…" : text;

    private static WriteOutcome.Rejected NotThere(Document document) => Invalid($"{document.Number} settles a document that is not in Xero.");

    private static WriteOutcome.Rejected Invalid(string message) => new(Refusal.Invalid, message);
}
