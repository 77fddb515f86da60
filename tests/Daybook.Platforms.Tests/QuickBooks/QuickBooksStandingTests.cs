using Daybook.Bookkeeping;
using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.QuickBooks;

/// <summary>What stands in the books is found again by a server that has forgotten that it wrote it.</summary>
public sealed class QuickBooksStandingTests : IAsyncLifetime
{
    private static readonly LocalDate Day = new(2026, 11, 20);
    private readonly Dictionary<Guid, string> written = [];
    private QuickBooksFixture? fixture;

    private QuickBooksFixture QuickBooks => fixture!;

    private QuickBooksDocuments New => new(QuickBooks);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => fixture = await QuickBooksFixture.StartAsync();

    public async ValueTask DisposeAsync() => await QuickBooks.DisposeAsync();

    [Fact]
    public async Task Every_document_is_told_with_its_whole_id_and_what_it_takes_to_void_it()
    {
        var invoice = New.Sale("DB-20261120-1", Day, 20m);
        var note = New.Trade(DocumentKind.CreditNote, "DB-20261120-2", Day, 10m, 0);
        Document[] day =
        [
            invoice, note,
            New.Money(DocumentKind.Payment, "DB-20261120-3", Day, 5m, "Cash", invoice),
            New.Money(DocumentKind.Refund, "DB-20261120-4", Day, 4m, "Cash", note),
            New.Allocation("DB-20261120-5", Day, 6m, note, invoice),
            New.Transfer("DB-20261120-6", Day, 3m, "Cash", "Business Bank Account"),
            New.Journal("DB-20261120-7", Day, ("Cash", 1m), ("Sales", -1m)),
        ];
        await WriteAsync([.. day, New.Sale("DB-20261119-1", Day.PlusDays(-1), 9m)]);
        var standing = await ReadAsync(new DaySpan(new HashSet<LocalDate>(), Day));
        standing.OrderBy(one => one.Number, StringComparer.Ordinal).Select(one => (one.Id, one.Number, one.PlatformId, one.Kind, one.Date, one.Currency, one.IsVoid, one.Digits))
            .ShouldBe(day.Select(document => (document.Id, document.Number, written[document.Id], document.Kind, Day, QuickBooks.Currency, false, 32)));
        (await ReadAsync(new DaySpan(new HashSet<LocalDate> { Day.PlusDays(-1) }, Day.PlusDays(1)))).ShouldHaveSingleItem().Number.ShouldBe("DB-20261119-1");

        foreach (var one in standing.OrderByDescending(one => one.Kind.Rank()))
        {
            var known = day[0] with { Id = one.Id, Number = one.Number, Kind = one.Kind, Lines = [], Ledger = [], Total = 0 };
            (await QuickBooks.NewBooks().VoidAsync(QuickBooks.Link, known, one.PlatformId, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>(one.Number);
        }

        QuickBooks.Company.TrialBalance().Values.Sum(Math.Abs).ShouldBe(18m, "the sale of the day before");
        (await ReadAsync(new DaySpan(new HashSet<LocalDate>(), Day))).ShouldAllBe(one => one.IsVoid);
    }

    [Fact]
    public async Task Documents_of_others_are_not_told()
    {
        await WriteAsync(New.Sale("DB-20261120-1", Day, 1m));
        QuickBooks.Company.Find("Invoice", written.Values.Single().Split('/')[1])!["PrivateNote"] = "Paid in cash, DB-20261120-1";
        (await ReadAsync(new DaySpan(new HashSet<LocalDate>(), LocalDate.MinIsoValue))).ShouldBeEmpty();
    }

    private Task<IReadOnlyList<StandingDocument>> ReadAsync(DaySpan days) => QuickBooks.NewBooks().ReadStandingAsync(QuickBooks.Link, days, Cancel);

    private async Task WriteAsync(params IReadOnlyList<Document> documents)
    {
        foreach (var document in documents)
        {
            var outcome = await QuickBooks.Books.WriteAsync(QuickBooks.Link, document, written.GetValueOrDefault, Cancel);
            written[document.Id] = outcome.ShouldBeOfType<WriteOutcome.Accepted>((outcome as WriteOutcome.Rejected)?.Message).PlatformId;
        }
    }
}
