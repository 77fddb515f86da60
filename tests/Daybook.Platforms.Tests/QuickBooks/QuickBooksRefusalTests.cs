using System.Text.Json.Nodes;
using Daybook.Bookkeeping;
using Daybook.Platforms.QuickBooks;
using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.QuickBooks;

/// <summary>What QuickBooks refuses, as one of a closed set, in words for the merchant, with QuickBooks' own text.</summary>
public sealed class QuickBooksRefusalTests : IAsyncLifetime
{
    private static readonly LocalDate Day = new(2026, 11, 20);
    private QuickBooksFixture? fixture;

    private QuickBooksFixture QuickBooks => fixture!;

    private QuickBooksDocuments New => new(QuickBooks);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => fixture = await QuickBooksFixture.StartAsync();

    public async ValueTask DisposeAsync() => await QuickBooks.DisposeAsync();

    [Fact]
    public async Task An_account_made_inactive_after_the_chart_was_read_is_refused_by_QuickBooks_and_told_by_name_the_next_time()
    {
        await WriteAsync(New.Sale("DB-1", Day, 1m));
        QuickBooks.Company.Change("Account", "Sales", "Active", false);
        (await RefusedAsync(New.Sale("DB-2", Day, 1m), Refusal.NotActive)).ShouldContain("QuickBooks says: Object Not Found : Something you're trying to use has been made inactive.");
        (await RefusedAsync(New.Sale("DB-2", Day, 1m), Refusal.NotActive)).ShouldContain("'Sales' (4000)");
    }

    [Fact]
    public async Task An_account_made_active_after_the_chart_was_read_is_written_to()
    {
        QuickBooks.Company.Change("Account", "Sales", "Active", false);
        await QuickBooks.Books.ReadChartAsync(QuickBooks.Link, Cancel);
        QuickBooks.Company.Change("Account", "Sales", "Active", true);
        (await WriteAsync(New.Sale("DB-1", Day, 1m))).ShouldBeOfType<WriteOutcome.Accepted>();
    }

    [Theory]
    [InlineData("Customer", "Shop customers", DocumentKind.SalesInvoice, "customer 'Shop customers' is inactive")]
    [InlineData("Vendor", "Payment provider", DocumentKind.Bill, "supplier 'Payment provider' is inactive")]
    [InlineData("TaxCode", "20.0% S", DocumentKind.SalesInvoice, "tax code '20.0% S' is inactive")]
    public async Task What_is_inactive_is_named_as_the_reason(string entity, string name, DocumentKind kind, string words)
    {
        QuickBooks.Company.Change(entity, name, "Active", false);
        (await RefusedAsync(New.Trade(kind, "DB-1", Day, 10m, kind == DocumentKind.Bill ? 0 : 2m), Refusal.NotActive)).ShouldContain(words);
    }

    [Fact]
    public async Task Closed_books_take_nothing_and_give_nothing_back()
    {
        var document = New.Sale("DB-1", Day, 1m);
        var id = (await WriteAsync(document)).ShouldBeOfType<WriteOutcome.Accepted>().PlatformId;
        QuickBooks.Company.BookCloseDate = new DateOnly(2026, 11, 20);
        (await QuickBooks.Books.ReadChartAsync(QuickBooks.Link, Cancel)).ClosedUpTo.ShouldBe(Day);
        (await RefusedAsync(New.Sale("DB-2", Day, 1m), Refusal.DayClosed)).ShouldContain("The account period has closed");
        await RefusedAsync(New.Journal("DB-3", Day, ("Cash", 1m), ("Sales", -1m)), Refusal.DayClosed);
        await RefusedAsync(New.Transfer("DB-4", Day, 1m, "Cash", "Business Bank Account"), Refusal.DayClosed);
        (await QuickBooks.Books.VoidAsync(QuickBooks.Link, document, id, Cancel)).ShouldBeOfType<WriteOutcome.Rejected>().Refusal.ShouldBe(Refusal.DayClosed);
        (await WriteAsync(New.Sale("DB-5", Day.PlusDays(1), 1m))).ShouldBeOfType<WriteOutcome.Accepted>();
    }

