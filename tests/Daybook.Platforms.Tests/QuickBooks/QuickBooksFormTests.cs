using Daybook.Bookkeeping;
using Daybook.Sandbox;
using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.QuickBooks;

/// <summary>Each kind of document, what it becomes in QuickBooks, and how it leaves the books again.</summary>
public sealed class QuickBooksFormTests : IAsyncLifetime
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
    public async Task A_sale_keeps_the_tax_of_its_source()
    {
        // 20% of 76.30 would be 15.26.
        await WriteAsync(New.Trade(DocumentKind.SalesInvoice, "DB-1", Day, 76.30m, 15.24m));
        var invoice = QuickBooks.Company.Standing("Invoice").ShouldHaveSingleItem();
        (invoice.Amount("TotalAmt"), invoice.Part("TxnTaxDetail").Amount("TotalTax"), invoice.Amount("Balance")).ShouldBe((91.54m, 15.24m, 91.54m));
        BalancesShouldBe(("Accounts Receivable (A/R)", 91.54m), ("Sales", -76.30m), ("VAT Control", -15.24m));
    }

    [Fact]
    public async Task Taxes_of_several_rates_are_each_kept_under_their_own()
    {
        var one = New.Trade(DocumentKind.SalesInvoice, "DB-1", Day, 10m, 2.01m);
        var other = one.Lines[0] with { Net = 20m, Tax = 0.99m, TaxRate = QuickBooks.TaxCode("5.0% R") };
        var untaxed = one.Lines[0] with { Net = 3m, Tax = 0, TaxRate = null, Account = QuickBooks.Account("Tips") };
        await WriteAsync(one with
        {
            Lines = [one.Lines[0], other, untaxed],
            Total = 36m,
            Ledger = [new LedgerLine(New.Receivable, 36m), new LedgerLine(one.Lines[0].Account, -30m), new LedgerLine(one.Lines[0].TaxRate!, -2.01m), new LedgerLine(other.TaxRate!, -0.99m), new LedgerLine(untaxed.Account, -3m)],
        });
        var invoice = QuickBooks.Company.Standing("Invoice").ShouldHaveSingleItem();
        invoice.Part("TxnTaxDetail").Parts("TaxLine").Select(line => line.Amount("Amount")).ShouldBe([2.01m, 0.99m]);
        BalancesShouldBe(("Accounts Receivable (A/R)", 36m), ("Sales", -30m), ("VAT Control", -3m), ("Tips", -3m));
    }

    [Fact]
    public async Task A_day_of_sales_credit_money_fees_and_payouts_comes_out_on_the_right_accounts_and_can_be_undone()
    {
        var invoice = New.Trade(DocumentKind.SalesInvoice, "DB-1", Day, 100m, 20m);
        var note = New.Trade(DocumentKind.CreditNote, "DB-2", Day, 50m, 10m);
        var bill = New.Trade(DocumentKind.Bill, "DB-3", Day, 5m, 0);
        var back = New.Trade(DocumentKind.BillCreditNote, "DB-4", Day, 1m, 0);
        Document[] day =
        [
            invoice, note, bill, back,
            New.Money(DocumentKind.Payment, "DB-5", Day, 60m, "Card Clearing", invoice),
            New.Money(DocumentKind.Payment, "DB-6", Day, 30m, "Business Bank Account", invoice),
            New.Money(DocumentKind.Payment, "DB-7", Day, 10m, "Gift Cards", invoice),
            New.Money(DocumentKind.Refund, "DB-8", Day, 40m, "Cash", note),
            New.Money(DocumentKind.BillPayment, "DB-9", Day, 3m, "Card Clearing", bill),
            New.Money(DocumentKind.BillPayment, "DB-10", Day, 1.50m, "Business Bank Account", bill),
            New.Money(DocumentKind.BillPayment, "DB-11", Day, 0.50m, "Company Card", bill),
            New.Money(DocumentKind.BillRefund, "DB-12", Day, 1m, "Card Clearing", back),
            New.Transfer("DB-13", Day, 60m, "Card Clearing", "Business Bank Account"),
            New.Allocation("DB-14", Day, 20m, note, invoice),
        ];
        await WriteAsync(day);
        BalancesShouldBe(
            ("Card Clearing", 60m - 3m + 1m - 60m), ("Business Bank Account", 30m - 1.50m + 60m), ("Company Card", -0.50m), ("Gift Cards", 10m), ("Cash", -40m), ("Sales", -50m), ("VAT Control", -10m), ("Payment Fees", 4m));
        new[] { "Invoice", "CreditMemo", "Bill", "VendorCredit" }.SelectMany(QuickBooks.Company.Standing).ShouldAllBe(one => one.Amount("Balance") == 0);
        written[day[6].Id].ShouldMatch(@"^JournalEntry/\d+\+Payment/\d+$");
        foreach (var document in day)
        {
            (await QuickBooks.NewBooks().FindAsync(QuickBooks.Link, document, Written, Cancel)).ShouldBe(written[document.Id], document.Number);
        }

        foreach (var document in day.Reverse())
        {
            (await QuickBooks.Books.VoidAsync(QuickBooks.Link, document, written[document.Id], Cancel)).ShouldBeOfType<WriteOutcome.Accepted>();
            (await QuickBooks.Books.FindAsync(QuickBooks.Link, document, Written, Cancel)).ShouldBeNull(document.Number);
        }

        BalancesShouldBe();
    }

    [Fact]
    public async Task Money_beyond_what_is_owed_is_credit_that_can_be_used_and_given_back()
    {
        var over = New.Money(DocumentKind.Overpayment, "DB-1", Day, 30m, "Business Bank Account");
        var invoice = New.Sale("DB-2", Day, 10m);
        await WriteAsync(over, invoice, New.Allocation("DB-3", Day, 10m, over, invoice), New.Money(DocumentKind.Refund, "DB-4", Day, 20m, "Cash", over));
        QuickBooks.Company.Standing("Invoice").Single().Amount("Balance").ShouldBe(0);
        BalancesShouldBe(("Business Bank Account", 30m), ("Cash", -20m), ("Sales", -10m));
    }

    [Fact]
    public async Task Money_given_back_too_early_is_owed_until_it_is_paid()
    {
        var over = New.Money(DocumentKind.Overrefund, "DB-1", Day, 30m, "Card Clearing");
        await WriteAsync(over);
        BalancesShouldBe(("Accounts Receivable (A/R)", 30m), ("Card Clearing", -30m));
        await WriteAsync(New.Money(DocumentKind.Payment, "DB-2", Day, 30m, "Cash", over));
        BalancesShouldBe(("Cash", 30m), ("Card Clearing", -30m));
    }

    [Theory]
    [InlineData("Card Clearing", "Business Bank Account", "Transfer")]
    [InlineData("Loans", "Business Bank Account", "Transfer")]
    [InlineData("Card Clearing", "Bank Charges", "JournalEntry")]
    public async Task A_transfer_is_one_where_both_accounts_allow_it(string from, string to, string entity)
    {
        var transfer = New.Transfer("DB-1", Day, 9.99m, from, to);
        await WriteAsync(transfer);
        written[transfer.Id].ShouldStartWith(entity + "/");
        (await QuickBooks.NewBooks().FindAsync(QuickBooks.Link, transfer, _ => null, Cancel)).ShouldBe(written[transfer.Id]);
        BalancesShouldBe((to, 9.99m), (from, -9.99m));
    }

    [Fact]
    public async Task A_journal_books_tax_on_the_account_that_keeps_it_and_names_the_customer_who_owes()
    {
        await WriteAsync(New.Journal("DB-1", Day, ("Accounts Receivable (A/R)", 6m), ("Card Clearing", 120m), ("Sales", -105m), ("20.0% S", -20m), ("5.0% R", -1m)));
        var owed = QuickBooks.Company.Standing("JournalEntry").Single().Parts("Line")[0].Part("JournalEntryLineDetail").Part("Entity");
        (owed.Text("Type"), owed.Part("EntityRef").Text("value")).ShouldBe(("Customer", QuickBooks.Link.CustomerId));
        BalancesShouldBe(("Accounts Receivable (A/R)", 6m), ("Card Clearing", 120m), ("Sales", -105m), ("VAT Control", -21m));
    }

    [Fact]
    public async Task A_thousand_lines_and_long_names_fit_into_one_invoice()
    {
        var one = New.Trade(DocumentKind.SalesInvoice, "DB-1", Day, 1m, 0.17m);
        var lines = Enumerable.Range(0, 1000).Select(i => one.Lines[0] with { Description = new string('ü', 5000) + i, Category = $"{i}" }).ToList();
        await WriteAsync(one with { Lines = lines, Ledger = [.. one.Ledger.Select(line => line with { Amount = line.Amount * 1000 })], Total = 1170m, Notes = ["Adjusts A of 2026-11-01.", new string('n', 5000)] });
        var invoice = QuickBooks.Company.Standing("Invoice").Single();
        (invoice.Amount("TotalAmt"), invoice.Part("TxnTaxDetail").Amount("TotalTax")).ShouldBe((1170m, 170m));
        invoice.Parts("Line").Count(line => line.Text("DetailType") == "SalesItemLineDetail").ShouldBe(1, "QuickBooks takes 750 taxed lines, so lines of one account and rate are summed");
        invoice.Text("PrivateNote").ShouldContain("Adjusts A of 2026-11-01.");
    }

    [Fact]
    public async Task Seven_hundred_and_fifty_lines_stay_as_they_are()
    {
        var one = New.Trade(DocumentKind.SalesInvoice, "DB-1", Day, 1m, 0.20m);
        await WriteAsync(one with { Lines = [.. Enumerable.Repeat(one.Lines[0], 750)], Ledger = [.. one.Ledger.Select(line => line with { Amount = line.Amount * 750 })], Total = 900m });
        QuickBooks.Company.Standing("Invoice").Single().Parts("Line").Count.ShouldBe(751);
    }

    [Fact]
    public async Task Each_account_gets_one_item_however_many_write_at_once_and_keeps_it_when_it_is_renamed()
    {
        await Task.WhenAll(Enumerable.Range(1, 8).Select(i => QuickBooks.NewBooks().WriteAsync(QuickBooks.Link, New.Sale($"DB-{i}", Day, i), _ => null, Cancel)));
        QuickBooks.Company.Change("Account", "Sales", "FullyQualifiedName", "Shop sales");
        await QuickBooks.NewBooks().WriteAsync(QuickBooks.Link, New.Sale("DB-9", Day, 9m), _ => null, Cancel);
        QuickBooks.Company.Standing("Item").ShouldHaveSingleItem().Part("IncomeAccountRef").Text("value").ShouldBe(QuickBooks.Account("Sales"));
        BalancesShouldBe(("Accounts Receivable (A/R)", 45m), ("Sales", -45m));
    }

    [Fact]
    public async Task An_item_that_the_merchant_made_inactive_is_made_anew()
    {
        await WriteAsync(New.Sale("DB-1", Day, 1m));
        var item = QuickBooks.Company.Find("Item", QuickBooks.Company.Standing("Item").Single().Text("Id"))!;
        (item["Active"], item["Name"]) = (false, item.Text("Name") + " (deleted)");
        (await QuickBooks.Books.WriteAsync(QuickBooks.Link, New.Sale("DB-2", Day, 2m), _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Rejected>().Refusal.ShouldBe(Refusal.NotActive);
        await WriteAsync(New.Sale("DB-3", Day, 2m));
        QuickBooks.Company.Standing("Item").Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_foreign_currency_has_its_own_customer_supplier_and_rate()
    {
        QuickBooks.Company.HasCurrencies = true;
        var euros = Currency.Parse("EUR");
        var invoice = New.Trade(DocumentKind.SalesInvoice, "DB-1", Day, 100m, 20m) with { Currency = euros };
        var bill = New.Trade(DocumentKind.Bill, "DB-2", Day, 10m, 0) with { Currency = euros };
        await WriteAsync(invoice, bill, New.Sale("DB-3", Day, 1m) with { Currency = euros }, New.Money(DocumentKind.Payment, "DB-4", Day, 120m, "Card Clearing", invoice) with { Currency = euros });
        QuickBooks.Company.Standing("Customer").Where(customer => customer.Text("DisplayName").StartsWith("Shop", StringComparison.Ordinal)).Select(customer => (customer.Text("DisplayName"), customer.Part("CurrencyRef").Text("value")))
            .ShouldBe([("Shop customers", "GBP"), ("Shop customers (EUR)", "EUR")]);
        QuickBooks.Company.Standing("Invoice").ShouldAllBe(one => one.Amount("ExchangeRate") == 0.85m);
        BalancesShouldBe(("Card Clearing", 102m), ("Accounts Receivable (A/R) - EUR", 0.85m), ("Accounts Payable (A/P) - EUR", -8.50m), ("Sales", -85.85m), ("VAT Control", -17m), ("Payment Fees", 8.50m));
    }

    [Fact]
    public async Task What_is_owed_in_a_foreign_currency_is_booked_on_the_receivable_of_that_currency()
    {
        QuickBooks.Company.HasCurrencies = true;
        var euros = Currency.Parse("EUR");
        await WriteAsync(New.Sale("DB-1", Day, 10m) with { Currency = euros });
        await QuickBooks.Books.ReadChartAsync(QuickBooks.Link, Cancel);
        await WriteAsync(New.Journal("DB-2", Day, ("Accounts Receivable (A/R)", 10m), ("Sales", -10m)) with { Currency = euros });
        QuickBooks.Company.Standing("JournalEntry").Single().Parts("Line")[0].Part("JournalEntryLineDetail").Part("AccountRef").Text("value").ShouldBe(QuickBooks.Account("Accounts Receivable (A/R) - EUR"));
        BalancesShouldBe(("Accounts Receivable (A/R) - EUR", 17m), ("Sales", -17m));
    }

    private string? Written(Guid id) => written.GetValueOrDefault(id);

    private async Task WriteAsync(params IReadOnlyList<Document> documents)
    {
        foreach (var document in documents)
        {
            var outcome = await QuickBooks.Books.WriteAsync(QuickBooks.Link, document, Written, Cancel);
            written[document.Id] = outcome.ShouldBeOfType<WriteOutcome.Accepted>($"{document.Number}: {(outcome as WriteOutcome.Rejected)?.Message}").PlatformId;
        }
    }

    private void BalancesShouldBe(params IReadOnlyList<(string Account, decimal Amount)> expected) =>
        QuickBooks.Company.TrialBalance().Select(balance => (balance.Key, balance.Value)).ShouldBe(expected, ignoreOrder: true);
}
