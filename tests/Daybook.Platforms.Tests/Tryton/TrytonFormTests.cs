using System.Text.Json.Nodes;
using Daybook.Bookkeeping;
using Daybook.Platforms.Tryton;
using Daybook.Syncing;
using Daybook.Testing;
using Shouldly;
using Xunit;
using static Daybook.Platforms.Tryton.TrytonJson;

namespace Daybook.Platforms.Tests.Tryton;

/// <summary>What each document becomes, as Tryton itself says afterwards.</summary>
public sealed class TrytonFormTests(TrytonServer server) : TrytonTests(server)
{
    [Fact]
    public async Task A_day_of_every_kind_of_document_gives_the_trial_balance_that_was_planned_and_undoing_it_gives_none()
    {
        var sale = New.Trade(DocumentKind.SalesInvoice, "DB-20261120-1", Day, (Tryton.Account("Sales"), 100m, 20m, Tryton.Tax(20)), (Tryton.Account("Sales"), 50m, 0m, Tryton.Tax(0)));
        var credit = New.Trade(DocumentKind.CreditNote, "DB-20261120-2", Day, (Tryton.Account("Refunds"), 30m, 6m, Tryton.Tax(20)));
        var entry = TrytonDocuments.Journal("DB-20261120-3", Day, (Tryton.Account("Sales"), 10m), (Tryton.Account("Refunds"), -10m));
        var bill = New.Trade(DocumentKind.Bill, "DB-20261120-4", Day, (Tryton.Account("Payment Fees"), 5m, 0m, null));
        var billCredit = New.Trade(DocumentKind.BillCreditNote, "DB-20261120-5", Day, (Tryton.Account("Payment Fees"), 2m, 0m, null));
        var over = New.Money(DocumentKind.Overpayment, "DB-20261120-6", Day, 7m, "Card clearing");
        var early = New.Money(DocumentKind.Overrefund, "DB-20261120-7", Day, 4m, "Card clearing");
        var payment = New.Money(DocumentKind.Payment, "DB-20261120-8", Day, 140m, "Card clearing", sale);
        var refund = New.Money(DocumentKind.Refund, "DB-20261120-9", Day, 20m, "Cash", credit);
        var refundOfOver = New.Money(DocumentKind.Refund, "DB-20261120-10", Day, 7m, "Card clearing", over);
        var billPayment = New.Money(DocumentKind.BillPayment, "DB-20261120-11", Day, 5m, "Card clearing", bill);
        var billRefund = New.Money(DocumentKind.BillRefund, "DB-20261120-12", Day, 2m, "Card clearing", billCredit);
        var transfer = New.Transfer("DB-20261120-13", Day, 100m, "Card clearing", "Bank");
        var allocation = TrytonDocuments.Allocation("DB-20261120-14", Day, 16m, credit, sale);
        Document[] all = [sale, credit, entry, bill, billCredit, over, early, payment, refund, refundOfOver, billPayment, billRefund, transfer, allocation];
        await WriteAsync(all);
        (await Tryton.BalancesAsync()).ShouldBe(Expected(all), ignoreOrder: true);
        (await ReadAsync(sale, "state", "amount_to_pay")).Amount("amount_to_pay").ShouldBe(14m);
        (await ReadAsync(credit, "state")).Text("state").ShouldBe("paid");
        (await ReadAsync(bill, "state")).Text("state").ShouldBe("paid");
        (await ReadAsync(billCredit, "state")).Text("state").ShouldBe("paid");
        foreach (var document in all)
        {
            (await FindAsync(document)).ShouldNotBeNull();
        }

        await VoidAsync(all);
        (await Tryton.BalancesAsync()).ShouldBeEmpty();
        foreach (var document in all)
        {
            (await FindAsync(document)).ShouldBeNull();
        }
    }

