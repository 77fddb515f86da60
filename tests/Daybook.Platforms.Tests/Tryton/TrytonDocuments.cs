using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Platforms.Tests.Tryton;

/// <summary>Documents of the test's company, as plans make them.</summary>
internal sealed class TrytonDocuments(TrytonFixture tryton)
{
    public static readonly Currency Pounds = Currency.Parse("GBP");

    public Document Sale(string number, LocalDate date, decimal amount) => Trade(DocumentKind.SalesInvoice, number, date, (tryton.Account("Sales"), amount, 0, null));

    /// <summary>An invoice, credit note, bill or bill credit note.</summary>
    public Document Trade(DocumentKind kind, string number, LocalDate date, params IReadOnlyList<(string Account, decimal Net, decimal Tax, string? Rate)> lines)
    {
        var isSale = kind is DocumentKind.SalesInvoice or DocumentKind.CreditNote;
        var sign = kind is DocumentKind.SalesInvoice or DocumentKind.BillCreditNote ? 1 : -1;
        var total = lines.Sum(line => line.Net + line.Tax);
        var sides = lines.Select(line => (line.Account, Amount: -sign * line.Net)).Concat(lines.Where(line => line.Tax != 0).Select(line => (Account: line.Rate!, Amount: -sign * line.Tax)));
        return New(kind, number, date, total) with
        {
            Lines = [.. lines.Select(line => new DocumentLine { Account = line.Account, Description = "Something", Net = line.Net, Tax = line.Tax, TaxRate = line.Rate, Roles = [] })],
            Ledger =
            [
                new LedgerLine(tryton.Account(isSale ? "Main Receivable" : "Main Payable"), sign * total),
                .. sides.GroupBy(side => side.Account).Select(side => new LedgerLine(side.Key, side.Sum(one => one.Amount))),
            ],
        };
    }

    /// <summary>Money on an account: a payment or refund of a document, or money received or given back beyond what is owed.</summary>
    public Document Money(DocumentKind kind, string number, LocalDate date, decimal amount, string account, Document? target = null)
    {
        var sign = kind is DocumentKind.Payment or DocumentKind.Overpayment or DocumentKind.BillRefund ? 1 : -1;
        var control = tryton.Account(kind is DocumentKind.BillPayment or DocumentKind.BillRefund ? "Main Payable" : "Main Receivable");
        return New(kind, number, date, amount) with
        {
            Account = tryton.Account(account), Target = target?.Id, Ledger = [new LedgerLine(tryton.Account(account), sign * amount), new LedgerLine(control, -sign * amount)],
        };
    }

    public static Document Allocation(string number, LocalDate date, decimal amount, Document source, Document target) =>
        New(DocumentKind.CreditAllocation, number, date, amount) with { Source = source.Id, Target = target.Id };

    public Document Transfer(string number, LocalDate date, decimal amount, string from, string to) => New(DocumentKind.Transfer, number, date, amount) with
    {
        Account = tryton.Account(to), FromAccount = tryton.Account(from), Ledger = [new LedgerLine(tryton.Account(to), amount), new LedgerLine(tryton.Account(from), -amount)],
    };

    /// <summary>A journal entry; accounts by the platform's id.</summary>
    public static Document Journal(string number, LocalDate date, params IReadOnlyList<(string Account, decimal Amount)> lines) =>
        New(DocumentKind.Journal, number, date, lines.Where(line => line.Amount > 0).Sum(line => line.Amount)) with
        {
            Ledger = [.. lines.Select(line => new LedgerLine(line.Account, line.Amount))],
            Lines = [.. lines.Select(line => new DocumentLine { Account = line.Account, Description = "Something", Net = line.Amount, Roles = [] })],
        };

    private static Document New(DocumentKind kind, string number, LocalDate date, decimal total) => new()
    {
        Id = Guid.NewGuid(), Kind = kind, Number = number, Date = date, Currency = Pounds, Total = total, Ledger = [],
    };
}
