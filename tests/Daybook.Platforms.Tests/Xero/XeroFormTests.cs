using Daybook.Bookkeeping;
using Daybook.Sandbox;
using Daybook.Sandbox.Xero.Books;
using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.Xero;

/// <summary>Each kind of document, what it becomes in Xero, and how it leaves the books again.</summary>
public sealed class XeroFormTests : IAsyncLifetime
{
    private static readonly LocalDate Day = new(2026, 11, 20);
    private readonly Dictionary<Guid, string> written = [];
    private XeroFixture? fixture;

    private XeroFixture Xero => fixture!;

    private XeroDocuments New => new(Xero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => fixture = await XeroFixture.StartAsync();

    public async ValueTask DisposeAsync() => await Xero.DisposeAsync();

    [Fact]
    public Task What_is_made_from_here_can_be_chosen_and_is_made_once() => ChartEditorLaws.ShouldHoldAsync(Xero.Books, Xero.Link, Cancel);

    [Fact]
    public async Task A_sale_keeps_the_tax_of_its_source()
    {
        // 20% of 76.30 would be 15.26.
        await WriteAsync(New.Trade(DocumentKind.SalesInvoice, "DB-1", Day, 76.30m, 15.24m));
        var invoice = Xero.Organisation.Standing("Invoices").ShouldHaveSingleItem();
        (invoice.Text("Type"), invoice.Text("Status"), invoice.Amount("TotalTax"), invoice.Amount("Total")).ShouldBe(("ACCREC", "AUTHORISED", 15.24m, 91.54m));
        BalancesShouldBe(("Accounts Receivable", 91.54m), ("Sales", -76.30m), ("VAT", -15.24m));
    }

    [Fact]
    public async Task A_draft_moves_nothing_and_is_deleted_when_it_is_undone()
    {
        var document = New.Trade(DocumentKind.SalesInvoice, "DB-1", Day, 10m, 2m);
        var draft = Xero.Link with { IsDraft = true };
        var id = (await Xero.Books.WriteAsync(draft, document, _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>().PlatformId;
        Xero.Organisation.Standing("Invoices").Single().Text("Status").ShouldBe("DRAFT");
        BalancesShouldBe();
        (await Xero.Books.VoidAsync(draft, document, id, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>();
        Xero.Organisation.Standing("Invoices").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_day_of_sales_credit_money_fees_and_payouts_comes_out_on_the_right_accounts_and_can_be_undone()
    {
        var invoice = New.Trade(DocumentKind.SalesInvoice, "DB-1", Day, 100m, 20m);
        var note = New.Trade(DocumentKind.CreditNote, "DB-2", Day, 50m, 10m);
        var bill = New.Trade(DocumentKind.Bill, "DB-3", Day, 3m, 0);
        var back = New.Trade(DocumentKind.BillCreditNote, "DB-4", Day, 1m, 0);
        Document[] day =
        [
            invoice, note, bill, back,
            New.Money(DocumentKind.Payment, "DB-5", Day, 70m, "Card Clearing", invoice),
            New.Money(DocumentKind.Payment, "DB-6", Day, 30m, "Business Bank Account", invoice),
            New.Money(DocumentKind.Refund, "DB-7", Day, 40m, "Cash", note),
            New.Money(DocumentKind.BillPayment, "DB-8", Day, 3m, "Card Clearing", bill),
            New.Money(DocumentKind.BillRefund, "DB-9", Day, 1m, "Card Clearing", back),
            New.Allocation("DB-10", Day, 20m, note, invoice),
            New.Transfer("DB-11", Day, 60m, "Card Clearing", "Business Bank Account"),
        ];
        foreach (var document in day)
        {
            await WriteAsync(document);
        }

        BalancesShouldBe(
            ("Card Clearing", 70m - 3m + 1m - 60m), ("Business Bank Account", 90m), ("Cash", -40m), ("Sales", -50m), ("VAT", -10m), ("Payment Fees", 2m));
        Xero.Organisation.Standing("Invoices").ShouldAllBe(one => one.Text("Status") == "PAID");
        foreach (var document in day.Reverse())
        {
            (await Xero.Books.VoidAsync(Xero.Link, document, written[document.Id], Cancel)).ShouldBeOfType<WriteOutcome.Accepted>();
            (await Xero.Books.FindAsync(Xero.Link, document, Written, Cancel)).ShouldBeNull(document.Number);
        }

        BalancesShouldBe();
    }

    [Theory]
    [InlineData("Card Clearing", "CreditNotes")]
    [InlineData("Business Bank Account", "Overpayments")]
    public async Task Money_beyond_what_is_owed_is_credit_that_can_be_used_and_given_back(string account, string resource)
    {
        var over = New.Money(DocumentKind.Overpayment, "DB-1", Day, 30m, account);
        var invoice = New.Sale("DB-2", Day, 10m);
        await WriteAsync(over, invoice, New.Allocation("DB-3", Day, 10m, over, invoice), New.Money(DocumentKind.Refund, "DB-4", Day, 20m, "Cash", over));
        written[over.Id].ShouldStartWith(resource + "/");
        (await Xero.Books.FindAsync(Xero.Link, over, Written, Cancel)).ShouldBe(written[over.Id]);
        BalancesShouldBe((account, 30m), ("Cash", -20m), ("Sales", -10m));
    }

    [Fact]
    public async Task Money_given_back_too_early_is_owed_until_it_is_paid()
    {
        var over = New.Money(DocumentKind.Overrefund, "DB-1", Day, 30m, "Card Clearing");
        await WriteAsync(over);
        BalancesShouldBe(("Accounts Receivable", 30m), ("Card Clearing", -30m));
        await WriteAsync(New.Money(DocumentKind.Payment, "DB-2", Day, 30m, "Cash", over));
        BalancesShouldBe(("Cash", 30m), ("Card Clearing", -30m));
    }

    [Theory]
    [InlineData("Business Bank Account", "Business Savings Account", "BankTransfers")]
    [InlineData("Card Clearing", "Business Bank Account", "BankTransactions")]
    [InlineData("Business Bank Account", "Card Clearing", "BankTransactions")]
    [InlineData("Card Clearing", "Cash", "ManualJournals")]
    public async Task A_transfer_takes_the_form_that_its_accounts_allow(string from, string to, string resource)
    {
        var transfer = New.Transfer("DB-1", Day, 9.99m, from, to);
        await WriteAsync(transfer);
        written[transfer.Id].ShouldStartWith(resource + "/");
        (await Xero.NewBooks().FindAsync(Xero.Link, transfer, _ => null, Cancel)).ShouldBe(written[transfer.Id]);
        BalancesShouldBe((to, 9.99m), (from, -9.99m));
    }

    [Fact]
    public async Task A_transfer_between_banks_is_taken_back_by_hand_and_then_counts_as_undone()
    {
        var transfer = New.Transfer("DB-1", Day, 5m, "Business Bank Account", "Business Savings Account");
        await WriteAsync(transfer);
        (await Xero.Books.VoidAsync(Xero.Link, transfer, written[transfer.Id], Cancel)).ShouldBeOfType<WriteOutcome.Rejected>().Message.ShouldContain("delete DB-1 in Xero");
        Banking.DeleteTransferByHand(Xero.Organisation, written[transfer.Id].Split('/')[1]);
        (await Xero.Books.VoidAsync(Xero.Link, transfer, written[transfer.Id], Cancel)).ShouldBeOfType<WriteOutcome.Accepted>();
    }

    [Fact]
    public async Task A_journal_books_tax_on_the_account_that_keeps_it()
    {
        await WriteAsync(New.Journal("DB-1", Day, ("Card Clearing", 126m), ("Sales", -105m), ("OUTPUT2", -20m), ("RROUTPUT", -1m)));
        Xero.Organisation.Standing("ManualJournals").Single().Text("Status").ShouldBe("POSTED");
        BalancesShouldBe(("Card Clearing", 126m), ("Sales", -105m), ("VAT", -21m));
    }

    [Theory]
    [InlineData(50, "RECEIVE")]
    [InlineData(-50, "SPEND")]
    public async Task A_journal_that_moves_one_bank_account_is_money_received_or_spent(int amount, string type)
    {
        await WriteAsync(New.Journal("DB-1", Day, ("Business Bank Account", amount), ("Loans", -amount)));
        Xero.Organisation.Standing("BankTransactions").Single().Text("Type").ShouldBe(type);
        BalancesShouldBe(("Business Bank Account", amount), ("Loans", -amount));
    }

    [Fact]
    public async Task A_thousand_lines_and_long_names_fit_into_one_invoice()
    {
        var one = New.Trade(DocumentKind.SalesInvoice, "DB-1", Day, 1m, 0.17m);
        var lines = Enumerable.Range(0, 1000).Select(i => one.Lines[0] with { Description = new string('ü', 5000) + i }).ToList();
        var ledger = one.Ledger.Select(line => line with { Amount = line.Amount * 1000 }).ToList();
        await WriteAsync(one with { Lines = lines, Ledger = ledger, Total = 1170m, Notes = ["Adjusts A of 2026-11-01."] });
        var invoice = Xero.Organisation.Standing("Invoices").Single();
        (invoice.Parts("LineItems").Count, invoice.Amount("Total"), invoice.Amount("TotalTax")).ShouldBe((1001, 1170m, 170m));
        invoice.Parts("LineItems")[^1].Text("Description").ShouldBe("Adjusts A of 2026-11-01.");
    }

    private string? Written(Guid id) => written.GetValueOrDefault(id);

    private async Task WriteAsync(params IReadOnlyList<Document> documents)
    {
        foreach (var document in documents)
        {
            var outcome = await Xero.Books.WriteAsync(Xero.Link, document, Written, Cancel);
            written[document.Id] = outcome.ShouldBeOfType<WriteOutcome.Accepted>((outcome as WriteOutcome.Rejected)?.Message).PlatformId;
        }
    }

    private void BalancesShouldBe(params IReadOnlyList<(string Account, decimal Amount)> expected) =>
        Xero.Organisation.TrialBalance().Select(balance => (balance.Key, balance.Value)).ShouldBe(expected, ignoreOrder: true);
}