    [Fact]
    public async Task An_ended_subscription_is_told_as_such()
    {
        QuickBooks.Company.SubscriptionEnded = true;
        (await RefusedAsync(New.Journal("DB-1", Day, ("Cash", 1m), ("Sales", -1m)), Refusal.SubscriptionExpired)).ShouldContain("renew it in QuickBooks");
        (await RefusedAsync(New.Sale("DB-2", Day, 1m), Refusal.SubscriptionExpired)).ShouldContain("No item can be made that books to 'Sales'");
    }

    [Fact]
    public async Task A_payment_beyond_what_is_due_is_refused_and_leaves_no_half_of_it()
    {
        var document = New.Sale("DB-1", Day, 1m);
        var id = (await WriteAsync(document)).ShouldBeOfType<WriteOutcome.Accepted>().PlatformId;
        (await RefusedAsync(New.Money(DocumentKind.Payment, "DB-2", Day, 1.01m, "Cash", document), Refusal.Invalid, id)).ShouldContain("more than what is open");
        (await RefusedAsync(New.Money(DocumentKind.Payment, "DB-3", Day, 1.01m, "Gift Cards", document), Refusal.Invalid, id)).ShouldContain("more than what is open");
        QuickBooks.Company.TrialBalance().ShouldBe(new Dictionary<string, decimal> { ["Accounts Receivable (A/R)"] = 1m, ["Sales"] = -1m }, ignoreOrder: true);
    }

    [Fact]
    public async Task What_another_document_is_set_against_is_not_taken_back_before_it()
    {
        var document = New.Sale("DB-1", Day, 1m);
        var id = (await WriteAsync(document)).ShouldBeOfType<WriteOutcome.Accepted>().PlatformId;
        (await WriteAsync(New.Money(DocumentKind.Payment, "DB-2", Day, 1m, "Cash", document), id)).ShouldBeOfType<WriteOutcome.Accepted>();
        (await QuickBooks.Books.VoidAsync(QuickBooks.Link, document, id, Cancel)).ShouldBeOfType<WriteOutcome.Rejected>().Message.ShouldContain("tied to another document in QuickBooks (Payment)");
    }

    [Fact]
    public async Task A_payment_that_was_deposited_stays()
    {
        var document = New.Sale("DB-1", Day, 1m);
        var id = (await WriteAsync(document)).ShouldBeOfType<WriteOutcome.Accepted>().PlatformId;
        var payment = New.Money(DocumentKind.Payment, "DB-2", Day, 1m, "Cash", document);
        var paid = (await WriteAsync(payment, id)).ShouldBeOfType<WriteOutcome.Accepted>().PlatformId;
        QuickBooks.Company.Find("Payment", paid.Split('/')[1])!["LinkedTxn"] = new JsonArray(new JsonObject { ["TxnId"] = "900", ["TxnType"] = "Deposit" });
        (await QuickBooks.Books.VoidAsync(QuickBooks.Link, payment, paid, Cancel)).ShouldBeOfType<WriteOutcome.Rejected>().Message.ShouldContain("Deposit");
    }

    [Fact]
    public async Task What_somebody_deleted_in_QuickBooks_counts_as_taken_back_and_can_not_be_paid()
    {
        var document = New.Trade(DocumentKind.CreditNote, "DB-1", Day, 1m, 0);
        var id = (await WriteAsync(document)).ShouldBeOfType<WriteOutcome.Accepted>().PlatformId;
        QuickBooks.Company.List("CreditMemo").Clear();
        (await QuickBooks.Books.VoidAsync(QuickBooks.Link, document, id, Cancel)).ShouldBe(new WriteOutcome.Accepted(id));
        QuickBooks.Company.Open.Remove(id);
        (await RefusedAsync(New.Money(DocumentKind.Refund, "DB-2", Day, 1m, "Cash", document), Refusal.Invalid, id)).ShouldContain("gone from QuickBooks");
    }

