using System.Diagnostics;
using Daybook.Bookkeeping;
using Daybook.Platforms.PlainText;
using Daybook.Syncing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.PlainText;

/// <summary>What the plain-text books promise beyond every platform.</summary>
public sealed class PlainTextBooksTests : IDisposable
{
    private static readonly LocalDate Day = new(2026, 11, 20);
    private readonly BooksFixture books = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => books.Dispose();

    [Fact]
    public async Task A_document_is_one_file_that_a_person_can_read()
    {
        var document = BooksFixture.Sale("DB-20261120-1", Day, 1234.5m) with
        {
            Id = Guid.Parse("0b0e7c39-6a0e-4b0c-8c4a-5c43b0f0a001"),
            Kind = DocumentKind.SalesInvoice,
            Notes = ["For 2026-11-19, which is closed in the books."],
            Lines = [new DocumentLine { Account = "income:sales", Description = "Sales of Tea, 20%", Net = 1028.75m, Tax = 205.75m, Roles = [] }],
        };
        await books.WriteAsync(document, Cancel);
        (await File.ReadAllTextAsync(books.PathOf("DB-20261120-1"), Cancel)).ShouldBe(
            """
            2026-11-20 * (DB-20261120-1) Sales invoice
                ; id: 0b0e7c39-6a0e-4b0c-8c4a-5c43b0f0a001
                ; kind: SalesInvoice
                ; For 2026-11-19, which is closed in the books.
                ; Sales of Tea, 20%, net 1028.75, tax 205.75
                assets:receivable  1234.50 GBP
                income:sales  -1234.50 GBP

            """);
    }

    [Fact]
    public async Task The_books_tell_what_stands_under_our_numbers_voided_or_not()
    {
        var (kept, gone, other) = (BooksFixture.Sale("DB-20261120-2", Day, 5m), BooksFixture.Sale("DB-20261120-10", Day, 7m), BooksFixture.Sale("DB-20261118-1", Day.PlusDays(-2), 9m));
        foreach (var document in new[] { kept, gone, other, BooksFixture.Sale("mine", Day, 1m) })
        {
            await books.WriteAsync(document, Cancel);
        }

        await books.Books.VoidAsync(books.Link, gone, gone.Number, Cancel);

        var standing = await books.Books.ReadStandingAsync(books.Link, new DaySpan(new HashSet<LocalDate>(), Day), Cancel);
        standing.Select(one => (one.Id, one.Number, one.PlatformId, one.Kind, one.Date, one.Currency, one.IsVoid)).ShouldBe(
            [(kept.Id, kept.Number, kept.Number, kept.Kind, Day, kept.Currency, false), (gone.Id, gone.Number, gone.Number, gone.Kind, Day, gone.Currency, true)],
            ignoreOrder: true);
        (await books.Books.ReadStandingAsync(books.Link, new DaySpan(new HashSet<LocalDate> { other.Date }, Day.PlusDays(1)), Cancel)).ShouldHaveSingleItem().Id.ShouldBe(other.Id);
    }

    [Fact]
    public async Task A_payment_names_its_invoice_and_an_allocation_moves_nothing()
    {
        var invoice = BooksFixture.Sale("DB-1", Day, 12m) with { Kind = DocumentKind.SalesInvoice };
        var credit = BooksFixture.Sale("DB-2", Day, -5m) with { Kind = DocumentKind.CreditNote };
        var payment = BooksFixture.Document("DB-3", Day, BooksFixture.Pounds, new LedgerLine("assets:cash", 7m), new LedgerLine("assets:receivable", -7m)) with { Kind = DocumentKind.Payment, Target = invoice.Id };
        var allocation = BooksFixture.Document("DB-4", Day, BooksFixture.Pounds) with { Kind = DocumentKind.CreditAllocation, Target = invoice.Id, Source = credit.Id, Total = 5m };
        foreach (var document in new[] { invoice, credit, payment, allocation })
        {
            (await books.Books.WriteAsync(books.Link, document, id => id == invoice.Id ? "DB-1" : "DB-2", Cancel)).ShouldBe(new WriteOutcome.Accepted(document.Number));
        }

        (await File.ReadAllTextAsync(books.PathOf("DB-3"), Cancel)).ShouldContain("; target: DB-1\n");
        var text = await File.ReadAllTextAsync(books.PathOf("DB-4"), Cancel);
        text.ShouldContain("; target: DB-1\n    ; source: DB-2\n");
        text.ShouldEndWith("    assets:receivable  5.00 GBP\n    assets:receivable  -5.00 GBP\n");
        (await books.JudgeAsync(Cancel)).ToString().ShouldBe("assets:cash  7 GBP\nincome:sales  -7 GBP");
    }

