using Daybook.Bookkeeping;
using Daybook.Sandbox.Xero;
using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.Xero;

/// <summary>What Xero refuses, as one of a closed set, in words for the merchant, with Xero's own text.</summary>
public sealed class XeroRefusalTests : IAsyncLifetime
{
    private static readonly LocalDate Day = new(2026, 11, 20);
    private XeroFixture? fixture;

    private XeroFixture Xero => fixture!;

    private XeroDocuments New => new(Xero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => fixture = await XeroFixture.StartAsync();

    public async ValueTask DisposeAsync() => await Xero.DisposeAsync();

    [Fact]
    public async Task An_account_archived_after_the_chart_was_read_is_refused_by_Xero_and_told_by_name_the_next_time()
    {
        await Xero.Books.ReadChartAsync(Xero.Link, Cancel);
        Xero.Organisation.ChangeAccount("Sales", "Status", "ARCHIVED");
        (await RefusedAsync(New.Sale("DB-1", Day, 1m), Refusal.NotActive)).ShouldContain("Xero says: Account code '200' has been archived");
        (await RefusedAsync(New.Sale("DB-1", Day, 1m), Refusal.NotActive)).ShouldContain("'Sales' (200)");
    }

    [Fact]
    public async Task An_account_restored_after_the_chart_was_read_is_written_to()
    {
        Xero.Organisation.ChangeAccount("Sales", "Status", "ARCHIVED");
        await Xero.Books.ReadChartAsync(Xero.Link, Cancel);
        Xero.Organisation.ChangeAccount("Sales", "Status", "ACTIVE");
        (await WriteAsync(New.Sale("DB-1", Day, 1m))).ShouldBeOfType<WriteOutcome.Accepted>();
    }

    [Fact]
    public async Task An_archived_customer_is_named_as_the_reason()
    {
        Xero.Organisation.ChangeContact("Shop customers", "ContactStatus", "ARCHIVED");
        (await RefusedAsync(New.Sale("DB-1", Day, 1m), Refusal.NotActive)).ShouldContain("customer or supplier is archived");
    }

    [Fact]
    public async Task The_later_of_both_lock_dates_closes_the_books()
    {
        Xero.Organisation.PeriodLockDate = new DateOnly(2026, 11, 1);
        Xero.Organisation.EndOfYearLockDate = new DateOnly(2026, 11, 20);
        (await Xero.Books.ReadChartAsync(Xero.Link, Cancel)).ClosedUpTo.ShouldBe(Day);
        (await RefusedAsync(New.Sale("DB-1", Day, 1m), Refusal.DayClosed)).ShouldContain("end of year lock date, currently set at 20-Nov-2026");
        await RefusedAsync(New.Journal("DB-2", Day, ("Cash", 1m), ("Sales", -1m)), Refusal.DayClosed);
        await RefusedAsync(New.Transfer("DB-3", Day, 1m, "Cash", "Business Bank Account"), Refusal.DayClosed);
        (await WriteAsync(New.Sale("DB-4", Day.PlusDays(1), 1m))).ShouldBeOfType<WriteOutcome.Accepted>();
    }

    [Fact]
    public async Task What_lies_in_a_closed_period_is_not_taken_back()
    {
        var document = New.Sale("DB-1", Day, 1m);
        var id = (await WriteAsync(document)).ShouldBeOfType<WriteOutcome.Accepted>().PlatformId;
        Xero.Organisation.PeriodLockDate = new DateOnly(2026, 11, 20);
        (await Xero.Books.VoidAsync(Xero.Link, document, id, Cancel)).ShouldBeOfType<WriteOutcome.Rejected>().Refusal.ShouldBe(Refusal.DayClosed);
    }

    [Fact]
    public async Task An_invoice_that_is_paid_is_not_voided_before_its_payment()
    {
        var document = New.Sale("DB-1", Day, 1m);
        var id = (await WriteAsync(document)).ShouldBeOfType<WriteOutcome.Accepted>().PlatformId;
        (await WriteAsync(New.Money(DocumentKind.Payment, "DB-2", Day, 1m, "Cash", document), id)).ShouldBeOfType<WriteOutcome.Accepted>();
        (await Xero.Books.VoidAsync(Xero.Link, document, id, Cancel)).ShouldBeOfType<WriteOutcome.Rejected>().Message.ShouldContain("take that off in Xero first");
    }

    [Fact]
    public async Task A_payment_beyond_what_is_due_is_refused()
    {
        var document = New.Sale("DB-1", Day, 1m);
        var id = (await WriteAsync(document)).ShouldBeOfType<WriteOutcome.Accepted>().PlatformId;
        (await RefusedAsync(New.Money(DocumentKind.Payment, "DB-2", Day, 1.01m, "Cash", document), Refusal.Invalid, id)).ShouldContain("more than what is open");
    }

    [Fact]
    public async Task An_account_closed_to_payments_is_named_with_what_to_do()
    {
        Xero.Organisation.ChangeAccount("Cash", "EnablePaymentsToAccount", false);
        (await RefusedAsync(New.Money(DocumentKind.Payment, "DB-1", Day, 1m, "Cash", New.Sale("DB-2", Day, 1m)), Refusal.Invalid, "Invoices/x")).ShouldContain("Enable payments to this account");
    }

    [Fact]
    public async Task A_rate_that_does_not_fit_the_account_is_refused() =>
        (await RefusedAsync(New.Trade(DocumentKind.SalesInvoice, "DB-1", Day, 10m, 2m, "INPUT2"), Refusal.NotActive)).ShouldContain("TaxType code 'INPUT2' cannot be used with account code '200'");

    [Fact]
    public async Task A_currency_that_is_not_switched_on_is_told_as_such() =>
        (await RefusedAsync(New.Sale("DB-1", Day, 1m) with { Currency = Currency.Parse("EUR") }, Refusal.Invalid)).ShouldContain("add it under the organisation's currencies");

    [Fact]
    public async Task Journals_on_accounts_that_Xero_keeps_to_itself_are_refused_with_another_way()
    {
        (await RefusedAsync(New.Journal("DB-1", Day, ("Accounts Receivable", 1m), ("Sales", -1m)), Refusal.Invalid)).ShouldContain("choose another account");
        (await RefusedAsync(New.Journal("DB-2", Day, ("Business Bank Account", 1m), ("Business Savings Account", 1m), ("Sales", -2m)), Refusal.Invalid)).ShouldContain("choose clearing accounts");
    }

    [Fact]
    public async Task Another_receivable_than_Xeros_own_is_refused_for_what_Xero_books_there_by_itself()
    {
        var sale = New.Sale("DB-1", Day, 1m);
        var other = sale with { Ledger = [sale.Ledger[0] with { Account = Xero.Account("Customers in the Journal") }, sale.Ledger[1]] };
        (await RefusedAsync(other, Refusal.Invalid)).ShouldContain("'Accounts Receivable' (610)");
    }

    [Fact]
    public async Task Money_given_back_too_early_on_a_bank_account_is_refused_with_another_way() =>
        (await RefusedAsync(New.Money(DocumentKind.Overrefund, "DB-1", Day, 1m, "Business Bank Account"), Refusal.Invalid)).ShouldContain("choose a clearing account");

    [Fact]
    public async Task What_Xero_keeps_to_itself_is_not_offered()
    {
        var chart = await Xero.Books.ReadChartAsync(Xero.Link, Cancel);
        chart.Accounts.Select(account => account.Name).ShouldNotContain("Accounts Receivable");
        chart.ReceivableAccount.ShouldBe(Xero.Account("Accounts Receivable"));
        chart.Accounts.Single(account => account.Name == "Business Bank Account").Classification.ShouldBe("Asset.Bank");
        chart.TaxRates.Select(rate => rate.Id).ShouldBe(["OUTPUT2", "RROUTPUT", "ZERORATEDOUTPUT", "EXEMPTOUTPUT", "NONE"]);
    }

    [Fact]
    public async Task An_amount_of_three_decimals_is_refused() =>
        (await RefusedAsync(New.Sale("DB-1", Day, 1.005m), Refusal.Invalid)).ShouldContain("two decimals");

    [Fact]
    public async Task Without_a_customer_nothing_is_sent()
    {
        var calls = Xero.Sandbox.Calls.Count(call => call.Method == "PUT");
        var outcome = await Xero.Books.WriteAsync(Xero.Link with { CustomerId = null }, New.Sale("DB-1", Day, 1m), _ => null, Cancel);
        outcome.ShouldBeOfType<WriteOutcome.Rejected>().Message.ShouldContain("No customer");
        Xero.Sandbox.Calls.Count(call => call.Method == "PUT").ShouldBe(calls);
    }

    private Task<WriteOutcome> WriteAsync(Document document, string? target = null) => Xero.Books.WriteAsync(Xero.Link, document, _ => target, Cancel);

    private async Task<string> RefusedAsync(Document document, Refusal refusal, string? target = null)
    {
        var rejected = (await WriteAsync(document, target)).ShouldBeOfType<WriteOutcome.Rejected>();
        rejected.Refusal.ShouldBe(refusal, rejected.Message);
        return rejected.Message;
    }
}
