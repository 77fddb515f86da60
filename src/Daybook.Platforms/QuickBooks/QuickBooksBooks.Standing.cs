using Daybook.Bookkeeping;
using Daybook.Platforms.Http;
using Daybook.Syncing;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Platforms.QuickBooks;

public sealed partial class QuickBooksBooks : IStandingBooks
{
    private const int ExpectedOfEach = 125;

    /// <summary>QuickBooks keeps nothing of before.</summary>
    private static readonly LocalDate Earliest = new(2000, 1, 1);

    private static readonly string[] Documents =
        [QuickBooksId.Invoice, QuickBooksId.CreditMemo, QuickBooksId.JournalEntry, QuickBooksId.Bill, QuickBooksId.VendorCredit, QuickBooksId.Payment, QuickBooksId.BillPayment, QuickBooksId.Transfer];

    /// <summary>What carries our marks, by one call where it is not much. What was deleted is gone from here too.</summary>
    public async Task<IReadOnlyList<StandingDocument>> ReadStandingAsync(PlatformLink link, DaySpan days, CancellationToken cancellationToken)
    {
        var from = LocalDate.Max(Earliest, days.Days.Append(days.From).Min());
        var home = (await charts.GetAsync(link.Connection, cancellationToken)).Currency;
        var lists = await calls.AllAsync(link.Connection, [.. Documents.Select(entity => (entity, $"TxnDate >= '{LocalDatePattern.Iso.Format(from)}'", ExpectedOfEach))], cancellationToken);
        return
        [
            .. Documents.Zip(lists).SelectMany(list => list.Second.Select(one => (Entity: list.First, One: one, Mark: QuickBooksMark.Read(one.Text("PrivateNote"))))).Where(found => found.Mark is not null)
                .GroupBy(found => found.Mark!.Value).Where(document => DocumentNumber.TryRead(document.Key.Number, out var day, out _) && days.Holds(day)).Select(document => new StandingDocument
                {
                    Id = document.Key.Id,
                    Number = document.Key.Number,
                    PlatformId = QuickBooksId.TextOf(document.Select(half => new QuickBooksId(half.Entity, half.One.Text("Id")!))),
                    Kind = KindOf([.. document.Select(half => half.Entity)], document.First().One),
                    Date = document.First().One.Day("TxnDate") ?? from,
                    Currency = Currency.Parse(document.First().One.Part("CurrencyRef")?.Text("value") ?? home),
                    IsVoid = document.All(half => QuickBooksMark.IsVoid(half.One.Text("PrivateNote"))),
                }),
        ];
    }

    /// <summary>The kind that becomes these entities, or one of those that do.</summary>
    private static DocumentKind KindOf(IReadOnlyList<string> entities, JsonPart first) => entities switch
    {
        [QuickBooksId.Invoice] => DocumentKind.SalesInvoice,
        [QuickBooksId.CreditMemo] => DocumentKind.CreditNote,
        [QuickBooksId.Bill] => DocumentKind.Bill,
        [QuickBooksId.VendorCredit] => DocumentKind.BillCreditNote,
        [QuickBooksId.Payment] => first.Amount("TotalAmt") == 0 ? DocumentKind.CreditAllocation : DocumentKind.Payment,
        [QuickBooksId.BillPayment] => DocumentKind.BillPayment,
        [QuickBooksId.Transfer] => DocumentKind.Transfer,
        [QuickBooksId.JournalEntry, QuickBooksId.Payment] => DocumentKind.Refund,
        [QuickBooksId.JournalEntry, QuickBooksId.BillPayment] => DocumentKind.BillRefund,
        _ => DocumentKind.Journal,
    };
}