    [Fact]
    public async Task A_payment_of_what_is_not_in_the_books_is_refused()
    {
        var invoice = BooksFixture.Sale("DB-1", Day, 12m);
        var payment = BooksFixture.Sale("DB-2", Day, -12m) with { Kind = DocumentKind.Payment, Target = invoice.Id };
        (await books.WriteAsync(payment, Cancel)).ShouldBeOfType<WriteOutcome.Rejected>().Refusal.ShouldBe(Refusal.Invalid);
        await books.WriteAsync(invoice, Cancel);
        await books.Books.VoidAsync(books.Link, invoice, "DB-1", Cancel);
        (await books.Books.WriteAsync(books.Link, payment, _ => "DB-1", Cancel)).ShouldBeOfType<WriteOutcome.Rejected>().Message.ShouldContain("DB-1");
    }

    [Theory]
    [InlineData("")]
    [InlineData("../chart")]
    [InlineData("_")]
    [InlineData("DB 1")]
    [InlineData("DB-1)")]
    public async Task A_number_that_can_not_name_a_file_is_refused(string number) =>
        (await books.WriteAsync(BooksFixture.Sale(number, Day, 1m), Cancel)).ShouldBeOfType<WriteOutcome.Rejected>().Refusal.ShouldBe(Refusal.Invalid);

    [Theory]
    [InlineData("JPY", 0.5)]
    [InlineData("GBP", 0.005)]
    [InlineData("GBP", 0)]
    public async Task An_amount_that_the_currency_does_not_have_is_refused(string currency, double amount)
    {
        var document = BooksFixture.Document("DB-1", Day, Currency.Parse(currency), new LedgerLine("assets:cash", (decimal)amount), new LedgerLine("income:sales", -(decimal)amount));
        (await books.WriteAsync(document, Cancel)).ShouldBeOfType<WriteOutcome.Rejected>().Refusal.ShouldBe(Refusal.Invalid);
    }

