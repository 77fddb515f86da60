using Daybook.Bookkeeping;
using Daybook.Sandbox.QuickBooks.Books;
using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.QuickBooks;

public sealed class QuickBooksSchemaTests
{
    private const string NotBeside = "DID NOT RUN: qbo-xsd does not lie in ../shared/platforms beside the checkout.";
    private static readonly LocalDate Day = new(2026, 11, 20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Every_request_and_every_answer_of_the_stand_in_has_only_what_Intuit_describes(int company)
    {
        var schema = QuickBooksSchema.Read();
        Assert.SkipWhen(schema is null, NotBeside);
        await using var quickBooks = await QuickBooksFixture.StartAsync(company: company);
        quickBooks.Sandbox.KeepsBodies = true;
        quickBooks.Sandbox.Calls.Clear();
        await WriteOneOfEachAsync(quickBooks);

        var calls = quickBooks.Sandbox.Calls.ToList();
        calls.Where(call => call.Request!.Length > 0 && call.Path != "batch").SelectMany(call => schema.WrongInEntity(EntityOf(call.Path), call.Request!)).Distinct().ShouldBeEmpty();
        calls.Where(call => call.Answer!.StartsWith('{')).SelectMany(call => schema.WrongInAnswer(call.Answer!)).Distinct().ShouldBeEmpty();
        calls.Where(call => call.Method == "POST" && call.Path != "batch").Select(call => EntityOf(call.Path)).Distinct().Count().ShouldBe(12);
    }

    [Fact]
    public void A_planted_fault_is_found()
    {
        var schema = QuickBooksSchema.Read();
        Assert.SkipWhen(schema is null, NotBeside);
        schema.WrongInEntity("Invoice", """{"DocNumbr":"1","TotalAmt":"5","TxnDate":"20.11.2026","Line":[{"DetailType":"SalesLine","SalesItemLineDetail":{"ItemRef":{"id":"1"}}}]}""").Count.ShouldBe(5);
        schema.WrongInAnswer("""{"QueryResponse":{"Account":[{"AccountType":"Bnak"}],"startPosition":1},"time":"x"}""").ShouldHaveSingleItem();
    }

    private static string EntityOf(string path) => QuickBooksFields.Entities.First(entity => string.Equals(entity, path.Split('/')[0], StringComparison.OrdinalIgnoreCase));

    private static async Task WriteOneOfEachAsync(QuickBooksFixture quickBooks)
    {
        quickBooks.Company.HasCurrencies = true;
        var make = new QuickBooksDocuments(quickBooks);
        var rate = quickBooks.Company.Country == "US" ? $"account-{quickBooks.Account("Sales Tax Collected")}" : null;
        var invoice = make.Trade(DocumentKind.SalesInvoice, "DB-1", Day, 100m, 20m, rate);
        var note = make.Trade(DocumentKind.CreditNote, "DB-2", Day, 50m, 10m, rate);
        var bill = make.Trade(DocumentKind.Bill, "DB-3", Day, 3m, 0);
        var back = make.Trade(DocumentKind.BillCreditNote, "DB-4", Day, 1m, 0);
        Document[] documents =
        [
            invoice, note, bill, back,
            make.Money(DocumentKind.Payment, "DB-5", Day, 70m, "Cash", invoice),
            make.Money(DocumentKind.Refund, "DB-6", Day, 10m, "Cash", note),
            make.Money(DocumentKind.BillPayment, "DB-7", Day, 1m, "Cash", bill),
            make.Money(DocumentKind.BillPayment, "DB-8", Day, 1m, "Company Card", bill),
            make.Money(DocumentKind.BillPayment, "DB-9", Day, 1m, "Card Clearing", bill),
            make.Money(DocumentKind.BillRefund, "DB-10", Day, 1m, "Cash", back),
            make.Allocation("DB-11", Day, 20m, note, invoice),
            make.Transfer("DB-12", Day, 60m, "Card Clearing", "Business Bank Account"),
            make.Journal("DB-13", Day, ("Accounts Receivable (A/R)", 5m), ("Sales", -5m)),
            make.Sale("DB-14", Day, 5m) with { Currency = Currency.Parse("EUR") },
        ];
        var written = new Dictionary<Guid, string>();
        await quickBooks.Books.ReadChartAsync(quickBooks.Link, Cancel);
        await quickBooks.Books.CreateAccountAsync(quickBooks.Link, new NewAccount("Food", "Income"), Cancel);
        await quickBooks.Books.CreateSupplierAsync(quickBooks.Link, "Another provider", Cancel);
        foreach (var document in documents)
        {
            var outcome = await quickBooks.Books.WriteAsync(quickBooks.Link, document, written.GetValueOrDefault, Cancel);
            written[document.Id] = outcome.ShouldBeOfType<WriteOutcome.Accepted>((outcome as WriteOutcome.Rejected)?.Message).PlatformId;
            (await quickBooks.Books.FindAsync(quickBooks.Link, document, written.GetValueOrDefault, Cancel)).ShouldBe(written[document.Id]);
        }

        await quickBooks.Books.WriteAsync(quickBooks.Link, make.Sale("DB-1", Day, 1m), written.GetValueOrDefault, Cancel);
        foreach (var document in documents.Reverse())
        {
            (await quickBooks.Books.VoidAsync(quickBooks.Link, document, written[document.Id], Cancel)).ShouldBeOfType<WriteOutcome.Accepted>();
        }
    }
}
