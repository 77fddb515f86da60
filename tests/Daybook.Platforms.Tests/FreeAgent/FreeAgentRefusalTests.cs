using Daybook.Bookkeeping;
using Daybook.Sandbox;
using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.FreeAgent;

/// <summary>What FreeAgent refuses, as one of a closed set, in words for the merchant, with FreeAgent's own text.</summary>
public sealed class FreeAgentRefusalTests : IAsyncLifetime
{
    private static readonly LocalDate Day = new(2026, 11, 20);
    private FreeAgentFixture? fixture;

    private FreeAgentFixture FreeAgent => fixture!;

    private FreeAgentDocuments New => new(FreeAgent);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => fixture = await FreeAgentFixture.StartAsync();

    public async ValueTask DisposeAsync() => await FreeAgent.DisposeAsync();

    public static TheoryData<DocumentKind> Dated() => [DocumentKind.SalesInvoice, DocumentKind.CreditNote, DocumentKind.Bill, DocumentKind.Transfer, DocumentKind.Journal];

    [Theory]
    [MemberData(nameof(Dated))]
    public async Task A_day_that_was_locked_after_the_chart_was_read_is_refused_by_FreeAgent_and_nothing_is_left(DocumentKind kind)
    {
        await FreeAgent.Books.ReadChartAsync(FreeAgent.Link, Cancel);
        FreeAgent.Company.LockedTo = new DateOnly(2026, 11, 20);
        var message = await RefusedAsync(NewDocument(kind), Refusal.DayClosed);
        message.ShouldContain("FreeAgent says: ");
        FreeAgent.Company.Count("invoices").ShouldBe(0);
        (await RefusedAsync(NewDocument(kind), Refusal.DayClosed)).ShouldContain("locked up to 2026-11-20");
    }

    [Fact]
    public async Task What_lies_before_the_company_began_with_FreeAgent_is_as_good_as_locked()
    {
        FreeAgent.Company.StartsOn = new DateOnly(2026, 11, 21);
        (await FreeAgent.Books.ReadChartAsync(FreeAgent.Link, Cancel)).ClosedUpTo.ShouldBe(Day);
        await RefusedAsync(New.Sale("DB-1", Day, 1m), Refusal.DayClosed);
    }

    [Fact]
    public async Task Locks_that_the_user_may_not_see_show_when_something_is_refused()
    {
        FreeAgent.Company.AccessLevel = 7;
        FreeAgent.Company.LockedTo = new DateOnly(2026, 11, 20);
        (await FreeAgent.Books.ReadChartAsync(FreeAgent.Link, Cancel)).ClosedUpTo.ShouldBe(new LocalDate(2019, 12, 31));
        (await RefusedAsync(New.Sale("DB-1", Day, 1m), Refusal.DayClosed)).ShouldContain("FreeAgent says: Invoice is locked.");
    }

    [Fact]
    public async Task What_lies_in_a_locked_period_is_not_taken_back()
    {
        var document = New.Sale("DB-1", Day, 1m);
        var id = (await WriteAsync(document)).ShouldBeOfType<WriteOutcome.Accepted>().PlatformId;
        FreeAgent.Company.LockedTo = new DateOnly(2026, 11, 20);
        (await FreeAgent.Books.VoidAsync(FreeAgent.Link, document, id, Cancel)).ShouldBeOfType<WriteOutcome.Rejected>().Refusal.ShouldBe(Refusal.DayClosed);
    }

    [Fact]
    public async Task An_invoice_that_is_paid_is_not_taken_back_before_its_payment()
    {
        var document = New.Sale("DB-1", Day, 1m);
        var id = (await WriteAsync(document)).ShouldBeOfType<WriteOutcome.Accepted>().PlatformId;
        (await WriteAsync(New.Money(DocumentKind.Payment, "DB-2", Day, 1m, "Cash", document), id)).ShouldBeOfType<WriteOutcome.Accepted>();
        (await FreeAgent.Books.VoidAsync(FreeAgent.Link, document, id, Cancel)).ShouldBeOfType<WriteOutcome.Rejected>().Message.ShouldContain("take that off in FreeAgent first");
    }

