using Daybook.Bookkeeping;
using Daybook.Sandbox;
using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.FreeAgent;

/// <summary>Each kind of document, what it becomes in FreeAgent, and how it leaves the books again.</summary>
public sealed class FreeAgentFormTests : IAsyncLifetime
{
    private static readonly LocalDate Day = new(2026, 11, 20);
    private readonly Dictionary<Guid, string> written = [];
    private FreeAgentFixture? fixture;

    private FreeAgentFixture FreeAgent => fixture!;

    private FreeAgentDocuments New => new(FreeAgent);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => fixture = await FreeAgentFixture.StartAsync();

    public async ValueTask DisposeAsync() => await FreeAgent.DisposeAsync();

    [Fact]
    public async Task A_sale_is_an_invoice_that_is_sent_and_in_the_books()
    {
        await WriteAsync(New.Trade(DocumentKind.SalesInvoice, "DB-1", Day, 76.30m, 15.26m) with { Notes = ["Adjusts A of 2026-11-01."] });
        var invoice = FreeAgent.Company.List("invoices").ShouldHaveSingleItem();
        (invoice.Text("reference"), invoice.Text("status"), invoice.Text("net_value"), invoice.Text("sales_tax_value"), invoice.Text("total_value")).ShouldBe(("DB-1", "Overdue", "76.3", "15.26", "91.56"));
        invoice.Text("comments").ShouldStartWith("Adjusts A of 2026-11-01.\n[DB-1.");
        BalancesShouldBe(("Trade Debtors", 91.56m), ("Sales", -76.30m), ("VAT Charged", -15.26m));
    }