    [Fact]
    public async Task The_source_s_tax_survives_and_the_tax_return_has_it()
    {
        var sale = New.Trade(
            DocumentKind.SalesInvoice, "DB-20261120-1", Day, (Tryton.Account("Sales"), 100m, 19.97m, Tryton.Tax(20)), (Tryton.Account("Sales"), 10m, 2.01m, Tryton.Tax(20)), (Tryton.Account("Sales"), 40m, 2m, Tryton.Tax(5)));
        await WriteAsync(sale);
        var invoice = await ReadAsync(sale, "total_amount", "tax_amount", "state");
        (invoice.Amount("total_amount"), invoice.Amount("tax_amount"), invoice.Text("state")).ShouldBe((173.98m, 23.98m, "posted"));
        (await Tryton.BalancesAsync()).ShouldBe(Expected(sale), ignoreOrder: true);
        var reported = await Tryton.Owner.SearchAsync("account.tax.line", [Where("tax", "=", Tryton.Company.Taxes[20])], ["type", "amount"], Cancel);
        reported.Where(line => line.Text("type") == "base").Sum(line => line.Amount("amount")).ShouldBe(110m);
        reported.Where(line => line.Text("type") == "tax").Sum(line => line.Amount("amount")).ShouldBe(21.98m);
    }

    [Fact]
    public async Task What_is_no_revenue_stands_on_the_invoice_too()
    {
        var sale = New.Trade(
            DocumentKind.SalesInvoice, "DB-20261120-1", Day, (Tryton.Account("Sales"), 100m, 20m, Tryton.Tax(20)), (Tryton.Account("Gift cards"), 25m, 0m, null), (Tryton.Account("Rounding"), -0.01m, 0m, null));
        await WriteAsync(sale);
        (await ReadAsync(sale, "total_amount")).Amount("total_amount").ShouldBe(144.99m);
        (await Tryton.BalancesAsync()).ShouldBe(Expected(sale), ignoreOrder: true);
    }

    [Fact]
    public async Task A_tax_in_a_journal_entry_reaches_its_account_and_the_tax_return()
    {
        var entry = TrytonDocuments.Journal("DB-20261120-1", Day, (Tryton.Account("Main Receivable"), 12m), (Tryton.Account("Sales"), -10m), (Tryton.Tax(20), -2m));
        await WriteAsync(entry);
        (await Tryton.BalancesAsync()).ShouldBe(Expected(entry), ignoreOrder: true);
        var reported = await Tryton.Owner.SearchAsync("account.tax.line", [Where("tax", "=", Tryton.Company.Taxes[20])], ["type", "amount"], Cancel);
        reported.ShouldHaveSingleItem().Amount("amount").ShouldBe(2m);
    }

    [Fact]
    public async Task A_foreign_invoice_and_its_later_payment_close_to_the_cent_and_to_the_penny()
    {
        await Tryton.Owner.CreateAsync("currency.currency.rate", new JsonObject { ["currency"] = await EuroAsync(), ["date"] = TrytonJson.Day(Day.PlusDays(1)), ["rate"] = Money(1.2345m) }, Cancel);
        var euros = Currency.Parse("EUR");
        var sale = New.Trade(DocumentKind.SalesInvoice, "DB-20261120-1", Day, (Tryton.Account("Sales"), 100m, 20m, Tryton.Tax(20)), (Tryton.Account("Sales"), 33.33m, 0m, null)) with { Currency = euros };
        var payment = New.Money(DocumentKind.Payment, "DB-20261121-1", Day.PlusDays(1), 153.33m, "Card clearing", sale) with { Currency = euros };
        await WriteAsync(sale, payment);
        (await ReadAsync(sale, "state")).Text("state").ShouldBe("paid");
        var balances = await Tryton.BalancesAsync();
        balances.Keys.ShouldNotContain("Main Receivable");
        balances["Card clearing"].ShouldBe(133.33m);
        balances.Values.Sum().ShouldBe(0m);
    }

