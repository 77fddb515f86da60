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
        var documents = Documents.Zip(lists).SelectMany(list => list.Second.Select(one => (Entity: list.First, One: one, Mark: QuickBooksMark.Read(one.Text("PrivateNote"))))).Where(found => found.Mark is not null)
            .GroupBy(found => found.Mark!.Value, found => (Id: new QuickBooksId(found.Entity, found.One.Text("Id")!), found.One)).ToDictionary(document => document.Key, document => document.ToList());
        var holders = documents.Values.SelectMany(halves => halves.Select(half => (half.Id, Holder: QuickBooksId.TextOf(halves.Select(one => one.Id))))).ToDictionary(half => half.Id, half => half.Holder);
        return
        [
            .. documents.Where(document => DocumentNumber.TryRead(document.Key.Number, out var day, out _) && days.Holds(day)).Select(document => new StandingDocument
            {
                Id = document.Key.Id,
                Number = document.Key.Number,
                PlatformId = QuickBooksId.TextOf(document.Value.Select(half => half.Id)),
                Kind = KindOf([.. document.Value.Select(half => half.Id.Entity)], document.Value[0].One),
                Date = document.Value[0].One.Day("TxnDate") ?? from,
                Currency = Currency.Parse(document.Value[0].One.Part("CurrencyRef")?.Text("value") ?? home),
                IsVoid = document.Value.TrueForAll(half => QuickBooksMark.IsVoid(half.One.Text("PrivateNote"))),
                Settles = [.. document.Value.SelectMany(SettledBy).Where(id => !document.Value.Exists(half => half.Id == id)).Select(id => holders.GetValueOrDefault(id, $"{id}")).Distinct(StringComparer.Ordinal)],
            }),
        ];
    }

    /// <summary>Only payments name what they settle; what is settled names them too.</summary>
    private static IEnumerable<QuickBooksId> SettledBy((QuickBooksId Id, JsonPart One) half) => half.Id.Entity is not (QuickBooksId.Payment or QuickBooksId.BillPayment) ? []
        : half.One.List("Line").SelectMany(line => line.List("LinkedTxn")).Select(link => new QuickBooksId(link.Text("TxnType") ?? "", link.Text("TxnId") ?? ""));

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
