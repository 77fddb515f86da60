using Daybook.Syncing;
using Shouldly;

namespace Daybook.Platforms.Tests;

/// <summary>What every platform promises whose accounts, customers and suppliers can be added to from here.</summary>
internal static class ChartEditorLaws
{
    public static async Task ShouldHoldAsync<TBooks>(TBooks books, PlatformLink link, CancellationToken cancel)
        where TBooks : IChartEditor, IContactEditor
    {
        foreach (var classification in (string[])["Asset.Bank", "Liability", "Income", "Expense"])
        {
            var wish = new NewAccount($"Made for {classification}", classification);
            var made = (await books.CreateAccountAsync(link, wish, cancel)).ShouldBeOfType<ChartChange<ChartAccount>.Done>().Entry;
            made.Classification.Split('.')[0].ShouldBe(classification.Split('.')[0]);
            (await books.CreateAccountAsync(link, wish, cancel)).ShouldBe(new ChartChange<ChartAccount>.Done(made));
            (await books.ReadChartAsync(link, cancel)).Accounts.Where(account => account.Name == wish.Name).ShouldBe([made]);
        }

        (await books.CreateAccountAsync(link, new NewAccount("Made for Income", "Expense"), cancel)).ShouldBeOfType<ChartChange<ChartAccount>.Refused>().Message.ShouldContain("Made for Income");
        (await books.CreateAccountAsync(link, new NewAccount("Something", "Wishes"), cancel)).ShouldBeOfType<ChartChange<ChartAccount>.Refused>().Message.ShouldContain("Wishes");

        var customer = (await books.CreateCustomerAsync(link, "Till customers", cancel)).ShouldBeOfType<ChartChange<ChartItem>.Done>().Entry;
        (await books.CreateCustomerAsync(link, "Till customers", cancel)).ShouldBe(new ChartChange<ChartItem>.Done(customer));
        var supplier = (await books.CreateSupplierAsync(link, "Card provider", cancel)).ShouldBeOfType<ChartChange<ChartItem>.Done>().Entry;
        var chart = await books.ReadChartAsync(link, cancel);
        chart.Customers.ShouldContain(customer);
        chart.Suppliers.ShouldContain(supplier);
    }
}
