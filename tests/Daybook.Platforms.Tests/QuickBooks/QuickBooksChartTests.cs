using Daybook.Bookkeeping;
using Daybook.Sandbox;
using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.QuickBooks;

/// <summary>What the merchant can choose from, and add to.</summary>
public sealed class QuickBooksChartTests : IAsyncLifetime
{
    private static readonly LocalDate Day = new(2026, 11, 20);
    private QuickBooksFixture? fixture;

    private QuickBooksFixture QuickBooks => fixture!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => fixture = await QuickBooksFixture.StartAsync();

    public async ValueTask DisposeAsync() => await QuickBooks.DisposeAsync();

    [Fact]
    public async Task What_QuickBooks_keeps_to_itself_is_not_offered()
    {
        var chart = await ReadAsync();
        chart.Accounts.Select(account => account.Name).ShouldNotContain("Accounts Receivable (A/R)");
        (chart.ReceivableAccount, chart.PayableAccount, chart.TakesTax, chart.ClosedUpTo).ShouldBe((QuickBooks.Account("Accounts Receivable (A/R)"), QuickBooks.Account("Accounts Payable (A/P)"), true, null));
        chart.Accounts.Single(account => account.Name == "Business Bank Account").ShouldBe(new ChartAccount(QuickBooks.Account("Business Bank Account"), "Business Bank Account", "1000", "Asset.Bank"));
        chart.Accounts.Single(account => account.Name == "Sales").Classification.ShouldBe("Income.Income");
        chart.TaxRates.Select(rate => rate.Name).ShouldBe(["20.0% S", "5.0% R", "0.0% Z", "Exempt (0%)", "No VAT"]);
    }

    [Fact]
    public async Task Of_customers_and_suppliers_only_those_that_changed_are_read_again_and_all_after_a_week()
    {
        QuickBooks.Clock.Ahead += Duration.FromHours(1);
        var before = await ReadAsync();
        QuickBooks.Clock.Ahead += Duration.FromHours(1);
        foreach (var (entity, name) in new[] { ("Customer", before.Customers[0].Name), ("Vendor", before.Suppliers[0].Name) })
        {
            QuickBooks.Company.Change(entity, name, "Active", false);
            QuickBooks.Company.Touch(QuickBooks.Company.Find(entity, QuickBooks.Company.IdOf(entity, name))!);
        }

        QuickBooks.Company.Change("Customer", before.Customers[1].Name, "Active", false);

        var after = await ReadAsync();
        after.Customers.ShouldBe([before.Customers[0] with { IsActive = false }, .. before.Customers.Skip(1)]);
        after.Suppliers.ShouldBe([before.Suppliers[0] with { IsActive = false }, .. before.Suppliers.Skip(1)]);
        QuickBooks.Clock.Ahead += Duration.FromDays(8);
        (await ReadAsync()).Customers.ShouldBe([before.Customers[0] with { IsActive = false }, before.Customers[1] with { IsActive = false }, .. before.Customers.Skip(2)]);
    }

    [Theory]
    [InlineData("Income", "Income", "Income.Income")]
    [InlineData("Asset.Bank", "Bank", "Asset.Bank")]
    [InlineData("Liability", "Other Current Liability", "Liability.OtherCurrentLiability")]
    [InlineData("Expense.CostofGoodsSold", "Cost of Goods Sold", "Expense.CostofGoodsSold")]
    public async Task An_account_is_created_once_however_often_it_is_asked_for(string classification, string type, string answered)
    {
        var wished = new NewAccount("Food", classification);
        var done = (await QuickBooks.Books.CreateAccountAsync(QuickBooks.Link, wished, Cancel)).ShouldBeOfType<ChartChange<ChartAccount>.Done>();
        (await QuickBooks.Books.CreateAccountAsync(QuickBooks.Link, wished, Cancel)).ShouldBe(done);
        (done.Entry.Name, done.Entry.Classification).ShouldBe(("Food", answered));
        QuickBooks.Company.Standing("Account").Single(account => account.Text("Name") == "Food").Text("AccountType").ShouldBe(type);
        (await ReadAsync()).Accounts.ShouldContain(done.Entry);
    }

