using Daybook.Bookkeeping;
using Daybook.Platforms.QuickBooks;
using Daybook.Sandbox;
using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.QuickBooks;

/// <summary>Companies of the United States have no tax codes: the source's tax goes to the account that owes it, or into automated sales tax.</summary>
public sealed class QuickBooksAmericanTests : IAsyncLifetime
{
    private static readonly LocalDate Day = new(2026, 11, 20);
    private QuickBooksFixture? fixture;

    private QuickBooksFixture QuickBooks => fixture!;

    private QuickBooksDocuments New => new(QuickBooks);

    private string Collected => QuickBooksChart.AccountPrefix + QuickBooks.Account("Sales Tax Collected");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => fixture = await QuickBooksFixture.StartAmericanAsync();

    public async ValueTask DisposeAsync() => await QuickBooks.DisposeAsync();

    [Fact]
    public async Task Tax_is_a_line_of_its_own_on_the_account_that_owes_it()
    {
        (await WriteAsync(New.Trade(DocumentKind.SalesInvoice, "DB-1", Day, 76.30m, 6.77m, Collected))).ShouldBeOfType<WriteOutcome.Accepted>();
        var invoice = QuickBooks.Company.Standing("Invoice").Single();
        (invoice.Amount("TotalAmt"), invoice.Part("TxnTaxDetail").Amount("TotalTax")).ShouldBe((83.07m, 0m));
        invoice.Parts("Line").Where(line => line.Text("DetailType") == "SalesItemLineDetail").ShouldAllBe(line => line.Part("SalesItemLineDetail").Part("TaxCodeRef").Text("value") == "NON");
        QuickBooks.Company.TrialBalance().ShouldBe(new Dictionary<string, decimal> { ["Accounts Receivable (A/R)"] = 83.07m, ["Sales"] = -76.30m, ["Sales Tax Collected"] = -6.77m }, ignoreOrder: true);
    }

    [Fact]
    public async Task Automated_sales_tax_takes_the_tax_of_the_source()
    {
        (await WriteAsync(New.Trade(DocumentKind.SalesInvoice, "DB-1", Day, 76.30m, 6.77m, QuickBooksChart.Automated))).ShouldBeOfType<WriteOutcome.Accepted>();
        QuickBooks.Company.TrialBalance().ShouldBe(new Dictionary<string, decimal> { ["Accounts Receivable (A/R)"] = 83.07m, ["Sales"] = -76.30m, ["State Tax Payable"] = -6.77m }, ignoreOrder: true);
    }

    [Fact]
    public async Task Tax_that_QuickBooks_computes_anew_is_taken_back_and_told()
    {
        QuickBooks.Company.RecomputesTax = true;
        var rejected = (await WriteAsync(New.Trade(DocumentKind.SalesInvoice, "DB-1", Day, 76.30m, 6.77m, QuickBooksChart.Automated))).ShouldBeOfType<WriteOutcome.Rejected>();
        rejected.Message.ShouldContain("tax 6.10 instead of 6.77");
        rejected.Message.ShouldContain("it was taken back");
        QuickBooks.Company.TrialBalance().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_taxed_line_without_an_account_that_owes_it_is_refused()
    {
        var sale = New.Trade(DocumentKind.SalesInvoice, "DB-1", Day, 10m, 1m, Collected);
        var untold = sale with { Lines = [sale.Lines[0] with { TaxRate = null }] };
        (await WriteAsync(untold)).ShouldBeOfType<WriteOutcome.Rejected>().Message.ShouldContain("choose the account that owes it");
    }

    [Fact]
    public async Task The_accounts_that_may_owe_tax_are_offered_as_rates()
    {
        var chart = await QuickBooks.Books.ReadChartAsync(QuickBooks.Link, Cancel);
        (chart.TakesTax, chart.TaxRates.Select(rate => rate.Id).ToList()).ShouldSatisfyAllConditions(
            it => it.TakesTax.ShouldBeTrue(), it => it.Item2.ShouldContain(Collected), it => it.Item2.ShouldContain(QuickBooksChart.Automated));
        QuickBooks.Company.UsesSalesTax = false;
        (await QuickBooks.Books.ReadChartAsync(QuickBooks.Link, Cancel)).TaxRates.Select(rate => rate.Id).ShouldNotContain(QuickBooksChart.Automated);
    }

    private Task<WriteOutcome> WriteAsync(Document document) => QuickBooks.Books.WriteAsync(QuickBooks.Link, document, _ => null, Cancel);
}
