using Daybook.Bookkeeping;
using Daybook.Platforms.Http;
using Daybook.Sandbox;
using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.QuickBooks;

/// <summary>Whatever goes wrong on the way, each document is in QuickBooks once.</summary>
public sealed class QuickBooksFaultTests : IAsyncLifetime
{
    private static readonly LocalDate Day = new(2026, 11, 20);
    private static readonly FaultKind[] Faults = [FaultKind.FailBefore, FaultKind.FailAfter, FaultKind.DropAfter, FaultKind.TooMany, FaultKind.TokenExpired];
    private QuickBooksFixture? fixture;

    private QuickBooksFixture QuickBooks => fixture!;

    private QuickBooksDocuments New => new(QuickBooks);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => fixture = await QuickBooksFixture.StartAsync();

    public async ValueTask DisposeAsync() => await QuickBooks.DisposeAsync();

    /// <summary>Each call that a document makes: its items, its first half, its second.</summary>
    public static TheoryData<FaultKind, DocumentKind, string> EveryCall()
    {
        var calls = new TheoryData<FaultKind, DocumentKind, string>();
        foreach (var fault in Faults)
        {
            foreach (var kind in Enum.GetValues<DocumentKind>().Where(kind => kind != DocumentKind.Netted))
            {
                calls.Add(fault, kind, kind switch
                {
                    DocumentKind.SalesInvoice => "invoice",
                    DocumentKind.CreditNote => "creditmemo",
                    _ => "",
                });
            }

            calls.Add(fault, DocumentKind.SalesInvoice, "item");
            calls.Add(fault, DocumentKind.Payment, "payment");
            calls.Add(fault, DocumentKind.Refund, "payment");
            calls.Add(fault, DocumentKind.BillPayment, "billpayment");
            calls.Add(fault, DocumentKind.BillRefund, "billpayment");
        }

        return calls;
    }

    [Theory]
    [MemberData(nameof(EveryCall))]
    public async Task A_fault_at_a_documents_call_leaves_it_there_once(FaultKind fault, DocumentKind kind, string path)
    {
        var (before, document) = await PreparedAsync(kind, withItems: path != "item");
        var standing = Standing();
        QuickBooks.Sandbox.Plan(new Fault(fault, "POST", path));
        var outcome = await QuickBooks.Books.WriteAsync(QuickBooks.Link, document, before.GetValueOrDefault, Cancel);
        var id = outcome.ShouldBeOfType<WriteOutcome.Accepted>((outcome as WriteOutcome.Unanswered)?.Message).PlatformId;
        Standing().ShouldBe(standing + id.Split('+').Length);
        (await QuickBooks.NewBooks().FindAsync(QuickBooks.Link, document, before.GetValueOrDefault, Cancel)).ShouldBe(id);
        (await QuickBooks.Books.WriteAsync(QuickBooks.Link, document, before.GetValueOrDefault, Cancel)).ShouldBe(new WriteOutcome.Accepted(id));
        Standing().ShouldBe(standing + id.Split('+').Length);
    }