    [Fact]
    public async Task An_account_whose_answer_was_lost_is_answered_as_made()
    {
        QuickBooks.Sandbox.Plan(new Fault(FaultKind.DropAfter, "POST", "account"));
        (await QuickBooks.Books.CreateAccountAsync(QuickBooks.Link, new NewAccount("Food", "Income"), Cancel)).ShouldBeOfType<ChartChange<ChartAccount>.Done>();
    }

    [Theory]
    [InlineData("Sales", "Expense")]
    [InlineData("Sales:Food", "Income")]
    [InlineData("Food", "Furniture")]
    [InlineData("", "Income")]
    public async Task An_account_that_can_not_be_is_refused_in_words(string name, string classification) =>
        (await QuickBooks.Books.CreateAccountAsync(QuickBooks.Link, new NewAccount(name, classification), Cancel)).ShouldBeOfType<ChartChange<ChartAccount>.Refused>().Message.ShouldNotBeEmpty();

    [Fact]
    public async Task Customers_and_suppliers_are_created_once()
    {
        var customer = (await QuickBooks.Books.CreateCustomerAsync(QuickBooks.Link, "Adam's new shop", Cancel)).ShouldBeOfType<ChartChange<ChartItem>.Done>();
        (await QuickBooks.Books.CreateCustomerAsync(QuickBooks.Link, "adam's new shop", Cancel)).ShouldBe(customer);
        var supplier = (await QuickBooks.Books.CreateSupplierAsync(QuickBooks.Link, "Another provider", Cancel)).ShouldBeOfType<ChartChange<ChartItem>.Done>();
        var chart = await ReadAsync();
        chart.Customers.ShouldContain(customer.Entry);
        chart.Suppliers.ShouldContain(supplier.Entry);
    }

    [Fact]
    public async Task A_name_that_a_supplier_has_is_refused_to_a_customer() =>
        (await QuickBooks.Books.CreateCustomerAsync(QuickBooks.Link, "Payment provider", Cancel)).ShouldBeOfType<ChartChange<ChartItem>.Refused>().Message.ShouldContain("The name is taken in QuickBooks");

    [Fact]
    public async Task A_chart_costs_one_call_and_more_only_where_lists_are_long()
    {
        await ReadAsync();
        QuickBooks.Sandbox.Calls.Clear();
        await ReadAsync();
        QuickBooks.Sandbox.Calls.ShouldHaveSingleItem();
        for (var i = 0; i < 1_500; i++)
        {
            QuickBooks.Company.Add("Customer", new() { ["DisplayName"] = $"Customer {i}", ["Active"] = i % 2 == 0 });
        }

        (await ReadAsync()).Customers.Count(customer => customer.Name.StartsWith("Customer ", StringComparison.Ordinal)).ShouldBe(1_500);
        QuickBooks.Sandbox.Calls.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("High Street", true)]
    [InlineData("Station", false)]
    [InlineData(null, false)]
    public async Task Sales_of_a_location_are_booked_at_the_location_of_its_name(string? location, bool isBooked)
    {
        QuickBooks.Company.AddLocation("High Street");
        var make = new QuickBooksDocuments(QuickBooks);
        Document[] documents = [make.Sale("DB-1", Day, 5m), make.Trade(DocumentKind.Bill, "DB-2", Day, 5m, 0), make.Journal("DB-3", Day, ("Cash", 5m), ("Sales", -5m))];
        foreach (var document in documents)
        {
            (await QuickBooks.Books.WriteAsync(QuickBooks.Link, document with { Location = "l1", LocationName = location }, _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>();
        }

        var sides = QuickBooks.Company.Standing("JournalEntry")[0].Parts("Line").Select(line => line.Part("JournalEntryLineDetail"));
        QuickBooks.Company.Standing("Invoice").Concat(QuickBooks.Company.Standing("Bill")).Concat(sides).Count(one => one.Has("DepartmentRef")).ShouldBe(isBooked ? 4 : 0);
    }

    private Task<Chart> ReadAsync() => QuickBooks.Books.ReadChartAsync(QuickBooks.Link, Cancel);
}
