using Daybook.Bookkeeping;
using Daybook.Sandbox;
using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.QuickBooks;

/// <summary>Several documents in one call to QuickBooks.</summary>
public sealed class QuickBooksTogetherTests : IAsyncLifetime
{
    private static readonly LocalDate Day = new(2026, 11, 20);
    private readonly Dictionary<Guid, string> written = [];
    private QuickBooksFixture? fixture;

    private QuickBooksFixture QuickBooks => fixture!;

    private QuickBooksDocuments New => new(QuickBooks);

    public async ValueTask InitializeAsync() => fixture = await QuickBooksFixture.StartAsync();

    public async ValueTask DisposeAsync() => await QuickBooks.DisposeAsync();

    [Fact]
    public async Task Documents_of_any_kind_cost_one_call_and_those_of_two_halves_a_second()
    {
        var (invoice, note) = (New.Trade(DocumentKind.SalesInvoice, "DB-1", Day, 40m, 8m), New.Trade(DocumentKind.CreditNote, "DB-2", Day, 10m, 2m));
        await WriteAsync(invoice);
        var before = QuickBooks.Sandbox.Calls.Count;
        (await WriteAsync(note, New.Trade(DocumentKind.Bill, "DB-3", Day, 3m, 0), New.Transfer("DB-4", Day, 9m, "Card Clearing", "Business Bank Account"), New.Journal("DB-5", Day, ("Cash", 5m), ("Sales", -5m)))).ShouldAllBe(outcome => outcome is WriteOutcome.Accepted);
        (QuickBooks.Sandbox.Calls.Count - before).ShouldBe(1);
        (await WriteAsync(New.Money(DocumentKind.Payment, "DB-6", Day, 31m, "Cash", invoice), New.Money(DocumentKind.Payment, "DB-7", Day, 5m, "Gift Cards", invoice), New.Money(DocumentKind.Refund, "DB-8", Day, 4m, "Cash", note), New.Allocation("DB-9", Day, 8m, note, invoice)))
            .ShouldAllBe(outcome => outcome is WriteOutcome.Accepted);
        (QuickBooks.Sandbox.Calls.Count - before).ShouldBe(3);
        QuickBooks.Company.TrialBalance()["Gift Cards"].ShouldBe(5m);
    }

    [Fact]
    public async Task One_that_is_refused_takes_no_other_with_it_and_leaves_no_half()
    {
        var (invoice, small) = (New.Trade(DocumentKind.SalesInvoice, "DB-1", Day, 40m, 8m), New.Trade(DocumentKind.SalesInvoice, "DB-2", Day, 3m, 0));
        await WriteAsync(invoice, small);
        var outcomes = await WriteAsync(New.Money(DocumentKind.Payment, "DB-3", Day, 5m, "Gift Cards", invoice), New.Money(DocumentKind.Payment, "DB-4", Day, 5m, "Gift Cards", small));
        outcomes[0].ShouldBeOfType<WriteOutcome.Accepted>();
        outcomes[1].ShouldBeOfType<WriteOutcome.Rejected>().Refusal.ShouldBe(Refusal.Invalid);
        QuickBooks.Company.TrialBalance()["Gift Cards"].ShouldBe(5m);
    }

    [Fact]
    public async Task A_call_whose_first_answer_is_repeated_though_its_documents_are_gone_writes_them_anew()
    {
        Document[] documents = [New.Journal("DB-1", Day, ("Cash", 5m), ("Sales", -5m)), New.Journal("DB-2", Day, ("Cash", 3m), ("Sales", -3m))];
        foreach (var (document, outcome) in documents.Zip(await WriteAsync(documents)))
        {
            await QuickBooks.Books.VoidAsync(QuickBooks.Link, document, ((WriteOutcome.Accepted)outcome).PlatformId, TestContext.Current.CancellationToken);
        }

        QuickBooks.Company.Standing("JournalEntry").ShouldBeEmpty();
        QuickBooks.Clock.Ahead += Duration.FromMinutes(5);
        (await QuickBooks.NewBooks().WriteTogetherAsync(QuickBooks.Link, documents, _ => null, TestContext.Current.CancellationToken)).ShouldAllBe(outcome => outcome is WriteOutcome.Accepted);
        QuickBooks.Company.Standing("JournalEntry").Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(FaultKind.FailAfter)]
    [InlineData(FaultKind.DropAfter)]
    [InlineData(FaultKind.FailBefore)]
    public async Task A_lost_answer_leaves_all_of_the_call_to_be_looked_for(FaultKind fault)
    {
        await WriteAsync(New.Sale("DB-0", Day, 1m));
        Document[] documents = [New.Sale("DB-1", Day, 1m), New.Sale("DB-2", Day, 2m)];
        QuickBooks.Sandbox.Plan(new Fault(fault, "POST", "batch"));
        (await WriteAsync(documents)).ShouldAllBe(outcome => outcome is WriteOutcome.Unanswered);
        foreach (var document in documents)
        {
            (await QuickBooks.Books.WriteAsync(QuickBooks.Link, document, _ => null, TestContext.Current.CancellationToken)).ShouldBeOfType<WriteOutcome.Accepted>();
        }

        QuickBooks.Company.Standing("Invoice").Count.ShouldBe(3);
    }

    private async Task<IReadOnlyList<WriteOutcome>> WriteAsync(params Document[] documents)
    {
        var outcomes = await QuickBooks.Books.WriteTogetherAsync(QuickBooks.Link, documents, written.GetValueOrDefault, TestContext.Current.CancellationToken);
        foreach (var (document, outcome) in documents.Zip(outcomes))
        {
            if (outcome is WriteOutcome.Accepted accepted)
            {
                written[document.Id] = accepted.PlatformId;
            }
        }

        return outcomes;
    }
}
