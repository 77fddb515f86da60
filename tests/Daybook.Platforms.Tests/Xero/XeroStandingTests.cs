using Daybook.Bookkeeping;
using Daybook.Sandbox.Xero.Books;
using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.Xero;

/// <summary>What stands in the books is found again by a server that has forgotten that it wrote it.</summary>
public sealed class XeroStandingTests : IAsyncLifetime
{
    private static readonly LocalDate Day = new(2026, 11, 20);
    private readonly Dictionary<Guid, string> written = [];
    private XeroFixture? fixture;

    private XeroFixture Xero => fixture!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => fixture = await XeroFixture.StartAsync();

    public async ValueTask DisposeAsync() => await Xero.DisposeAsync();

    [Fact]
    public async Task Every_document_is_told_with_what_it_takes_to_void_it_and_a_credit_set_off_by_what_it_settles()
    {
        var make = new XeroDocuments(Xero);
        var (invoice, note, bill) = (make.Sale("DB-20261120-1", Day, 20m), make.Trade(DocumentKind.CreditNote, "DB-20261120-2", Day, 10m, 0), make.Trade(DocumentKind.Bill, "DB-20261120-3", Day, 2m, 0));
        var allocation = make.Allocation("DB-20261120-7", Day, 6m, note, invoice);
        Document[] day =
        [
            invoice, note, bill,
            make.Money(DocumentKind.Payment, "DB-20261120-4", Day, 5m, "Cash", invoice),
            make.Money(DocumentKind.Refund, "DB-20261120-5", Day, 4m, "Cash", note),
            make.Money(DocumentKind.BillPayment, "DB-20261120-6", Day, 2m, "Cash", bill),
            make.Transfer("DB-20261120-8", Day, 3m, "Cash", "Business Bank Account"),
            make.Journal("DB-20261120-9", Day, ("Cash", 1m), ("Sales", -1m)),
        ];
        await WriteAsync([.. day, allocation]);
        var standing = await ReadAsync(Day);
        standing.Where(one => one.IsMarked).OrderBy(one => one.Number, StringComparer.Ordinal).Select(one => (one.Number, one.PlatformId, one.Kind, one.Date, one.IsVoid))
            .ShouldBe(day.Select(document => (document.Number, written[document.Id], document.Kind, Day, false)));
        var stray = standing.Single(one => !one.IsMarked);
        (stray.Kind, stray.PlatformId).ShouldBe((DocumentKind.CreditAllocation, written[allocation.Id]));
        stray.Settles.ShouldBe([written[note.Id], written[invoice.Id]]);

        foreach (var one in standing.OrderByDescending(one => one.Kind.Rank()))
        {
            var known = invoice with { Id = one.Id, Number = one.Number, Kind = one.Kind, Lines = [], Ledger = [], Total = 0 };
            (await Xero.NewBooks().VoidAsync(Xero.Link, known, one.PlatformId, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>(one.Number);
        }

        Xero.Organisation.TrialBalance().ShouldBeEmpty();
        (await ReadAsync(Day)).ShouldAllBe(one => one.IsVoid);
    }

    [Fact]
    public async Task Money_kept_as_an_overpayment_is_told_by_the_mark_in_its_line_and_a_transfer_deleted_by_hand_is_void()
    {
        var make = new XeroDocuments(Xero);
        var paid = make.Money(DocumentKind.Overpayment, "DB-20261120-1", Day, 7m, "Business Bank Account");
        var moved = make.Transfer("DB-20261120-2", Day, 3m, "Business Bank Account", "Business Savings Account");
        var invoice = make.Sale("DB-20261120-3", Day, 9m);
        var used = make.Allocation("DB-20261120-4", Day, 2m, paid, invoice);
        await WriteAsync(paid, moved, invoice, used);
        var stray = (await ReadAsync(Day)).Single(one => !one.IsMarked);
        (stray.PlatformId, stray.Kind).ShouldBe((written[used.Id], DocumentKind.CreditAllocation));
        stray.Settles.ShouldBe([written[paid.Id], written[invoice.Id]]);
        (await ReadAsync(Day)).Where(one => one.Number is "DB-20261120-1" or "DB-20261120-2").Select(one => (one.Number, one.PlatformId, one.IsVoid)).ShouldBe([("DB-20261120-1", written[paid.Id], false), ("DB-20261120-2", written[moved.Id], false)], ignoreOrder: true);
        Banking.DeleteTransferByHand(Xero.Organisation, written[moved.Id].Split('/')[1]);
        (await ReadAsync(Day)).Single(one => one.IsVoid).Number.ShouldBe("DB-20261120-2");
    }

    [Fact]
    public async Task More_than_a_page_is_read_and_documents_of_others_are_not_told()
    {
        var make = new XeroDocuments(Xero);
        await WriteAsync(make.Sale("DB-20261120-1", Day, 1m));
        var own = Xero.Organisation.Documents["Invoices"][0];
        for (var i = 0; i < 1100; i++)
        {
            var other = own.DeepClone().AsObject();
            (other["InvoiceID"], other["Reference"]) = ($"{Guid.NewGuid()}", i % 2 == 0 ? "" : "Paid in cash, DB-20261120-1");
            Xero.Organisation.Documents["Invoices"].Insert(0, other);
        }

        (await ReadAsync(Day)).ShouldHaveSingleItem().PlatformId.ShouldBe(written.Values.Single());
        Xero.Sandbox.Calls.Count(call => call is { Method: "GET", Path: "Invoices" }).ShouldBe(2);
    }

    private Task<IReadOnlyList<StandingDocument>> ReadAsync(LocalDate from) => Xero.NewBooks().ReadStandingAsync(Xero.Link, new DaySpan(new HashSet<LocalDate>(), from), Cancel);

    private async Task WriteAsync(params IReadOnlyList<Document> documents)
    {
        foreach (var document in documents)
        {
            var outcome = await Xero.Books.WriteAsync(Xero.Link, document, written.GetValueOrDefault, Cancel);
            written[document.Id] = outcome.ShouldBeOfType<WriteOutcome.Accepted>((outcome as WriteOutcome.Rejected)?.Message).PlatformId;
        }
    }
}