    [Fact]
    public async Task Drafts_are_left_for_a_person_and_taken_away_again()
    {
        var link = Tryton.Link with { IsDraft = true };
        var sale = New.Sale("DB-20261120-1", Day, 12m);
        var first = await Tryton.Books.WriteAsync(link, sale, _ => null, Cancel);
        var id = first.ShouldBeOfType<WriteOutcome.Accepted>().PlatformId;
        (await Tryton.Books.WriteAsync(link, sale, _ => null, Cancel)).ShouldBe(first);
        (await Tryton.Books.FindAsync(link, sale, _ => null, Cancel)).ShouldBe(id);
        (await Tryton.BalancesAsync()).ShouldBeEmpty();
        (await Tryton.Owner.SearchAsync(TrytonId.Invoice, [], ["state"], Cancel)).ShouldHaveSingleItem().Text("state").ShouldBe("draft");
        (await Tryton.Books.VoidAsync(link, sale, id, Cancel)).ShouldBe(first);
        (await Tryton.Owner.SearchAsync(TrytonId.Invoice, [], ["state"], Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_company_that_lets_invoices_be_cancelled_needs_no_credit_notes()
    {
        await Tryton.Owner.WriteAsync("company.company", [1], new JsonObject { ["cancel_invoice_out"] = true }, Cancel);
        var sale = New.Sale("DB-20261120-1", Day, 12m);
        await WriteAsync(sale);
        await VoidAsync(sale);
        (await Tryton.BalancesAsync()).ShouldBeEmpty();
        (await Tryton.Owner.SearchAsync(TrytonId.Invoice, [], ["state"], Cancel)).ShouldHaveSingleItem().Text("state").ShouldBe("cancelled");
    }

    [Fact]
    public async Task A_thousand_lines_with_long_names_are_booked()
    {
        var lines = Enumerable.Range(1, 1000).Select(i => (Tryton.Account(i % 2 == 0 ? "Sales" : "Refunds"), 1m + (i / 100m), 0m, (string?)Tryton.Tax(0))).ToList();
        var sale = New.Trade(DocumentKind.SalesInvoice, "DB-20261120-1", Day, lines);
        var named = sale with { Lines = [.. sale.Lines.Select((line, i) => line with { Description = $"Sales of Ünïcode — 茶 {new string('x', 250)} {i}" })], Notes = [new string('n', 4000)] };
        await WriteAsync(named);
        (await Tryton.BalancesAsync()).ShouldBe(Expected(named), ignoreOrder: true);
    }

    [Fact]
    public async Task The_chart_tells_accounts_taxes_and_the_account_of_what_is_owed()
    {
        var chart = await Tryton.Books.ReadChartAsync(Tryton.Link, Cancel);
        chart.CompanyName.ShouldBe("Acme Ltd");
        chart.ReceivableAccount.ShouldBe(Tryton.Account("Main Receivable"));
        chart.PayableAccount.ShouldBe(Tryton.Account("Main Payable"));
        chart.TaxRates.Select(rate => rate.Name).ShouldBe(["VAT 20%", "VAT 5%", "VAT 0%"]);
        chart.Accounts.Single(account => account.Name == "Gift cards").Classification.ShouldBe("Liability");
        chart.Accounts.Single(account => account.Name == "Payment Fees").ShouldBe(new ChartAccount(Tryton.Account("Payment Fees"), "Payment Fees", "7000", "Expense"));
        chart.ClosedUpTo.ShouldBe(new NodaTime.LocalDate(2009, 12, 31));
    }

    [Fact]
    public Task What_is_made_from_here_can_be_chosen_and_is_made_once() => ChartEditorLaws.ShouldHoldAsync(Tryton.Books, Tryton.Link, Cancel);

    private async Task<int> EuroAsync() => (await Tryton.Owner.SearchAsync("currency.currency", [Where("code", "=", "EUR")], ["code"], Cancel))[0].Id;
}