    [Fact]
    public async Task A_draft_moves_nothing_and_is_deleted_when_it_is_undone()
    {
        var document = New.Trade(DocumentKind.SalesInvoice, "DB-1", Day, 10m, 2m);
        var draft = FreeAgent.Link with { IsDraft = true };
        var id = (await FreeAgent.Books.WriteAsync(draft, document, _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>().PlatformId;
        (await FreeAgent.NewBooks().FindAsync(draft, document, _ => null, Cancel)).ShouldBe(id);
        FreeAgent.Company.List("invoices").Single().Text("status").ShouldBe("Draft");
        BalancesShouldBe();
        (await FreeAgent.Books.VoidAsync(draft, document, id, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>();
        FreeAgent.Company.List("invoices").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Card Payments", "Current Account")]
    [InlineData("Card Clearing", "Current Account")]
    public async Task A_day_of_sales_credit_money_fees_and_payouts_comes_out_on_the_right_accounts_and_can_be_undone(string card, string bank)
    {
        var invoice = New.Trade(DocumentKind.SalesInvoice, "DB-1", Day, 100m, 20m);
        var note = New.Trade(DocumentKind.CreditNote, "DB-2", Day, 50m, 10m);
        var bill = New.Trade(DocumentKind.Bill, "DB-3", Day, 3m, 0);
        var back = New.Trade(DocumentKind.BillCreditNote, "DB-4", Day, 1m, 0);
        Document[] day =
        [
            invoice, note, bill, back,
            New.Money(DocumentKind.Payment, "DB-5", Day, 70m, card, invoice),
            New.Money(DocumentKind.Payment, "DB-6", Day, 30m, bank, invoice),
            New.Money(DocumentKind.Refund, "DB-7", Day, 40m, card, note),
            New.Money(DocumentKind.BillPayment, "DB-8", Day, 3m, "Card Payments", bill),
            New.Money(DocumentKind.BillRefund, "DB-9", Day, 1m, "Card Payments", back),
            New.Allocation("DB-10", Day, 20m, note, invoice),
            New.Transfer("DB-11", Day, 25m, card, bank),
        ];
        await WriteAsync(day);
        (string, decimal)[] cards = card == "Card Payments" ? [(card, 70m - 40m - 3m + 1m - 25m)] : [(card, 70m - 40m - 25m), ("Card Payments", -2m)];
        BalancesShouldBe([.. cards, (bank, 55m), ("Sales", -50m), ("VAT Charged", -10m), ("Payment Fees", 2m)]);
        FreeAgent.Company.List("invoices").ShouldAllBe(one => one.Text("status") == "Paid");
        FreeAgent.Company.List("credit_notes").ShouldAllBe(one => one.Text("status") == "Refunded");
        await UndoAsync(day);
    }

    [Theory]
    [InlineData("Card Clearing")]
    [InlineData("Card Payments")]
    public async Task Money_beyond_what_is_owed_is_credit_that_can_be_used_and_given_back(string account)
    {
        var over = New.Money(DocumentKind.Overpayment, "DB-1", Day, 30m, account);
        var invoice = New.Sale("DB-2", Day, 10m);
        Document[] day = [over, invoice, New.Allocation("DB-3", Day, 10m, over, invoice), New.Money(DocumentKind.Refund, "DB-4", Day, 20m, "Cash", over)];
        await WriteAsync(day);
        (await FreeAgent.NewBooks().FindAsync(FreeAgent.Link, over, Written, Cancel)).ShouldBe(written[over.Id]);
        BalancesShouldBe((account, 30m), ("Cash", -20m), ("Sales", -10m));
        await UndoAsync(day);
    }

    [Theory]
    [InlineData("Card Clearing")]
    [InlineData("Card Payments")]
    public async Task Money_given_back_too_early_is_owed_until_it_is_paid(string account)
    {
        var over = New.Money(DocumentKind.Overrefund, "DB-1", Day, 30m, account);
        await WriteAsync(over);
        BalancesShouldBe(("Trade Debtors", 30m), (account, -30m));
        var payment = New.Money(DocumentKind.Payment, "DB-2", Day, 30m, "Cash", over);
        await WriteAsync(payment);
        BalancesShouldBe(("Cash", 30m), (account, -30m));
        await UndoAsync(over, payment);
    }

    [Theory]
    [InlineData("Tips")]
    [InlineData("Card Payments")]
    public async Task What_is_no_income_passes_through_an_income_category(string account)
    {
        var sale = New.Trade(DocumentKind.SalesInvoice, "DB-1", Day, 8m, 0, account);
        var note = New.Trade(DocumentKind.CreditNote, "DB-2", Day, 3m, 0, account);
        await WriteAsync(sale, note);
        FreeAgent.Company.List("invoices").Single().Parts("invoice_items").Single().Text("category").ShouldBe("categories/001");
        BalancesShouldBe(("Trade Debtors", 5m), (account, -5m));
        await UndoAsync(sale, note);
    }

    [Fact]
    public async Task A_fee_on_a_category_that_is_no_cost_passes_through_the_banks_charges()
    {
        var bill = New.Trade(DocumentKind.Bill, "DB-1", Day, 8m, 0, "Loans");
        await WriteAsync(bill);
        BalancesShouldBe(("Trade Creditors", -8m), ("Loans", 8m));
        await UndoAsync(bill);
    }

    [Theory]
    [InlineData("Current Account", "Savings Account", "bank_transaction_explanations")]
    [InlineData("Card Clearing", "Current Account", "bank_transaction_explanations")]
    [InlineData("Current Account", "Card Clearing", "bank_transaction_explanations")]
    [InlineData("Card Clearing", "Cash Till", "journal_sets")]
    [InlineData("Current Account", "Loans", "journal_sets")]
    public async Task A_transfer_takes_the_form_that_its_accounts_allow(string from, string to, string resource)
    {
        var transfer = New.Transfer("DB-1", Day, 9.99m, from, to);
        await WriteAsync(transfer);
        written[transfer.Id].ShouldStartWith(resource + "/");
        (await FreeAgent.NewBooks().FindAsync(FreeAgent.Link, transfer, _ => null, Cancel)).ShouldBe(written[transfer.Id]);
        BalancesShouldBe((to, 9.99m), (from, -9.99m));
        await UndoAsync(transfer);
    }

    [Fact]
    public async Task A_journal_books_tax_on_the_category_that_keeps_it()
    {
        await WriteAsync(New.Journal("DB-1", Day, ("Card Clearing", 126m), ("Sales", -105m), ("20.0", -20m), ("5.0", -1m)));
        BalancesShouldBe(("Card Clearing", 126m), ("Sales", -105m), ("VAT Charged", -21m));
    }

    [Fact]
    public async Task A_journal_that_moves_bank_accounts_is_a_journal_set_and_money_explained()
    {
        var journal = New.Journal("DB-1", Day, ("Card Payments", 100m), ("Current Account", 26m), ("Sales", -105m), ("20.0", -21m));
        await WriteAsync(journal);
        BalancesShouldBe(("Card Payments", 100m), ("Current Account", 26m), ("Sales", -105m), ("VAT Charged", -21m));
        FreeAgent.Company.Count("journal_sets").ShouldBe(1);
        FreeAgent.Company.Count("bank_transaction_explanations").ShouldBe(2);
        await UndoAsync(journal);
    }

    [Fact]
    public async Task Two_payments_that_look_alike_are_both_there()
    {
        var invoice = New.Sale("DB-1", Day, 10m);
        var (one, other) = (New.Money(DocumentKind.Payment, "DB-2", Day, 5m, "Cash", invoice), New.Money(DocumentKind.Payment, "DB-3", Day, 5m, "Cash", invoice));
        await WriteAsync(invoice, one);
        FreeAgent.Sandbox.Plan(new Fault(FaultKind.FailBefore, "POST", "bank_transaction_explanations"));
        await WriteAsync(other);
        written[one.Id].ShouldNotBe(written[other.Id]);
        BalancesShouldBe(("Cash", 10m), ("Sales", -10m));
    }

    [Fact]
    public async Task Euros_are_sold_and_paid_in_euros()
    {
        var euro = Currency.Parse("EUR");
        var invoice = New.Sale("DB-1", Day, 100m) with { Currency = euro };
        var payment = New.Money(DocumentKind.Payment, "DB-2", Day, 100m, "Euro Account", invoice) with { Currency = euro };
        await WriteAsync(invoice, payment);
        BalancesShouldBe(("Euro Account", 85m), ("Sales", -85m));
    }

    [Fact]
    public async Task A_thousand_lines_and_long_names_fit_into_one_invoice()
    {
        var one = New.Trade(DocumentKind.SalesInvoice, "DB-1", Day, 1m, 0.20m);
        var lines = Enumerable.Range(0, 1000).Select(i => one.Lines[0] with { Description = new string('ü', 5000) + i }).ToList();
        var ledger = one.Ledger.Select(line => line with { Amount = line.Amount * 1000 }).ToList();
        await WriteAsync(one with { Lines = lines, Ledger = ledger, Total = 1200m });
        var invoice = FreeAgent.Company.List("invoices").Single();
        (invoice.Parts("invoice_items").Count, invoice.Amount("total_value"), invoice.Amount("sales_tax_value")).ShouldBe((1000, 1200m, 200m));
    }

    [Fact]
    public async Task A_thousand_lines_and_long_names_fit_into_one_journal_set()
    {
        for (var i = 0; i < 40; i++)
        {
            FreeAgent.Company.Categories[$"{710 - i}-x"] = Daybook.Sandbox.FreeAgent.Books.DemoCompany.Category($"{710 - i}-x", $"Place {i}", null);
        }

        var names = FreeAgent.Company.Categories.Keys.Where(code => code.EndsWith("-x", StringComparison.Ordinal)).ToList();
        var journal = New.Journal("DB-1", Day, ("Sales", -40m)) with { Ledger = [.. names.Select(code => new LedgerLine(code, 1m)), new LedgerLine("001", -40m)], Total = 40m, Notes = [new string('n', 900)] };
        journal = journal with { Lines = [.. journal.Ledger.Select(line => new DocumentLine { Account = line.Account, Description = new string('ß', 900), Net = line.Amount, Roles = [] })] };
        await WriteAsync(journal);
        FreeAgent.Company.List("journal_sets").Single().Parts("journal_entries").Count.ShouldBe(41);
    }

    private string? Written(Guid id) => written.GetValueOrDefault(id);

    private async Task WriteAsync(params IReadOnlyList<Document> documents)
    {
        foreach (var document in documents)
        {
            var outcome = await FreeAgent.Books.WriteAsync(FreeAgent.Link, document, Written, Cancel);
            written[document.Id] = outcome.ShouldBeOfType<WriteOutcome.Accepted>($"{document.Number}: {(outcome as WriteOutcome.Rejected)?.Message}{(outcome as WriteOutcome.Unanswered)?.Message}").PlatformId;
        }
    }

    /// <summary>Undoing all of it leaves nothing behind, not even movements of money.</summary>
    private async Task UndoAsync(params IReadOnlyList<Document> documents)
    {
        foreach (var document in documents.Reverse())
        {
            var outcome = await FreeAgent.Books.VoidAsync(FreeAgent.Link, document, written[document.Id], Cancel);
            outcome.ShouldBeOfType<WriteOutcome.Accepted>($"{document.Number}: {(outcome as WriteOutcome.Rejected)?.Message}");
            (await FreeAgent.NewBooks().FindAsync(FreeAgent.Link, document, Written, Cancel)).ShouldBeNull(document.Number);
        }

        BalancesShouldBe();
        FreeAgent.Company.Count("bank_transactions").ShouldBe(0);
    }

    private void BalancesShouldBe(params IReadOnlyList<(string Account, decimal Amount)> expected) =>
        FreeAgent.Company.TrialBalance().Select(balance => (balance.Key, balance.Value)).ShouldBe(expected, ignoreOrder: true);
}
