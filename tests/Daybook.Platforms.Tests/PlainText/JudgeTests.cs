using Daybook.Bookkeeping;
using Daybook.Syncing;
using Daybook.Testing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.PlainText;

/// <summary>hledger, Ledger and Beancount read what Daybook writes, agree on it, and would refuse it if it were wrong.</summary>
public sealed class JudgeTests : IDisposable
{
    private static readonly LocalDate Day = new(2026, 11, 20);
    private readonly BooksFixture books = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => books.Dispose();

    [Fact]
    public async Task New_books_pass_every_judge()
    {
        await books.Books.ReadChartAsync(books.Link, Cancel);
        (await books.JudgeAsync(Cancel)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task All_judges_agree_on_every_balance_of_random_documents(int seed)
    {
        var random = new Random(seed);
        var accounts = (await books.Books.ReadChartAsync(books.Link, Cancel)).Accounts.Select(account => account.Id).ToArray();
        Currency[] currencies = [Currency.Parse("GBP"), Currency.Parse("JPY"), Currency.Parse("KWD")];
        var expected = new Balances();
        for (var i = 1; i <= 60; i++)
        {
            var currency = currencies[random.Next(currencies.Length)];
            var ledger = Enumerable.Range(0, random.Next(1, 7)).Select(_ => new LedgerLine(accounts[random.Next(accounts.Length)], random.Next(-2_000_000, 2_000_000) * currency.Unit)).ToList();
            ledger.Add(new LedgerLine(accounts[random.Next(accounts.Length)], -ledger.Sum(line => line.Amount)));
            var document = BooksFixture.Document($"DB-{i}", Day.PlusDays(random.Next(400)), currency, ledger);
            (await books.WriteAsync(document, Cancel)).ShouldBe(new WriteOutcome.Accepted($"DB-{i}"));
            if (random.Next(10) == 0)
            {
                (await books.Books.VoidAsync(books.Link, document, $"DB-{i}", Cancel)).ShouldBeOfType<WriteOutcome.Accepted>();
                continue;
            }

            foreach (var (account, amount) in ledger)
            {
                expected.Add(account, currency.Code, amount);
            }
        }

        (await books.JudgeAsync(Cancel)).ShouldBe(expected);
    }

    [Fact]
    public async Task Words_of_the_merchant_mean_nothing_to_a_program()
    {
        const string notes = "Adjusts order 1; x\nassets:bank  1.00 GBP\r\u2028=1 \"quoted\" \\back id: 6, date:2020-01-01 [2020-01-02] [=2020-01-03] | payee :tag: key:: (1/0) @ {5} é日本";
        var document = BooksFixture.Sale("DB-1", Day, 5.00m) with
        {
            Notes = [notes, "  ", ";", "Payee: someone"],
            Location = "Shop: 1; [2020-01-01]",
            Lines = [new DocumentLine { Account = "income:sales", Description = "Sales of date:2020-01-01", Net = 5m, Tax = 1m, Roles = [] }],
            Kind = DocumentKind.SalesInvoice,
        };
        (await books.WriteAsync(document, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>();
        var balances = await books.JudgeAsync(Cancel);
        balances.ToString().ShouldBe("assets:receivable  5 GBP\nincome:sales  -5 GBP");
        (await File.ReadAllTextAsync(await books.ExportAsync(Platforms.PlainText.JournalFormat.Ledger, Cancel), Cancel)).ShouldNotContain("date:");
    }

    [Fact]
    public async Task Accounts_of_any_permitted_name_pass_every_judge_and_stay_apart()
    {
        string[] names = ["income:sales:Food & Drink", "income:sales:food-drink", "income:sales:Food   Drink".Replace("   ", " - "), "income:sales:日本茶", "income:sales:élan", "income:sales:Men's wear", "liabilities:tax payable:17.5", "liabilities:tax payable:17-5", "income:sales:4 you"];
        for (var i = 0; i < names.Length; i++)
        {
            (await books.Books.CreateAccountAsync(books.Link, new NewAccount(names[i], names[i][0] == 'i' ? "Income" : "Liability.Tax"), Cancel)).ShouldBeOfType<ChartChange<ChartAccount>.Done>();
            await books.WriteAsync(BooksFixture.Document($"DB-{i}", Day, BooksFixture.Pounds, new LedgerLine(names[i], -i - 1), new LedgerLine("assets:bank", i + 1)), Cancel);
        }

        var balances = await books.JudgeAsync(Cancel);
        names.Select(name => balances[(name, "GBP")]).ShouldBe(Enumerable.Range(1, names.Length).Select(i => (decimal)-i));
    }

    [Theory]
    [InlineData("-12.00 GBP", "-11.9999 GBP")]
    [InlineData("income:sales", "income:sakes")]
    [InlineData("12.00 GBP", "12.00 EUR")]
    public async Task Each_judge_would_refuse_a_document_that_is_wrong(string right, string wrong)
    {
        await books.WriteAsync(BooksFixture.Sale("DB-1", Day, 12m), Cancel);
        await books.JudgeAsync(Cancel);
        var text = await File.ReadAllTextAsync(books.PathOf("DB-1"), Cancel);
        await File.WriteAllTextAsync(books.PathOf("DB-1"), text.Replace(right, wrong), Cancel);
        await Should.ThrowAsync<JudgementException>(() => LedgerJudges.HledgerAsync(books.Main, Cancel));
        await Should.ThrowAsync<JudgementException>(() => LedgerJudges.LedgerAsync(books.Main, Cancel));
    }

    [Fact]
    public async Task Beancount_would_refuse_a_document_that_is_off_by_a_hundredth_of_a_penny()
    {
        await books.WriteAsync(BooksFixture.Sale("DB-1", Day, 12m), Cancel);
        var path = await books.ExportAsync(Platforms.PlainText.JournalFormat.Beancount, Cancel);
        var text = await File.ReadAllTextAsync(path, Cancel);
        await File.WriteAllTextAsync(path, text.Replace("-12.00", "-11.9999"), Cancel);
        await Should.ThrowAsync<JudgementException>(() => LedgerJudges.BeancountAsync(path, Cancel));
    }

    [Fact]
    public async Task Books_with_an_addition_of_the_merchants_own_still_pass()
    {
        await books.WriteAsync(BooksFixture.Sale("DB-1", Day, 12m), Cancel);
        await File.AppendAllTextAsync(books.Main, "\n2026-01-01 Opening balances\n    assets:bank  100.00 GBP\n    assets:cash  -100.00 GBP\n", Cancel);
        await books.WriteAsync(BooksFixture.Sale("DB-2", Day, 1m), Cancel);
        (await LedgerJudges.HledgerAsync(books.Main, Cancel))[("assets:bank", "GBP")].ShouldBe(100m);
    }
}
