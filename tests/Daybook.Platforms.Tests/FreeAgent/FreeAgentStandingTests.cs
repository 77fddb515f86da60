using Daybook.Bookkeeping;
using Daybook.Sandbox;
using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.FreeAgent;

/// <summary>What stands in the books is found again by a server that has forgotten that it wrote it.</summary>
public sealed class FreeAgentStandingTests : IAsyncLifetime
{
    private static readonly LocalDate Day = new(2026, 11, 20);
    private readonly Dictionary<Guid, string> written = [];
    private FreeAgentFixture? fixture;

    private FreeAgentFixture FreeAgent => fixture!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => fixture = await FreeAgentFixture.StartAsync();

    public async ValueTask DisposeAsync() => await FreeAgent.DisposeAsync();

    [Fact]
    public async Task Every_document_is_told_with_all_its_forms_and_money_on_bank_accounts_by_what_it_settles()
    {
        var make = new FreeAgentDocuments(FreeAgent);
        var (invoice, note, bill) = (make.Sale("DB-20261120-1", Day, 20m), make.Trade(DocumentKind.CreditNote, "DB-20261120-2", Day, 10m, 0), make.Trade(DocumentKind.Bill, "DB-20261120-3", Day, 2m, 0));
        Document[] marked =
        [
            invoice, note, bill,
            make.Money(DocumentKind.Payment, "DB-20261120-4", Day, 7m, "Card Clearing", invoice),
            make.Money(DocumentKind.Refund, "DB-20261120-5", Day, 1m, "Card Clearing", note),
            make.Trade(DocumentKind.SalesInvoice, "DB-20261120-6", Day, 2m, 0, "Tips"),
            make.Money(DocumentKind.Overpayment, "DB-20261120-7", Day, 3m, "Cash"),
            make.Journal("DB-20261120-8", Day, ("Current Account", 6m), ("Cash", 5m), ("Sales", -11m)),
        ];
        Document[] unmarked =
        [
            make.Money(DocumentKind.Payment, "DB-20261120-9", Day, 5m, "Cash", invoice),
            make.Money(DocumentKind.Refund, "DB-20261120-10", Day, 2m, "Cash", note),
            make.Money(DocumentKind.BillPayment, "DB-20261120-11", Day, 2m, "Card Payments", bill),
            make.Allocation("DB-20261120-12", Day, 4m, note, invoice),
            make.Transfer("DB-20261120-13", Day, 9m, "Card Payments", "Current Account"),
        ];
        await WriteAsync([.. marked, .. unmarked]);
        var standing = await ReadAsync();
        standing.Where(one => one.IsMarked).OrderBy(one => one.Number, StringComparer.Ordinal).Select(one => (one.Number, one.PlatformId, one.Kind, one.Date))
            .ShouldBe(marked.Select(document => (document.Number, written[document.Id], document.Kind == DocumentKind.Journal ? DocumentKind.Transfer : document.Kind, Day)), "money moved on bank accounts is one or the other");
        standing.Where(one => !one.IsMarked).Select(one => (one.PlatformId, one.Kind, Settles: string.Join(' ', one.Settles))).ShouldBe(
            unmarked.Select(document => (written[document.Id], document.Kind, string.Join(' ', new[] { document.Source, document.Target }.OfType<Guid>().Select(id => written[id])))), ignoreOrder: true);

        foreach (var one in standing.OrderByDescending(one => one.Kind.Rank()))
        {
            var known = invoice with { Id = one.Id, Number = one.Number, Kind = one.Kind, Lines = [], Ledger = [], Total = 0 };
            var outcome = await FreeAgent.NewBooks().VoidAsync(FreeAgent.Link, known, one.PlatformId, Cancel);
            outcome.ShouldBeOfType<WriteOutcome.Accepted>($"{one.Number} {one.PlatformId} {(outcome as WriteOutcome.Rejected)?.Message}");
        }

        FreeAgent.Company.TrialBalance().ShouldBeEmpty();
        (await ReadAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_people_do_by_hand_is_not_told_as_ours()
    {
        var make = new FreeAgentDocuments(FreeAgent);
        await WriteAsync(make.Sale("DB-20261120-1", Day, 1m), make.Sale("DB-20261120-2", Day, 1m));
        FreeAgent.Company.List("invoices")[0]["comments"] = "As agreed";
        (await ReadAsync()).ShouldHaveSingleItem().Number.ShouldBe("DB-20261120-2");
    }

    private Task<IReadOnlyList<StandingDocument>> ReadAsync() => FreeAgent.NewBooks().ReadStandingAsync(FreeAgent.Link, new DaySpan(new HashSet<LocalDate>(), Day), Cancel);

    private async Task WriteAsync(params IReadOnlyList<Document> documents)
    {
        foreach (var document in documents)
        {
            var outcome = await FreeAgent.Books.WriteAsync(FreeAgent.Link, document, written.GetValueOrDefault, Cancel);
            written[document.Id] = outcome.ShouldBeOfType<WriteOutcome.Accepted>((outcome as WriteOutcome.Rejected)?.Message).PlatformId;
        }
    }
}