    [Theory]
    [InlineData(FaultKind.FailBefore)]
    [InlineData(FaultKind.FailAfter)]
    [InlineData(FaultKind.DropAfter)]
    public async Task A_process_that_died_between_two_halves_finds_the_first_and_adds_the_second(FaultKind fault)
    {
        var (before, document) = await PreparedAsync(DocumentKind.Refund);
        QuickBooks.Sandbox.Plan(new Fault(fault, "POST", "payment"));
        QuickBooks.Sandbox.Plan(new Fault(FaultKind.Maintenance, "GET", "query", 4));
        (await QuickBooks.Books.WriteAsync(QuickBooks.Link, document, before.GetValueOrDefault, Cancel)).ShouldBeOfType<WriteOutcome.Unanswered>();
        QuickBooks.Sandbox.Take("GET", "query");
        QuickBooks.Sandbox.Take("GET", "query");
        var another = QuickBooks.NewBooks();
        var found = await another.FindAsync(QuickBooks.Link, document, before.GetValueOrDefault, Cancel);
        found ??= (await another.WriteAsync(QuickBooks.Link, document, before.GetValueOrDefault, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>().PlatformId;
        QuickBooks.Company.Standing("JournalEntry").ShouldHaveSingleItem();
        QuickBooks.Company.Standing("Payment").ShouldHaveSingleItem();
        found.ShouldMatch(@"^JournalEntry/\d+\+Payment/\d+$");
    }

    [Fact]
    public async Task A_first_answer_that_QuickBooks_repeats_is_not_believed_where_it_no_longer_holds()
    {
        var document = New.Journal("DB-1", Day, ("Cash", 5m), ("Sales", -5m));
        QuickBooks.Company.BookCloseDate = new DateOnly(2026, 11, 20);
        (await QuickBooks.Books.WriteAsync(QuickBooks.Link, document, _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Rejected>().Refusal.ShouldBe(Refusal.DayClosed);
        QuickBooks.Company.BookCloseDate = null;
        QuickBooks.Clock.Ahead += Duration.FromHours(2);
        var first = (await QuickBooks.NewBooks().WriteAsync(QuickBooks.Link, document, _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>();

        QuickBooks.Clock.Ahead += Duration.FromHours(2);
        (await QuickBooks.NewBooks().WriteAsync(QuickBooks.Link, document, _ => null, Cancel)).ShouldBe(first);
        (await QuickBooks.NewBooks().VoidAsync(QuickBooks.Link, document, first.PlatformId, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>();
        (await QuickBooks.NewBooks().WriteAsync(QuickBooks.Link, document, _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>().ShouldNotBe(first);
        QuickBooks.Company.Standing("JournalEntry").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Maintenance_is_waited_out_by_a_later_sync()
    {
        QuickBooks.Sandbox.Plan(new Fault(FaultKind.Maintenance, "POST", "journalentry", 10));
        (await QuickBooks.Books.WriteAsync(QuickBooks.Link, New.Journal("DB-1", Day, ("Cash", 1m), ("Sales", -1m)), _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Unanswered>().Message.ShouldContain("503");
    }

    [Fact]
    public async Task Tokens_are_refreshed_once_however_many_calls_need_them()
    {
        await QuickBooks.Books.ReadChartAsync(QuickBooks.Link, Cancel);
        QuickBooks.Clock.Ahead += Duration.FromMinutes(61);
        await Task.WhenAll(Enumerable.Range(1, 8).Select(i => QuickBooks.Books.WriteAsync(QuickBooks.Link, New.Sale($"DB-{i}", Day, i), _ => null, Cancel)));
        QuickBooks.Company.Standing("Invoice").Count.ShouldBe(8);
        QuickBooks.Authorizations.Rotations.ShouldBe(1);
    }

    [Fact]
    public async Task A_refresh_token_keeps_its_value_for_a_day_and_is_stored_anew_when_that_changes()
    {
        var first = (await QuickBooks.Authorizations.FindAsync(QuickBooks.Link.Connection, Cancel))!.RefreshToken;
        for (var hours = 2; hours <= 50; hours += 16)
        {
            QuickBooks.Clock.Ahead += Duration.FromHours(16);
            await QuickBooks.Books.ReadChartAsync(QuickBooks.Link, Cancel);
            var now = (await QuickBooks.Authorizations.FindAsync(QuickBooks.Link.Connection, Cancel))!.RefreshToken;
            (now == first).ShouldBe(hours == 2);
        }

        QuickBooks.Authorizations.Deauthorized.ShouldBeEmpty();
    }

    [Fact]
    public async Task Consent_taken_back_ends_the_connection_and_writes_nothing()
    {
        await QuickBooks.Books.ReadChartAsync(QuickBooks.Link, Cancel);
        QuickBooks.Sandbox.Revoke();
        var rejected = (await QuickBooks.Books.WriteAsync(QuickBooks.Link, New.Sale("DB-1", Day, 1m), _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Rejected>();
        (rejected.Refusal, rejected.Message).ShouldBe((Refusal.NotAuthorized, "The accounting software no longer lets us in: connect it again."));
        QuickBooks.Authorizations.Deauthorized.ShouldContain(QuickBooks.Link.Connection);
        await Should.ThrowAsync<PlatformNotAuthorizedException>(() => QuickBooks.Books.ReadChartAsync(QuickBooks.Link, Cancel));
    }

    [Fact]
    public async Task Keys_that_do_not_open_the_company_end_the_connection()
    {
        QuickBooks.Sandbox.Plan(new Fault(FaultKind.Forbidden, "POST", "journalentry"));
        var outcome = await QuickBooks.Books.WriteAsync(QuickBooks.Link, New.Journal("DB-1", Day, ("Cash", 5m), ("Sales", -5m)), _ => null, Cancel);
        outcome.ShouldBeOfType<WriteOutcome.Rejected>().Refusal.ShouldBe(Refusal.NotAuthorized);
        QuickBooks.Authorizations.Deauthorized.ShouldContain(QuickBooks.Link.Connection);
    }

    [Fact]
    public async Task Disconnecting_takes_the_consent_back_and_can_be_repeated()
    {
        await QuickBooks.Books.DisconnectAsync(QuickBooks.Link.Connection, Cancel);
        QuickBooks.Sandbox.Grants.Opens(QuickBooks.Company.Realm).ShouldBeFalse();
        await Should.ThrowAsync<PlatformNotAuthorizedException>(() => QuickBooks.Books.ReadChartAsync(QuickBooks.Link, Cancel));
        await QuickBooks.Books.DisconnectAsync(QuickBooks.Link.Connection, Cancel);
    }

    [Fact]
    public async Task A_seconds_limit_is_kept_without_provoking_a_refusal()
    {
        await using var slow = await QuickBooksFixture.StartAsync(new PaceLimits(5, 1_000, 1_000, PerSecond: 10));
        slow.Sandbox.Limits = new(1_000, 20);
        await slow.Books.ReadChartAsync(slow.Link, Cancel);
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 20).Select(i => slow.Books.WriteAsync(slow.Link, new QuickBooksDocuments(slow).Sale($"DB-{i}", Day, i), _ => null, Cancel)));
        outcomes.ShouldAllBe(outcome => outcome is WriteOutcome.Accepted);
        slow.Sandbox.Calls.ShouldAllBe(call => call.Status != 429);
    }

    [Fact]
    public async Task Answers_in_XML_about_haste_are_understood()
    {
        QuickBooks.Sandbox.Plan(new Fault(FaultKind.TooMany, "POST", "batch", 2));
        (await QuickBooks.Books.ReadChartAsync(QuickBooks.Link, Cancel)).CompanyName.ShouldBe(QuickBooks.Company.Name);
        QuickBooks.Sandbox.Plan(new Fault(FaultKind.TooMany, "POST", "batch", 3));
        await Should.ThrowAsync<PlatformUnavailableException>(() => QuickBooks.Books.ReadChartAsync(QuickBooks.Link, Cancel));
    }

    /// <summary>A document of a kind, with all that it settles written already. Its money moves on an account that needs two halves where it has two calls.</summary>
    private async Task<(Dictionary<Guid, string> Before, Document Document)> PreparedAsync(DocumentKind kind, bool withItems = true)
    {
        var before = new Dictionary<Guid, string>();
        var invoice = New.Sale("DB-1", Day, 10m);
        var note = New.Trade(DocumentKind.CreditNote, "DB-2", Day, 10m, 0);
        var bill = New.Trade(DocumentKind.Bill, "DB-3", Day, 10m, 0);
        var back = New.Trade(DocumentKind.BillCreditNote, "DB-4", Day, 10m, 0);
        foreach (var settled in withItems ? new[] { invoice, note, bill, back } : [bill])
        {
            before[settled.Id] = (await QuickBooks.Books.WriteAsync(QuickBooks.Link, settled, _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>().PlatformId;
        }

        return (before, kind switch
        {
            DocumentKind.SalesInvoice => New.Sale("DB-5", Day, 10m),
            DocumentKind.CreditNote or DocumentKind.Bill or DocumentKind.BillCreditNote => New.Trade(kind, "DB-5", Day, 10m, 0),
            DocumentKind.Payment => New.Money(kind, "DB-5", Day, 4m, "Gift Cards", invoice),
            DocumentKind.Refund => New.Money(kind, "DB-5", Day, 4m, "Cash", note),
            DocumentKind.BillPayment => New.Money(kind, "DB-5", Day, 4m, "Card Clearing", bill),
            DocumentKind.BillRefund => New.Money(kind, "DB-5", Day, 4m, "Cash", back),
            DocumentKind.CreditAllocation => New.Allocation("DB-5", Day, 4m, note, invoice),
            DocumentKind.Overpayment => New.Money(kind, "DB-5", Day, 4m, "Business Bank Account"),
            DocumentKind.Overrefund => New.Money(kind, "DB-5", Day, 4m, "Cash"),
            DocumentKind.Transfer => New.Transfer("DB-5", Day, 4m, "Business Savings Account", "Business Bank Account"),
            _ => New.Journal("DB-5", Day, ("Cash", 4m), ("Sales", -4m)),
        });
    }

    /// <summary>How many documents stand in the books.</summary>
    private int Standing() => new[] { "Invoice", "CreditMemo", "Payment", "Bill", "VendorCredit", "BillPayment", "JournalEntry", "Transfer" }.Sum(entity => QuickBooks.Company.Standing(entity).Count);
}
