using Daybook.Bookkeeping;
using Daybook.Platforms.Http;
using Daybook.Sandbox;
using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.FreeAgent;

/// <summary>Whatever goes wrong on the way, each document is in FreeAgent once.</summary>
public sealed class FreeAgentFaultTests : IAsyncLifetime
{
    private static readonly LocalDate Day = new(2026, 11, 20);
    private static readonly (string Method, string Path)[] Calls =
        [("POST", "invoices"), ("POST", "credit_notes"), ("PUT", ""), ("POST", "credit_note_reconciliations"), ("POST", "bills"), ("POST", "journal_sets"), ("POST", "bank_transaction_explanations")];

    private FreeAgentFixture? fixture;

    private FreeAgentFixture FreeAgent => fixture!;

    private FreeAgentDocuments New => new(FreeAgent);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => fixture = await FreeAgentFixture.StartAsync();

    public async ValueTask DisposeAsync() => await FreeAgent.DisposeAsync();

    public static TheoryData<FaultKind, DocumentKind, string> EveryForm()
    {
        var forms = new TheoryData<FaultKind, DocumentKind, string>();
        DocumentKind[] either = [DocumentKind.SalesInvoice, DocumentKind.CreditNote, DocumentKind.Payment, DocumentKind.Refund, DocumentKind.Overpayment, DocumentKind.Overrefund, DocumentKind.Transfer, DocumentKind.Journal];
        foreach (var fault in new[] { FaultKind.FailBefore, FaultKind.FailAfter, FaultKind.DropAfter, FaultKind.TooMany, FaultKind.TokenExpired })
        {
            foreach (var kind in Enum.GetValues<DocumentKind>().Where(kind => kind != DocumentKind.Netted))
            {
                forms.Add(fault, kind, "Cash");
                if (either.Contains(kind))
                {
                    forms.Add(fault, kind, "Card Clearing");
                }
            }
        }

        return forms;
    }