    [Theory]
    [InlineData("Cash")]
    [InlineData("Card Clearing")]
    public async Task A_payment_beyond_what_is_due_is_refused_and_nothing_of_it_is_left(string account)
    {
        var document = New.Sale("DB-1", Day, 1m);
        var id = (await WriteAsync(document)).ShouldBeOfType<WriteOutcome.Accepted>().PlatformId;
        var before = FreeAgent.Company.TrialBalance();
        (await WriteAsync(New.Money(DocumentKind.Payment, "DB-2", Day, 1.01m, account, document), id)).ShouldBeOfType<WriteOutcome.Rejected>().Message.ShouldContain("more than");
        FreeAgent.Company.TrialBalance().ShouldBe(before, ignoreOrder: true);
        FreeAgent.Company.Count("bank_transactions").ShouldBe(0);
        FreeAgent.Company.List("invoices").Single().Text("status").ShouldBe("Overdue");
    }

    [Fact]
    public async Task A_number_that_a_user_gave_to_a_credit_note_is_taken_for_invoices_too()
    {
        await WriteAsync(New.Trade(DocumentKind.CreditNote, "DB-1", Day, 1m, 0));
        (await RefusedAsync(New.Sale("DB-1", Day, 1m), Refusal.DuplicateNumber)).ShouldContain("FreeAgent says: Reference has already been taken");
    }

    [Fact]
    public async Task A_hidden_customer_is_named_as_the_reason()
    {
        FreeAgent.Company.Find($"contacts/{FreeAgent.Link.CustomerId}")["status"] = "Hidden";
        (await RefusedAsync(New.Sale("DB-1", Day, 1m), Refusal.NotActive)).ShouldContain("'Shop customers' is hidden");
    }

    [Fact]
    public async Task A_bank_account_in_another_currency_is_named_with_what_to_do() =>
        (await RefusedAsync(New.Money(DocumentKind.Payment, "DB-1", Day, 1m, "Euro Account", New.Sale("DB-2", Day, 1m)), Refusal.Invalid, "invoices/1")).ShouldContain("'Euro Account' is in EUR and DB-1 in GBP");

    [Fact]
    public async Task A_journal_entry_in_another_currency_is_refused() =>
        (await RefusedAsync(New.Journal("DB-1", Day, ("Card Clearing", 1m), ("Sales", -1m)) with { Currency = Currency.Parse("EUR") }, Refusal.Invalid)).ShouldContain("FreeAgent keeps those in GBP only");

    [Fact]
    public async Task A_currency_that_FreeAgent_does_not_know_is_told_as_such() =>
        (await RefusedAsync(New.Sale("DB-1", Day, 1m) with { Currency = Currency.Parse("CHF") }, Refusal.Invalid)).ShouldContain("FreeAgent does not take the currency");

    [Fact]
    public async Task A_bill_paid_from_no_bank_account_is_refused_with_another_way() =>
        (await RefusedAsync(New.Money(DocumentKind.BillPayment, "DB-1", Day, 1m, "Card Clearing", New.Sale("DB-2", Day, 1m)), Refusal.Invalid, "bills/1")).ShouldContain("make a bank account for card payments");

    [Fact]
    public async Task Journals_on_what_FreeAgent_keeps_to_itself_are_refused_with_another_way() =>
        (await RefusedAsync(New.Journal("DB-1", Day, ("Trade Debtors", 1m), ("Sales", -1m)), Refusal.Invalid)).ShouldContain("'Other Debtors' (682)");

    [Fact]
    public async Task Another_receivable_than_FreeAgents_own_is_refused_for_what_FreeAgent_books_there_by_itself()
    {
        var sale = New.Sale("DB-1", Day, 1m);
        (await RefusedAsync(sale with { Ledger = [sale.Ledger[0] with { Account = "682" }, sale.Ledger[1]] }, Refusal.Invalid)).ShouldContain("'Trade Debtors' (681)");
    }

    [Fact]
    public async Task Tax_that_FreeAgent_would_compute_otherwise_is_refused_before_anything_is_sent()
    {
        var calls = FreeAgent.Sandbox.Calls.Count(call => call.Method == "POST");
        (await RefusedAsync(New.Trade(DocumentKind.SalesInvoice, "DB-1", Day, 10m, 1.99m), Refusal.Invalid)).ShouldContain("would book 2.00 of tax on 'Sales' and not 1.99");
        FreeAgent.Sandbox.Calls.Count(call => call.Method == "POST").ShouldBe(calls);
    }

