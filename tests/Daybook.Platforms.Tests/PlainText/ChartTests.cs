using Daybook.Platforms.PlainText;
using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.PlainText;

public sealed class ChartTests : IDisposable
{
    private readonly BooksFixture books = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => books.Dispose();

    [Theory]
    [InlineData("income")]
    [InlineData("sales:income")]
    [InlineData("Income:sales")]
    [InlineData("income:")]
    [InlineData("income::sales")]
    [InlineData("income: sales")]
    [InlineData("income:sales ")]
    [InlineData("income:two  spaces")]
    [InlineData("income:a;b")]
    [InlineData("income:(virtual)")]
    [InlineData("income:a\nb")]
    [InlineData("income:tab\tbed")]
    public async Task An_account_name_that_a_program_would_misread_is_refused(string name)
    {
        (await books.Books.CreateAccountAsync(books.Link, new NewAccount(name, "Income"), Cancel)).ShouldBeOfType<ChartChange<ChartAccount>.Refused>().Message.ShouldContain(name);
        (await ReadAsync()).Accounts.ShouldNotContain(account => account.Id == name);
    }

    [Theory]
    [InlineData("income:x", "Expense")]
    [InlineData("income:x", "")]
    [InlineData("income:x", "Income, archived")]
    public async Task A_classification_that_contradicts_the_name_is_refused(string name, string classification) =>
        (await books.Books.CreateAccountAsync(books.Link, new NewAccount(name, classification), Cancel)).ShouldBeOfType<ChartChange<ChartAccount>.Refused>();

    [Theory]
    [InlineData("Food", "Income", "income:sales:Food")]
    [InlineData("Second till", "Asset.Bank", "assets:Second till")]
    [InlineData("Terminal rent", "Expense", "expenses:Terminal rent")]
    public async Task A_short_name_goes_below_the_account_that_its_classification_says(string name, string classification, string whole) =>
        (await books.Books.CreateAccountAsync(books.Link, new NewAccount(name, classification), Cancel))
            .ShouldBe(new ChartChange<ChartAccount>.Done(new ChartAccount(whole, whole, NominalCode: null, classification)));

    [Fact]
    public async Task A_created_account_is_there_for_every_process()
    {
        var account = new ChartAccount("income:sales:Food", "income:sales:Food", null, "Income");
        (await books.Books.CreateAccountAsync(books.Link, new NewAccount(account.Id, "Income"), Cancel)).ShouldBe(new ChartChange<ChartAccount>.Done(account));
        (await books.NewBooks().ReadChartAsync(books.Link, Cancel)).Accounts.ShouldContain(account);
    }

    [Fact]
    public async Task Creating_an_account_again_changes_nothing_unless_it_is_to_be_another()
    {
        var first = await books.Books.CreateAccountAsync(books.Link, new NewAccount("income:sales:Food", "Income"), Cancel);
        (await books.Books.CreateAccountAsync(books.Link, new NewAccount("income:sales:Food", "Income"), Cancel)).ShouldBe(first);
        (await books.Books.CreateAccountAsync(books.Link, new NewAccount("income:sales:Food", "Income.Other"), Cancel)).ShouldBeOfType<ChartChange<ChartAccount>.Refused>();
        await books.Books.ArchiveAccountAsync(books.Link, "income:sales:Food", Cancel);
        (await books.Books.CreateAccountAsync(books.Link, new NewAccount("income:sales:Food", "Income"), Cancel)).ShouldBeOfType<ChartChange<ChartAccount>.Refused>();
    }

    [Fact]
    public async Task A_new_account_under_tax_payable_is_a_tax_rate()
    {
        await books.Books.CreateAccountAsync(books.Link, new NewAccount("liabilities:tax payable:17.5", "Liability.Tax"), Cancel);
        (await ReadAsync()).TaxRates.Select(rate => rate.Name).ShouldBe(["Tax 0%", "Tax 5%", "Tax 10%", "Tax 15%", "Tax 20%", "Tax 17.5%"]);
    }

    [Fact]
    public async Task What_another_process_changes_is_seen_at_once()
    {
        var other = books.NewBooks();
        await other.ReadChartAsync(books.Link, Cancel);
        await books.Books.ArchiveAccountAsync(books.Link, "income:sales", Cancel);
        await books.Books.RestoreAccountAsync(books.Link, "income:sales", Cancel);
        await books.Books.SetClosedUpToAsync(books.Link, new LocalDate(2026, 1, 31), Cancel);
        (await other.ReadChartAsync(books.Link, Cancel)).ClosedUpTo.ShouldBe(new LocalDate(2026, 1, 31));
        await books.Books.SetClosedUpToAsync(books.Link, new LocalDate(2026, 2, 28), Cancel);
        (await other.ReadChartAsync(books.Link, Cancel)).ClosedUpTo.ShouldBe(new LocalDate(2026, 2, 28));
        await books.Books.SetClosedUpToAsync(books.Link, null, Cancel);
        (await other.ReadChartAsync(books.Link, Cancel)).ClosedUpTo.ShouldBeNull();
        (await other.ReadChartAsync(books.Link, Cancel)).Accounts.ShouldAllBe(account => account.IsActive);
    }

    [Fact]
    public async Task Changes_of_many_at_once_are_all_kept()
    {
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i =>
            Task.Run(() => books.NewBooks().CreateAccountAsync(books.Link, new NewAccount($"income:sales:{i}", "Income"), Cancel), Cancel)));
        (await ReadAsync()).Accounts.Count(account => account.Id.StartsWith("income:sales:", StringComparison.Ordinal)).ShouldBe(12);
    }

    [Fact]
    public async Task A_chart_that_someone_else_has_written_in_is_not_guessed_at()
    {
        await ReadAsync();
        await File.AppendAllTextAsync(Path.Combine(books.Folder, "chart.journal"), "alias a=b\n", Cancel);
        (await Should.ThrowAsync<PlatformUnavailableException>(ReadAsync)).Message.ShouldContain("alias a=b");
    }

    private Task<Chart> ReadAsync() => books.Books.ReadChartAsync(books.Link, Cancel);
}