    [Fact]
    public async Task A_voided_documents_number_stays_used_and_its_words_stay_readable()
    {
        var document = BooksFixture.Sale("DB-1", Day, 12m);
        await books.WriteAsync(document, Cancel);
        await books.Books.VoidAsync(books.Link, document, "DB-1", Cancel);
        (await books.WriteAsync(BooksFixture.Sale("DB-1", Day, 13m), Cancel)).ShouldBeOfType<WriteOutcome.Rejected>().Refusal.ShouldBe(Refusal.DuplicateNumber);
        (await File.ReadAllLinesAsync(books.PathOf("DB-1"), Cancel)).ShouldAllBe(line => line.StartsWith("; ", StringComparison.Ordinal));
        (await books.JudgeAsync(Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_document_of_a_closed_day_is_not_voided()
    {
        var document = BooksFixture.Sale("DB-1", Day, 12m);
        await books.WriteAsync(document, Cancel);
        await books.Books.SetClosedUpToAsync(books.Link, Day, Cancel);
        (await books.Books.VoidAsync(books.Link, document, "DB-1", Cancel)).ShouldBeOfType<WriteOutcome.Rejected>().Refusal.ShouldBe(Refusal.DayClosed);
        (await books.Books.FindAsync(books.Link, document, _ => null, Cancel)).ShouldBe("DB-1");
    }

    [Fact]
    public async Task Voiding_a_document_never_takes_out_another_of_the_same_number()
    {
        var document = BooksFixture.Sale("DB-1", Day, 12m);
        await books.WriteAsync(document, Cancel);
        await books.Books.VoidAsync(books.Link, BooksFixture.Sale("DB-1", Day, 12m), "DB-1", Cancel);
        (await books.Books.FindAsync(books.Link, document, _ => null, Cancel)).ShouldBe("DB-1");
    }

    [Fact]
    public async Task After_a_day_is_closed_no_document_slips_onto_it()
    {
        await books.Books.ReadChartAsync(books.Link, Cancel);
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(
            async () =>
            {
                var own = books.NewBooks();
                for (var i = 0; await own.WriteAsync(books.Link, BooksFixture.Sale($"DB-{writer}-{i}", Day, 1m), _ => null, Cancel) is WriteOutcome.Accepted; i++)
                {
                }
            },
            Cancel)).ToArray();
        await books.Books.SetClosedUpToAsync(books.Link, Day, Cancel);
        var closed = Directory.GetFiles(Path.Combine(books.Folder, "documents")).Order().ToList();
        await Task.WhenAll(writers);
        Directory.GetFiles(Path.Combine(books.Folder, "documents")).Order().ShouldBe(closed);
    }

    [Fact]
    public async Task Many_first_writers_in_new_currencies_all_succeed()
    {
        string[] codes = ["GBP", "EUR", "JPY", "KWD", "SEK", "USD", "NOK", "DKK"];
        var outcomes = await Task.WhenAll(codes.Select(code => Task.Run(
            () => books.NewBooks().WriteAsync(
                books.Link, BooksFixture.Document("DB-" + code, Day, Currency.Parse(code), new LedgerLine("assets:cash", 5m), new LedgerLine("income:sales", -5m)), _ => null, Cancel),
            Cancel)));
        outcomes.ShouldAllBe(outcome => outcome is WriteOutcome.Accepted);
        (await books.JudgeAsync(Cancel)).Count.ShouldBe(2 * codes.Length);
    }

    [Fact]
    public async Task What_a_dead_writer_left_behind_is_swept_away_and_never_read()
    {
        await books.WriteAsync(BooksFixture.Sale("DB-1", Day, 12m), Cancel);
        var leftover = Path.Combine(books.Folder, "aside", "half.journal");
        await File.WriteAllTextAsync(leftover, "2026-11-20 * (DB-2) Sales in", Cancel);
        (await books.JudgeAsync(Cancel)).Count.ShouldBe(2);
        await books.Books.SetClosedUpToAsync(books.Link, new LocalDate(2026, 1, 31), Cancel);
        File.Exists(leftover).ShouldBeFalse();
    }

    [Fact]
    public async Task A_disk_that_fails_leaves_the_answer_open()
    {
        await books.Books.ReadChartAsync(books.Link, Cancel);
        Directory.Delete(Path.Combine(books.Folder, "aside"));
        await File.WriteAllTextAsync(Path.Combine(books.Folder, "aside"), "no folder", Cancel);
        var document = BooksFixture.Sale("DB-1", Day, 12m);
        (await books.WriteAsync(document, Cancel)).ShouldBeOfType<WriteOutcome.Unanswered>();
        (await books.Books.FindAsync(books.Link, document, _ => null, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task The_whole_journal_is_in_the_order_of_dates_and_numbers()
    {
        foreach (var (number, date) in new[] { ("DB-10", Day), ("DB-9", Day), ("DB-1", Day.PlusDays(1)), ("DB-11", Day.PlusDays(-1)) })
        {
            await books.WriteAsync(BooksFixture.Sale(number, date, 1m), Cancel);
        }

        var journal = await File.ReadAllLinesAsync(await books.ExportAsync(JournalFormat.Ledger, Cancel), Cancel);
        journal.Where(line => line.Contains('(', StringComparison.Ordinal)).Select(line => line.Split('(', ')')[1]).ShouldBe(["DB-11", "DB-9", "DB-10", "DB-1"]);
    }

    [Fact]
    public async Task Two_connections_of_one_company_keep_separate_books()
    {
        await books.WriteAsync(BooksFixture.Sale("DB-1", Day, 12m), Cancel);
        (await books.Books.WriteAsync(books.Link with { Connection = Guid.NewGuid() }, BooksFixture.Sale("DB-1", Day, 13m), _ => null, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>();
    }

    [Fact]
    public async Task A_years_books_are_read_by_every_judge()
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 2400; i++)
        {
            (await books.WriteAsync(BooksFixture.Sale($"DB-{i}", Day.PlusDays(i / 8), 0.01m * (i + 1)), Cancel)).ShouldBeOfType<WriteOutcome.Accepted>();
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{watch.Elapsed.TotalMilliseconds / 2400:0.00} ms a document");
        watch.Restart();
        (await books.JudgeAsync(Cancel)).ToString().ShouldBe("assets:receivable  28812 GBP\nincome:sales  -28812 GBP");
        TestContext.Current.TestOutputHelper?.WriteLine($"{watch.Elapsed.TotalSeconds:0.0} s to judge");
    }

    [Fact]
    public void The_registered_platform_is_the_one_that_is_asked_for_by_name()
    {
        using var provider = new ServiceCollection().AddPlatforms(new PlatformOptions { DataFolder = books.Folder })
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        provider.GetServices<IAccountingPlatform>().Single(platform => platform.Key == "hldg").ShouldBeSameAs(provider.GetRequiredService<PlainTextBooks>());
    }
}