    [Theory]
    [MemberData(nameof(EveryForm))]
    public async Task A_fault_at_any_call_of_a_document_leaves_it_there_once(FaultKind fault, DocumentKind kind, string account)
    {
        var before = await SettledAsync();
        for (var i = 0; i < Calls.Length; i++)
        {
            var document = NewDocument(kind, $"DB-{10 + i}", account, before);
            var standing = Standing();
            FreeAgent.Sandbox.Plan(new Fault(fault, Calls[i].Method, Calls[i].Path));
            var outcome = await FreeAgent.Books.WriteAsync(FreeAgent.Link, document, before.Written.GetValueOrDefault, Cancel);
            FreeAgent.Sandbox.Take(Calls[i].Method, Calls[i].Path);
            var id = outcome.ShouldBeOfType<WriteOutcome.Accepted>($"{Calls[i]}: {(outcome as WriteOutcome.Unanswered)?.Message}{(outcome as WriteOutcome.Rejected)?.Message}").PlatformId;
            Standing().ShouldBe(standing + id.Split('+').Length, $"{Calls[i]}");
            (await FreeAgent.Books.FindAsync(FreeAgent.Link, document, before.Written.GetValueOrDefault, Cancel)).ShouldBe(id);
            (await FreeAgent.Books.WriteAsync(FreeAgent.Link, document, before.Written.GetValueOrDefault, Cancel)).ShouldBe(new WriteOutcome.Accepted(id));
            Standing().ShouldBe(standing + id.Split('+').Length);
            (await FreeAgent.Books.VoidAsync(FreeAgent.Link, document, id, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>();
            Standing().ShouldBe(standing);
        }
    }

    [Theory]
    [InlineData(FaultKind.FailBefore)]
    [InlineData(FaultKind.FailAfter)]
    [InlineData(FaultKind.DropAfter)]
    public async Task A_process_that_died_in_the_middle_of_a_document_is_carried_on_by_the_next(FaultKind fault)
    {
        var document = await HalfWrittenAsync(fault);
        var another = FreeAgent.NewBooks();
        (await another.FindAsync(FreeAgent.Link, document, _ => null, Cancel)).ShouldBeNull();
        var id = (await another.WriteAsync(FreeAgent.Link, document, _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>().PlatformId;
        (await FreeAgent.NewBooks().FindAsync(FreeAgent.Link, document, _ => null, Cancel)).ShouldBe(id);
        FreeAgent.Company.TrialBalance().ShouldBe(new Dictionary<string, decimal> { ["Card Payments"] = 5m, ["Current Account"] = 4m, ["Shipping"] = -9m }, ignoreOrder: true);
        Standing().ShouldBe(3);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_stands_half_is_taken_back_before_the_document_counts_as_refused(bool canBeTakenBack)
    {
        var document = await HalfWrittenAsync();
        FreeAgent.Company.Find(FreeAgent.Account("Current Account"))["status"] = "hidden";
        var another = FreeAgent.NewBooks();
        (await another.FindAsync(FreeAgent.Link, document, _ => null, Cancel)).ShouldBeNull();
        FreeAgent.Company.LockedTo = canBeTakenBack ? null : new DateOnly(2026, 11, 20);
        var outcome = await another.WriteAsync(FreeAgent.Link, document, _ => null, Cancel);
        if (canBeTakenBack)
        {
            outcome.ShouldBeOfType<WriteOutcome.Rejected>().Refusal.ShouldBe(Refusal.NotActive);
            FreeAgent.Company.TrialBalance().ShouldBeEmpty();
        }
        else
        {
            outcome.ShouldBeOfType<WriteOutcome.Unanswered>().Message.ShouldContain("stands half in FreeAgent (journal_sets/");
        }
    }

    [Fact]
    public async Task A_user_who_may_not_write_all_of_a_document_leaves_nothing_of_it()
    {
        FreeAgent.Company.AccessLevel = 6;
        var outcome = await FreeAgent.Books.WriteAsync(FreeAgent.Link, New.Trade(DocumentKind.SalesInvoice, "DB-1", Day, 4m, 0, "Tips"), _ => null, Cancel);
        outcome.ShouldBeOfType<WriteOutcome.Rejected>().Refusal.ShouldBe(Refusal.NotAuthorized);
        Standing().ShouldBe(0);
    }

    [Fact]
    public async Task Consent_taken_back_after_a_lost_answer_leaves_the_document_unanswered()
    {
        var document = await HalfWrittenAsync();
        FreeAgent.Sandbox.Revoke();
        (await FreeAgent.Books.WriteAsync(FreeAgent.Link, document, _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Unanswered>().Message.ShouldContain("connect it again");
    }

    [Fact]
    public async Task A_permission_lost_right_after_an_answer_was_lost_leaves_the_document_unanswered()
    {
        var document = New.Sale("DB-1", Day, 1m);
        FreeAgent.Sandbox.Plan(new Fault(FaultKind.DropAfter, "POST", "invoices"));
        FreeAgent.Sandbox.Plan(new Fault(FaultKind.Forbidden, "GET", "invoices"));
        (await FreeAgent.Books.WriteAsync(FreeAgent.Link, document, _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Unanswered>().Message.ShouldContain("give that user full access");
        (await FreeAgent.Books.WriteAsync(FreeAgent.Link, document, _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>();
        FreeAgent.Company.Count("invoices").ShouldBe(1);
    }

    [Fact]
    public async Task What_is_dated_ahead_is_found_though_it_was_made_before_its_day()
    {
        var document = New.Sale("DB-1", new LocalDate(2027, 1, 1), 5m);
        var id = (await FreeAgent.Books.WriteAsync(FreeAgent.Link, document, _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>().PlatformId;
        (await FreeAgent.NewBooks().FindAsync(FreeAgent.Link, document, _ => null, Cancel)).ShouldBe(id);
    }

    [Theory]
    [InlineData("DELETE", "bank_transaction_explanations")]
    [InlineData("DELETE", "bank_transactions")]
    [InlineData("PUT", "invoices")]
    [InlineData("DELETE", "invoices")]
    public async Task Taking_back_is_carried_on_after_a_fault(string method, string path)
    {
        var document = New.Money(DocumentKind.Overrefund, "DB-1", Day, 5m, "Card Payments");
        var id = (await FreeAgent.Books.WriteAsync(FreeAgent.Link, document, _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>().PlatformId;
        FreeAgent.Sandbox.Plan(new Fault(FaultKind.DropAfter, method, path));
        (await FreeAgent.Books.VoidAsync(FreeAgent.Link, document, id, Cancel)).ShouldBeOfType<WriteOutcome.Unanswered>();
        (await FreeAgent.NewBooks().VoidAsync(FreeAgent.Link, document, id, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>();
        FreeAgent.Company.TrialBalance().ShouldBeEmpty();
        FreeAgent.Company.Count("bank_transactions").ShouldBe(0);
    }

    [Fact]
    public async Task Maintenance_is_waited_out_by_a_later_sync()
    {
        FreeAgent.Sandbox.Plan(new Fault(FaultKind.Maintenance, "POST", "invoices", 10));
        (await FreeAgent.Books.WriteAsync(FreeAgent.Link, New.Sale("DB-1", Day, 1m), _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Unanswered>().Message.ShouldContain("HTTP status 503");
    }

    [Fact]
    public async Task Tokens_are_refreshed_once_however_many_calls_need_them()
    {
        await FreeAgent.Books.ReadChartAsync(FreeAgent.Link, Cancel);
        FreeAgent.Clock.Ahead += Duration.FromMinutes(61);
        await Task.WhenAll(Enumerable.Range(1, 8).Select(i => FreeAgent.Books.WriteAsync(FreeAgent.Link, New.Sale($"DB-{i}", Day, i), _ => null, Cancel)));
        FreeAgent.Company.Count("invoices").ShouldBe(8);
        FreeAgent.Authorizations.Rotations.ShouldBe(1);
    }

    [Fact]
    public async Task A_token_that_is_refused_before_its_time_is_refreshed()
    {
        FreeAgent.Sandbox.ExpireAccessTokens();
        (await FreeAgent.Books.WriteAsync(FreeAgent.Link, New.Sale("DB-1", Day, 1m), _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>();
        FreeAgent.Authorizations.Rotations.ShouldBe(1);
    }

    [Fact]
    public async Task Consent_taken_back_ends_the_connection_and_writes_nothing()
    {
        await FreeAgent.Books.ReadChartAsync(FreeAgent.Link, Cancel);
        FreeAgent.Sandbox.Revoke();
        var rejected = (await FreeAgent.Books.WriteAsync(FreeAgent.Link, New.Sale("DB-1", Day, 1m), _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Rejected>();
        (rejected.Refusal, rejected.Message).ShouldBe((Refusal.NotAuthorized, "The accounting software no longer lets us in: connect it again."));
        FreeAgent.Authorizations.Deauthorized.ShouldContain(FreeAgent.Link.Connection);
        await Should.ThrowAsync<PlatformNotAuthorizedException>(() => FreeAgent.Books.ReadChartAsync(FreeAgent.Link, Cancel));
    }

    [Fact]
    public async Task A_user_who_may_not_is_told_so_and_the_connection_stays()
    {
        FreeAgent.Company.AccessLevel = 6;
        (await FreeAgent.Books.WriteAsync(FreeAgent.Link, New.Sale("DB-1", Day, 1m), _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>();
        var outcome = await FreeAgent.Books.WriteAsync(FreeAgent.Link, New.Journal("DB-2", Day, ("Card Clearing", 5m), ("Sales", -5m)), _ => null, Cancel);
        outcome.ShouldBeOfType<WriteOutcome.Rejected>().Message.ShouldContain("give that user full access");
        FreeAgent.Authorizations.Deauthorized.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_limit_of_an_hour_is_kept_without_provoking_a_refusal()
    {
        await using var slow = await FreeAgentFixture.StartAsync(new PaceLimits(5, 1_000, int.MaxValue, PerHour: 9));

        // The consent has cost a call too.
        slow.Sandbox.Limits = slow.Sandbox.Limits with { PerHour = 10 };
        await slow.Books.ReadChartAsync(slow.Link, Cancel);
        var outcomes = new List<WriteOutcome>();
        for (var i = 1; i <= 3; i++)
        {
            outcomes.Add(await slow.Books.WriteAsync(slow.Link, new FreeAgentDocuments(slow).Sale($"DB-{i}", Day, i), _ => null, Cancel));
        }

        outcomes.OfType<WriteOutcome.Accepted>().Count().ShouldBe(2);
        outcomes[^1].ShouldBeOfType<WriteOutcome.Unanswered>().Message.ShouldContain("limit of calls");
        slow.Sandbox.Calls.ShouldAllBe(call => call.Status != 429);
    }

    /// <summary>A document whose journal set is there, and of whose first movement nobody knows.</summary>
    private async Task<Document> HalfWrittenAsync(FaultKind fault = FaultKind.FailBefore)
    {
        var document = New.Journal("DB-1", Day, ("Card Payments", 5m), ("Current Account", 4m), ("Shipping", -9m));
        FreeAgent.Sandbox.Plan(new Fault(fault, "POST", "bank_transaction_explanations"));
        FreeAgent.Sandbox.Plan(new Fault(FaultKind.Maintenance, "GET", "bank_transaction_explanations", 4));
        (await FreeAgent.Books.WriteAsync(FreeAgent.Link, document, _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Unanswered>();
        while (FreeAgent.Sandbox.Take("GET", "bank_transaction_explanations") is not null)
        {
        }

        return document;
    }

    /// <summary>One document of each kind that others settle, written.</summary>
    private async Task<Settled> SettledAsync()
    {
        var settled = new Settled(New.Sale("DB-1", Day, 10m), New.Trade(DocumentKind.CreditNote, "DB-2", Day, 10m, 0), New.Trade(DocumentKind.Bill, "DB-3", Day, 10m, 0), New.Trade(DocumentKind.BillCreditNote, "DB-4", Day, 10m, 0), []);
        foreach (var document in new[] { settled.Invoice, settled.Note, settled.Bill, settled.Back })
        {
            settled.Written[document.Id] = (await FreeAgent.Books.WriteAsync(FreeAgent.Link, document, _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>().PlatformId;
        }

        return settled;
    }

    private Document NewDocument(DocumentKind kind, string number, string account, Settled before) => kind switch
    {
        DocumentKind.SalesInvoice or DocumentKind.CreditNote => New.Trade(kind, number, Day, 4m, 0, account == "Cash" ? null : "Tips"),
        DocumentKind.Bill or DocumentKind.BillCreditNote => New.Trade(kind, number, Day, 4m, 0),
        DocumentKind.Payment => New.Money(kind, number, Day, 4m, account, before.Invoice),
        DocumentKind.Refund => New.Money(kind, number, Day, 4m, account, before.Note),
        DocumentKind.BillPayment => New.Money(kind, number, Day, 4m, account, before.Bill),
        DocumentKind.BillRefund => New.Money(kind, number, Day, 4m, account, before.Back),
        DocumentKind.CreditAllocation => New.Allocation(number, Day, 4m, before.Note, before.Invoice),
        DocumentKind.Overpayment or DocumentKind.Overrefund => New.Money(kind, number, Day, 4m, account),
        DocumentKind.Transfer => New.Transfer(number, Day, 4m, account, "Current Account"),
        _ => New.Journal(number, Day, (account, 4m), ("Sales", -3m), ("20.0", -1m)),
    };

    /// <summary>How many things stand in the books; a transfer between bank accounts counts once.</summary>
    private int Standing() => new[] { "invoices", "credit_notes", "credit_note_reconciliations", "bills", "journal_sets", "bank_transaction_explanations" }.Sum(FreeAgent.Company.Count)
        - (FreeAgent.Company.List("bank_transaction_explanations").Count(one => one.Text("type") == "Transfer") / 2);

    private sealed record Settled(Document Invoice, Document Note, Document Bill, Document Back, Dictionary<Guid, string> Written);
}
