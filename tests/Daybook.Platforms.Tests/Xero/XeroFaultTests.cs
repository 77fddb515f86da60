using Daybook.Bookkeeping;
using Daybook.Platforms.Http;
using Daybook.Sandbox;
using Daybook.Sandbox.Xero;
using Daybook.Sandbox.Xero.Books;
using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.Xero;

/// <summary>Whatever goes wrong on the way, each document is in Xero once.</summary>
public sealed class XeroFaultTests : IAsyncLifetime
{
    private static readonly LocalDate Day = new(2026, 11, 20);
    private XeroFixture? fixture;

    private XeroFixture Xero => fixture!;

    private XeroDocuments New => new(Xero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => fixture = await XeroFixture.StartAsync();

    public async ValueTask DisposeAsync() => await Xero.DisposeAsync();

    public static TheoryData<FaultKind, DocumentKind> EveryCall()
    {
        var calls = new TheoryData<FaultKind, DocumentKind>();
        foreach (var fault in new[] { FaultKind.FailBefore, FaultKind.FailAfter, FaultKind.DropAfter, FaultKind.TooMany, FaultKind.TokenExpired })
        {
            foreach (var kind in Enum.GetValues<DocumentKind>().Where(kind => kind != DocumentKind.Netted))
            {
                calls.Add(fault, kind);
            }
        }

        return calls;
    }

    [Theory]
    [MemberData(nameof(EveryCall))]
    public async Task A_fault_at_a_documents_call_leaves_it_there_once(FaultKind fault, DocumentKind kind)
    {
        var (before, document) = await PreparedAsync(kind);
        var standing = Standing();
        Xero.Sandbox.Plan(new Fault(fault, "PUT", ""));
        var outcome = await Xero.Books.WriteAsync(Xero.Link, document, before.GetValueOrDefault, Cancel);
        var id = outcome.ShouldBeOfType<WriteOutcome.Accepted>((outcome as WriteOutcome.Unanswered)?.Message).PlatformId;
        Standing().ShouldBe(standing + 1);
        (await Xero.NewBooks().FindAsync(Xero.Link, document, before.GetValueOrDefault, Cancel)).ShouldBe(id);
        (await Xero.Books.WriteAsync(Xero.Link, document, before.GetValueOrDefault, Cancel)).ShouldBe(new WriteOutcome.Accepted(id));
        Standing().ShouldBe(standing + 1);
    }

    [Theory]
    [InlineData(FaultKind.FailBefore)]
    [InlineData(FaultKind.FailAfter)]
    [InlineData(FaultKind.DropAfter)]
    public async Task A_process_that_died_after_the_call_finds_its_document_or_writes_it_anew(FaultKind fault)
    {
        var document = New.Journal("DB-1", Day, ("Cash", 5m), ("Sales", -5m));
        Xero.Sandbox.Plan(new Fault(fault, "PUT", "ManualJournals"));
        Xero.Sandbox.Plan(new Fault(FaultKind.Maintenance, "GET", "ManualJournals", 4));
        (await Xero.Books.WriteAsync(Xero.Link, document, _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Unanswered>();
        Xero.Sandbox.Take("GET", "ManualJournals");
        Xero.Sandbox.Take("GET", "ManualJournals");
        var another = Xero.NewBooks();
        var found = await another.FindAsync(Xero.Link, document, _ => null, Cancel);
        found ??= (await another.WriteAsync(Xero.Link, document, _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>().PlatformId;
        Xero.Organisation.Standing("ManualJournals").ShouldHaveSingleItem().Text("ManualJournalID").ShouldBe(found.Split('/')[1]);
    }

    [Fact]
    public async Task Maintenance_is_waited_out_by_a_later_sync()
    {
        Xero.Sandbox.Plan(new Fault(FaultKind.Maintenance, "PUT", "Invoices", 10));
        (await Xero.Books.WriteAsync(Xero.Link, New.Sale("DB-1", Day, 1m), _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Unanswered>().Message.ShouldContain("offline for maintenance");
    }

    [Fact]
    public async Task Tokens_are_refreshed_once_however_many_calls_need_them()
    {
        await Xero.Books.ReadChartAsync(Xero.Link, Cancel);
        Xero.Clock.Ahead += Duration.FromMinutes(31);
        await Task.WhenAll(Enumerable.Range(1, 8).Select(i => Xero.Books.WriteAsync(Xero.Link, New.Sale($"DB-{i}", Day, i), _ => null, Cancel)));
        Xero.Organisation.Standing("Invoices").Count.ShouldBe(8);
        Xero.Authorizations.Rotations.ShouldBe(1);
    }

    [Fact]
    public async Task A_token_that_is_refused_before_its_time_is_refreshed()
    {
        Xero.Sandbox.ExpireAccessTokens();
        (await Xero.Books.WriteAsync(Xero.Link, New.Sale("DB-1", Day, 1m), _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>();
        Xero.Authorizations.Rotations.ShouldBe(1);
    }

    [Fact]
    public async Task Consent_taken_back_ends_the_connection_and_writes_nothing()
    {
        await Xero.Books.ReadChartAsync(Xero.Link, Cancel);
        Xero.Sandbox.Revoke();
        var rejected = (await Xero.Books.WriteAsync(Xero.Link, New.Sale("DB-1", Day, 1m), _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Rejected>();
        (rejected.Refusal, rejected.Message).ShouldBe((Refusal.NotAuthorized, "The accounting software no longer lets us in: connect it again."));
        Xero.Authorizations.Deauthorized.ShouldContain(Xero.Link.Connection);
        await Should.ThrowAsync<PlatformNotAuthorizedException>(() => Xero.Books.ReadChartAsync(Xero.Link, Cancel));
    }

    [Fact]
    public async Task A_user_who_may_not_is_told_so_and_the_connection_stays()
    {
        Xero.Sandbox.Plan(new Fault(FaultKind.Forbidden, "PUT", "ManualJournals"));
        var outcome = await Xero.Books.WriteAsync(Xero.Link, New.Journal("DB-1", Day, ("Cash", 5m), ("Sales", -5m)), _ => null, Cancel);
        outcome.ShouldBeOfType<WriteOutcome.Rejected>().Message.ShouldContain("give that user the permission");
        Xero.Authorizations.Deauthorized.ShouldBeEmpty();
    }

    [Fact]
    public async Task Disconnecting_cuts_the_tie_on_the_platform()
    {
        await Xero.Books.DisconnectAsync(Xero.Link.Connection, Cancel);
        await Should.ThrowAsync<PlatformNotAuthorizedException>(() => Xero.Books.ReadChartAsync(Xero.Link, Cancel));
        await Xero.Books.DisconnectAsync(Xero.Link.Connection, Cancel);
    }

    [Fact]
    public async Task A_days_limit_is_kept_without_provoking_a_refusal()
    {
        await using var slow = await XeroFixture.StartAsync(new PaceLimits(5, 1_000, 6));
        await slow.Books.ReadChartAsync(slow.Link, Cancel);
        var outcomes = new List<WriteOutcome>();
        for (var i = 1; i <= 4; i++)
        {
            outcomes.Add(await slow.Books.WriteAsync(slow.Link, new XeroDocuments(slow).Sale($"DB-{i}", Day, i), _ => null, Cancel));
        }

        outcomes.OfType<WriteOutcome.Accepted>().Count().ShouldBe(2);
        outcomes[^1].ShouldBeOfType<WriteOutcome.Unanswered>().Message.ShouldContain("limit of calls");
        slow.Sandbox.Calls.ShouldAllBe(call => call.Status != 429);
    }

    /// <summary>A document of a kind, with all that it settles written already.</summary>
    private async Task<(Dictionary<Guid, string> Before, Document Document)> PreparedAsync(DocumentKind kind)
    {
        var before = new Dictionary<Guid, string>();
        var invoice = New.Sale("DB-1", Day, 10m);
        var note = New.Trade(DocumentKind.CreditNote, "DB-2", Day, 10m, 0);
        var bill = New.Trade(DocumentKind.Bill, "DB-3", Day, 10m, 0);
        var back = New.Trade(DocumentKind.BillCreditNote, "DB-4", Day, 10m, 0);
        foreach (var settled in new[] { invoice, note, bill, back })
        {
            before[settled.Id] = (await Xero.Books.WriteAsync(Xero.Link, settled, _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>().PlatformId;
        }

        return (before, kind switch
        {
            DocumentKind.SalesInvoice => New.Sale("DB-5", Day, 10m),
            DocumentKind.CreditNote or DocumentKind.Bill or DocumentKind.BillCreditNote => New.Trade(kind, "DB-5", Day, 10m, 0),
            DocumentKind.Payment => New.Money(kind, "DB-5", Day, 4m, "Cash", invoice),
            DocumentKind.Refund => New.Money(kind, "DB-5", Day, 4m, "Cash", note),
            DocumentKind.BillPayment => New.Money(kind, "DB-5", Day, 4m, "Cash", bill),
            DocumentKind.BillRefund => New.Money(kind, "DB-5", Day, 4m, "Cash", back),
            DocumentKind.CreditAllocation => New.Allocation("DB-5", Day, 4m, note, invoice),
            DocumentKind.Overpayment => New.Money(kind, "DB-5", Day, 4m, "Business Bank Account"),
            DocumentKind.Overrefund => New.Money(kind, "DB-5", Day, 4m, "Cash"),
            DocumentKind.Transfer => New.Transfer("DB-5", Day, 4m, "Business Savings Account", "Business Bank Account"),
            _ => New.Journal("DB-5", Day, ("Cash", 4m), ("Sales", -4m)),
        });
    }

    /// <summary>How many documents and allocations stand in the books.</summary>
    private int Standing()
    {
        var kinds = new[] { "Invoices", "CreditNotes", "Payments", "BankTransactions", "BankTransfers", "ManualJournals" };
        var documents = kinds.SelectMany(Xero.Organisation.Standing).Count(document => !document.Text("Type").EndsWith("TRANSFER", StringComparison.Ordinal));
        return documents + Xero.Organisation.Standing("CreditNotes").Sum(note => note.Parts("Allocations").Count);
    }
}
