using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Platforms.Tests.FreeAgent;

/// <summary>Documents of the stand-in's first company, as plans make them.</summary>
internal sealed class FreeAgentDocuments(FreeAgentFixture freeAgent)
{
    private const string Receivable = "681";
    private const string Payable = "796";

    /// <summary>A sale without tax.</summary>
    public Document Sale(string number, LocalDate date, decimal amount) => Trade(DocumentKind.SalesInvoice, number, date, amount, 0);

    /// <summary>An invoice, credit note, bill or bill credit note of one line.</summary>
    public Document Trade(DocumentKind kind, string number, LocalDate date, decimal net, decimal tax, string? account = null)
    {
        var isSale = kind is DocumentKind.SalesInvoice or DocumentKind.CreditNote;
        var sign = kind is DocumentKind.SalesInvoice or DocumentKind.BillCreditNote ? 1 : -1;
        var id = freeAgent.Account(account ?? (isSale ? "Sales" : "Payment Fees"));
        var rate = tax == 0 ? "0.0" : "20.0";
        var ledger = new List<LedgerLine> { new(isSale ? Receivable : Payable, sign * (net + tax)), new(id, -sign * net) };
        if (tax != 0)
        {
            ledger.Add(new LedgerLine(rate, -sign * tax));
        }

        return New(kind, number, date, net + tax) with
        {
            Lines = [new DocumentLine { Account = id, Description = isSale ? "Sales" : "Payment fees", Net = net, Tax = tax, TaxRate = isSale ? rate : null, Roles = [] }], Ledger = ledger,
        };
    }

    /// <summary>Money on an account: a payment or refund of a document, or money received or given back beyond what is owed.</summary>
    public Document Money(DocumentKind kind, string number, LocalDate date, decimal amount, string account, Document? target = null)
    {
        var sign = kind is DocumentKind.Payment or DocumentKind.Overpayment or DocumentKind.BillRefund ? 1 : -1;
        var control = kind is DocumentKind.BillPayment or DocumentKind.BillRefund ? Payable : Receivable;
        return New(kind, number, date, amount) with
        {
            Account = freeAgent.Account(account), Target = target?.Id, Ledger = [new LedgerLine(freeAgent.Account(account), sign * amount), new LedgerLine(control, -sign * amount)],
        };
    }

    public Document Allocation(string number, LocalDate date, decimal amount, Document source, Document target) =>
        New(DocumentKind.CreditAllocation, number, date, amount) with { Source = source.Id, Target = target.Id };

    public Document Transfer(string number, LocalDate date, decimal amount, string from, string to) => New(DocumentKind.Transfer, number, date, amount) with
    {
        Account = freeAgent.Account(to), FromAccount = freeAgent.Account(from), Ledger = [new LedgerLine(freeAgent.Account(to), amount), new LedgerLine(freeAgent.Account(from), -amount)],
    };

    /// <summary>A journal entry; a name that is no account is a tax rate.</summary>
    public Document Journal(string number, LocalDate date, params IReadOnlyList<(string Account, decimal Amount)> lines)
    {
        var ledger = lines.Select(line => new LedgerLine(line.Account is "20.0" or "5.0" ? line.Account : freeAgent.Account(line.Account), line.Amount)).ToList();
        return New(DocumentKind.Journal, number, date, ledger.Where(line => line.Amount > 0).Sum(line => line.Amount)) with
        {
            Ledger = ledger, Lines = [.. ledger.Select(line => new DocumentLine { Account = line.Account, Description = "Something", Net = line.Amount, Roles = [] })],
        };
    }

    private static Document New(DocumentKind kind, string number, LocalDate date, decimal total) => new()
    {
        Id = Guid.NewGuid(), Kind = kind, Number = number, Date = date, Currency = FreeAgentFixture.Pounds, Total = total, Ledger = [],
    };
}
