using Daybook.Sandbox;
using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.FreeAgent;

/// <summary>What can be added to a company's chart from here.</summary>
public sealed class FreeAgentChartTests : IAsyncLifetime
{
    private FreeAgentFixture? fixture;

    private FreeAgentFixture FreeAgent => fixture!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => fixture = await FreeAgentFixture.StartAsync();

    public async ValueTask DisposeAsync() => await FreeAgent.DisposeAsync();

    [Theory]
    [InlineData("Income", "005", "Income.Sales")]
    [InlineData("Expense", "200", "Expense.Admin")]
    [InlineData("Expense.CostOfSales", "096", "Expense.CostOfSales")]
    [InlineData("Asset", "674", "Asset.Current")]
    [InlineData("Liability", "734", "Liability.Other")]
    [InlineData("Equity", "921", "Equity.Other")]
    public async Task A_category_gets_the_next_code_of_its_group_and_is_there_once(string classification, string code, string becomes)
    {
        var account = new ChartAccount(code, "Something new", code, becomes);
        (await CreateAsync("Something new", classification)).ShouldBe(new ChartChange<ChartAccount>.Done(account));
        (await CreateAsync("Something new", classification)).ShouldBe(new ChartChange<ChartAccount>.Done(account));
        (await FreeAgent.Books.ReadChartAsync(FreeAgent.Link, Cancel)).Accounts.ShouldContain(account);
    }

    [Fact]
    public async Task A_bank_account_is_there_once_and_takes_payments()
    {
        var made = (await CreateAsync("Clearing", "Asset.Bank")).ShouldBeOfType<ChartChange<ChartAccount>.Done>().Entry;
        (await CreateAsync("Clearing", "Asset.Bank")).ShouldBe(new ChartChange<ChartAccount>.Done(made));
        (await FreeAgent.Books.ReadChartAsync(FreeAgent.Link, Cancel)).Accounts.ShouldContain(made);
        made.Id.ShouldBe(FreeAgent.Account("Clearing"));
    }

    [Fact]
    public async Task Of_contacts_only_those_that_changed_are_read_again_and_all_after_a_week()
    {
        FreeAgent.Clock.Ahead += Duration.FromHours(1);
        var before = (await FreeAgent.Books.ReadChartAsync(FreeAgent.Link, Cancel)).Customers;
        FreeAgent.Clock.Ahead += Duration.FromHours(1);
        var changed = FreeAgent.Company.Find($"contacts/{before[0].Id}");
        changed["status"] = "Hidden";
        FreeAgent.Company.Touch(changed);
        var unnoticed = FreeAgent.Company.Find($"contacts/{before[1].Id}");
        unnoticed["status"] = "Hidden";

        (await FreeAgent.Books.ReadChartAsync(FreeAgent.Link, Cancel)).Customers.ShouldBe([before[0] with { IsActive = false }, .. before.Skip(1)]);
        FreeAgent.Clock.Ahead += Duration.FromDays(8);
        (await FreeAgent.Books.ReadChartAsync(FreeAgent.Link, Cancel)).Customers.ShouldBe([before[0] with { IsActive = false }, before[1] with { IsActive = false }, .. before.Skip(2)]);
    }

    [Fact]
    public async Task A_customer_and_a_supplier_of_one_name_are_one_contact()
    {
        var made = (await FreeAgent.Books.CreateCustomerAsync(FreeAgent.Link, "Till", Cancel)).ShouldBeOfType<ChartChange<ChartItem>.Done>().Entry;
        (await FreeAgent.Books.CreateSupplierAsync(FreeAgent.Link, "Till", Cancel)).ShouldBe(new ChartChange<ChartItem>.Done(made));
        (await FreeAgent.Books.ReadChartAsync(FreeAgent.Link, Cancel)).Customers.ShouldContain(made);
        FreeAgent.Company.Find($"contacts/{made.Id}")["status"] = "Hidden";
        (await FreeAgent.Books.CreateCustomerAsync(FreeAgent.Link, "Till", Cancel)).ShouldBeOfType<ChartChange<ChartItem>.Refused>().Message.ShouldContain("hidden");
    }

    [Fact]
    public async Task What_FreeAgent_does_not_take_is_told_in_its_words()
    {
        var wish = new NewAccount("Elsewhere", "Income") { NominalCode = "500" };
        (await FreeAgent.Books.CreateAccountAsync(FreeAgent.Link, wish, Cancel)).ShouldBeOfType<ChartChange<ChartAccount>.Refused>().Message.ShouldContain("FreeAgent says: nominal_code must be between 001 and 049");
        (await CreateAsync("Odd", "Something")).ShouldBeOfType<ChartChange<ChartAccount>.Refused>().Message.ShouldContain("no group");
        (await CreateAsync(" ", "Income")).ShouldBeOfType<ChartChange<ChartAccount>.Refused>();
    }

    [Fact]
    public async Task An_account_whose_answer_was_lost_is_found_when_it_is_wished_for_again()
    {
        FreeAgent.Sandbox.Plan(new Fault(FaultKind.DropAfter, "POST", "categories"));
        await Should.ThrowAsync<PlatformUnavailableException>(() => CreateAsync("Late", "Income"));
        (await CreateAsync("Late", "Income")).ShouldBeOfType<ChartChange<ChartAccount>.Done>();
        FreeAgent.Company.Categories.Values.Count(category => category.Text("description") == "Late").ShouldBe(1);
    }

    private Task<ChartChange<ChartAccount>> CreateAsync(string name, string classification) => FreeAgent.Books.CreateAccountAsync(FreeAgent.Link, new NewAccount(name, classification), Cancel);
}