    [Fact]
    public async Task A_company_that_is_not_registered_has_no_tax_on_anything()
    {
        FreeAgent.Company.IsRegistered = false;
        (await FreeAgent.Books.ReadChartAsync(FreeAgent.Link, Cancel)).TaxRates.Select(rate => (rate.Id, rate.Percent)).ShouldBe([("0.0", 0m)]);
        (await WriteAsync(New.Sale("DB-1", Day, 1m))).ShouldBeOfType<WriteOutcome.Accepted>();
        FreeAgent.Company.List("invoices").Single().Has("sales_tax_value").ShouldBeFalse();
    }

    [Fact]
    public async Task What_FreeAgent_keeps_to_itself_is_not_offered()
    {
        var chart = await FreeAgent.Books.ReadChartAsync(FreeAgent.Link, Cancel);
        chart.Accounts.Select(account => account.Name).ShouldNotContain("Trade Debtors");
        (chart.ReceivableAccount, chart.PayableAccount, chart.TakesTax).ShouldBe(("681", "796", false));
        chart.Accounts.Single(account => account.Name == "Current Account").Classification.ShouldBe("Asset.Bank");
        chart.Accounts.Single(account => account.Name == "Tips").Classification.ShouldStartWith("Liability.");
        chart.TaxRates.Select(rate => (rate.Id, rate.Name, rate.Percent)).ShouldBe([("20.0", "VAT 20%", 20m), ("5.0", "VAT 5%", 5m), ("0.0", "VAT 0%", 0m), ("EXEMPT", "Exempt from VAT", 0m)]);
    }

    [Fact]
    public async Task A_company_that_lets_property_is_told_why_it_can_not_be_written_to()
    {
        FreeAgent.Company.Type = "UkUnincorporatedLandlord";
        (await RefusedAsync(New.Sale("DB-1", Day, 1m), Refusal.Invalid)).ShouldContain("lets property");
    }

    [Fact]
    public async Task A_draft_with_what_is_no_income_is_refused_with_another_way()
    {
        var outcome = await FreeAgent.Books.WriteAsync(FreeAgent.Link with { IsDraft = true }, New.Trade(DocumentKind.SalesInvoice, "DB-1", Day, 1m, 0, "Tips"), _ => null, Cancel);
        outcome.ShouldBeOfType<WriteOutcome.Rejected>().Message.ShouldContain("'Tips' (732) is none");
    }

    [Fact]
    public async Task An_amount_of_three_decimals_is_refused() =>
        (await RefusedAsync(New.Sale("DB-1", Day, 1.005m), Refusal.Invalid)).ShouldContain("two decimals");

    [Fact]
    public async Task Without_a_customer_nothing_is_sent()
    {
        var outcome = await FreeAgent.Books.WriteAsync(FreeAgent.Link with { CustomerId = null }, New.Sale("DB-1", Day, 1m), _ => null, Cancel);
        outcome.ShouldBeOfType<WriteOutcome.Rejected>().Message.ShouldContain("No customer");
        FreeAgent.Sandbox.Calls.ShouldNotContain(call => call.Method == "POST");
    }

    private Document NewDocument(DocumentKind kind) => kind switch
    {
        DocumentKind.Transfer => New.Transfer("DB-1", Day, 1m, "Cash", "Current Account"),
        DocumentKind.Journal => New.Journal("DB-1", Day, ("Card Clearing", 1m), ("Sales", -1m)),
        _ => New.Trade(kind, "DB-1", Day, 1m, 0),
    };

    private Task<WriteOutcome> WriteAsync(Document document, string? target = null) => FreeAgent.Books.WriteAsync(FreeAgent.Link, document, _ => target, Cancel);

    private async Task<string> RefusedAsync(Document document, Refusal refusal, string? target = null)
    {
        var rejected = (await WriteAsync(document, target)).ShouldBeOfType<WriteOutcome.Rejected>();
        rejected.Refusal.ShouldBe(refusal, rejected.Message);
        return rejected.Message;
    }
}