    [Fact]
    public async Task Drafts_are_refused_with_what_to_choose_instead() =>
        (await QuickBooks.Books.WriteAsync(QuickBooks.Link with { IsDraft = true }, New.Sale("DB-1", Day, 1m), _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Rejected>().Message.ShouldContain("no drafts");

    [Fact]
    public async Task A_currency_that_is_not_switched_on_is_told_as_such() =>
        (await RefusedAsync(New.Sale("DB-1", Day, 1m) with { Currency = Currency.Parse("EUR") }, Refusal.Invalid)).ShouldContain("switch on multicurrency");

    [Fact]
    public async Task Lines_of_sales_on_accounts_that_items_can_not_book_to_are_refused_with_another_way() =>
        (await RefusedAsync(New.Trade(DocumentKind.SalesInvoice, "DB-1", Day, 10m, 0, account: "Business Bank Account"), Refusal.Invalid)).ShouldContain("choose an income account");

    [Fact]
    public async Task What_customers_owe_needs_a_customer()
    {
        var link = QuickBooks.Link with { CustomerId = null };
        var outcome = await QuickBooks.Books.WriteAsync(link, New.Journal("DB-1", Day, ("Accounts Receivable (A/R)", 1m), ("Sales", -1m)), _ => null, Cancel);
        outcome.ShouldBeOfType<WriteOutcome.Rejected>().Message.ShouldContain("No customer is chosen");
        (await QuickBooks.Books.WriteAsync(link, New.Journal("DB-2", Day, ("Customers in the Journal", 1m), ("Sales", -1m)), _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>();
    }

    [Fact]
    public async Task Another_receivable_than_QuickBooks_own_is_refused_for_what_is_booked_there_by_itself()
    {
        var sale = New.Sale("DB-1", Day, 1m);
        var other = sale with { Ledger = [sale.Ledger[0] with { Account = QuickBooks.Account("Customers in the Journal") }, sale.Ledger[1]] };
        (await RefusedAsync(other, Refusal.Invalid)).ShouldContain("'Accounts Receivable (A/R)' (1100)");
    }

    [Theory]
    [InlineData("DB-20261120-1-and-much-more")]
    [InlineData("DB 1")]
    [InlineData("O'Neill")]
    public async Task A_number_that_QuickBooks_would_cut_or_misread_is_refused(string number) => (await RefusedAsync(New.Sale(number, Day, 1m), Refusal.Invalid)).ShouldContain(number);

    [Theory]
    [InlineData("6210", "The account period has closed", Refusal.DayClosed)]
    [InlineData("6200", "", Refusal.DayClosed)]
    [InlineData("6140", "Duplicate Document Number Error", Refusal.DuplicateNumber)]
    [InlineData("6190", "", Refusal.SubscriptionExpired)]
    [InlineData("610", "Something you're trying to use has been made inactive", Refusal.NotActive)]
    [InlineData("610", "Another user has deleted this transaction.", Refusal.Invalid)]
    [InlineData("2500", "Invalid Reference Id : Accounts element id 7 not found", Refusal.NotActive)]
    [InlineData("6430", "", Refusal.NotActive)]
    [InlineData("6100", "", Refusal.NotActive)]
    [InlineData("5020", "", Refusal.NotAuthorized)]
    [InlineData("5030", "", Refusal.Other)]
    [InlineData("6540", "", Refusal.Invalid)]
    [InlineData("6480", "", Refusal.Invalid)]
    [InlineData("2300", "", Refusal.Invalid)]
    [InlineData("6000", "When you use Accounts Receivable, you must choose a customer in the Name field.", Refusal.Invalid)]
    [InlineData("6000", "Something nobody has seen yet", Refusal.Other)]
    public void Each_refusal_has_its_meaning_and_keeps_QuickBooks_words(string code, string detail, Refusal refusal)
    {
        var rejected = QuickBooksRefusals.Of([new QuickBooksError(code, "Message", detail)]);
        (rejected.Refusal, rejected.Message.EndsWith($"({code})", StringComparison.Ordinal), rejected.Message.Contains(detail, StringComparison.Ordinal)).ShouldBe((refusal, true, true));
    }

    private async Task<string> RefusedAsync(Document document, Refusal refusal, string? settled = null)
    {
        var rejected = (await WriteAsync(document, settled)).ShouldBeOfType<WriteOutcome.Rejected>();
        rejected.Refusal.ShouldBe(refusal, rejected.Message);
        return rejected.Message;
    }

    private Task<WriteOutcome> WriteAsync(Document document, string? settled = null) => QuickBooks.Books.WriteAsync(QuickBooks.Link, document, _ => settled, Cancel);
}
