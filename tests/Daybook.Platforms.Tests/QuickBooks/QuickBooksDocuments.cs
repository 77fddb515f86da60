using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Platforms.Tests.QuickBooks;

/// <summary>Documents of the stand-in's company, as plans make them.</summary>
internal sealed class QuickBooksDocuments(QuickBooksFixture books)
{
    public string Receivable => books.Account("Accounts Receivable (A/R)");

    public string Payable => books.Account("Accounts Payable (A/P)");

    /// <summary>A sale without tax.</summary>
    public Document Sale(string number, LocalDate date, decimal amount) => Trade(DocumentKind.SalesInvoice, number, date, amount, 0);

    /// <summary>An invoice, credit note, bill or bill credit note of one line.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="number">Its number.</param>
    /// <param name="date">Its day.</param>
    /// <param name="net">Without tax.</param>
    /// <param name="tax">The tax.</param>
    /// <param name="rate">The id of the tax rate; null: 20% where there is tax, else none at all.</param>
    /// <param name="account">The name of the account.</param>
    public Document Trade(DocumentKind kind, string number, LocalDate date, decimal net, decimal tax, string? rate = null, string? account = null)
    {
        var isSale = kind is DocumentKind.SalesInvoice or DocumentKind.CreditNote;
        var sign = kind is DocumentKind.SalesInvoice or DocumentKind.BillCreditNote ? 1 : -1;
        var id = books.Account(account ?? (isSale ? "Sales" : "Payment Fees"));
        rate ??= books.Company.Country == "US" ? null : books.TaxCode(tax == 0 ? "0.0% Z" : "20.0% S");
        var ledger = new List<LedgerLine> { new(isSale ? Receivable : Payable, sign * (net + tax)), new(id, -sign * net) };
        if (tax != 0)
        {
            ledger.Add(new LedgerLine(rate!, -sign * tax));
        }

        return New(kind, number, date, net + tax) with
        {
            Lines = [new DocumentLine { Account = id, Description = isSale ? "Sales" : "Payment fees", Net = net, Tax = tax, TaxCode = isSale ? "20" : "", TaxRate = isSale ? rate : null, Roles = [] }],
            Ledger = ledger,
        };
    }

    /// <summary>Money on an account: a payment or refund of a document, or money received or given back beyond what is owed.</summary>
    public Document Money(DocumentKind kind, string number, LocalDate date, decimal amount, string account, Document? target = null)
    {
        var sign = kind is DocumentKind.Payment or DocumentKind.Overpayment or DocumentKind.BillRefund ? 1 : -1;
        var control = kind is DocumentKind.BillPayment or DocumentKind.BillRefund ? Payable : Receivable;
        return New(kind, number, date, amount) with
        {
            Account = books.Account(account), Target = target?.Id, Ledger = [new LedgerLine(books.Account(account), sign * amount), new LedgerLine(control, -sign * amount)],
        };
    }

    public Document Allocation(string number, LocalDate date, decimal amount, Document source, Document target) =>
        New(DocumentKind.CreditAllocation, number, date, amount) with { Source = source.Id, Target = target.Id };

    public Document Transfer(string number, LocalDate date, decimal amount, string from, string to) => New(DocumentKind.Transfer, number, date, amount) with
    {
        Account = books.Account(to), FromAccount = books.Account(from), Ledger = [new LedgerLine(books.Account(to), amount), new LedgerLine(books.Account(from), -amount)],
    };

    /// <summary>A journal entry; a name with a percent sign is a tax code.</summary>
    public Document Journal(string number, LocalDate date, params IReadOnlyList<(string Account, decimal Amount)> lines)
    {
        var ledger = lines.Select(line => new LedgerLine(line.Account.Contains('%', StringComparison.Ordinal) ? books.TaxCode(line.Account) : books.Account(line.Account), line.Amount)).ToList();
        return New(DocumentKind.Journal, number, date, ledger.Where(line => line.Amount > 0).Sum(line => line.Amount)) with
        {
            Ledger = ledger, Lines = [.. ledger.Select(line => new DocumentLine { Account = line.Account, Description = "Something", Net = line.Amount, Roles = [] })],
        };
    }

    private Document New(DocumentKind kind, string number, LocalDate date, decimal total) => new()
    {
        Id = Guid.NewGuid(), Kind = kind, Number = number, Date = date, Currency = books.Currency, Total = total, Ledger = [],
    };
}
