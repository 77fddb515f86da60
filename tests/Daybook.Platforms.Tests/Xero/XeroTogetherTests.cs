using Daybook.Bookkeeping;
using Daybook.Sandbox;
using Daybook.Sandbox.Xero.Books;
using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.Xero;

/// <summary>Several documents in one call to Xero.</summary>
public sealed class XeroTogetherTests : IAsyncLifetime
{
    private static readonly LocalDate Day = new(2026, 11, 20);
    private XeroFixture? fixture;

    private XeroFixture Xero => fixture!;

    private XeroDocuments New => new(Xero);

    public async ValueTask InitializeAsync() => fixture = await XeroFixture.StartAsync();

    public async ValueTask DisposeAsync() => await Xero.DisposeAsync();

    [Fact]
    public async Task Documents_of_one_resource_cost_one_call()
    {
        await WriteAsync(New.Sale("DB-0", Day, 1m));
        var before = Xero.Sandbox.Calls.Count;
        var outcomes = await WriteAsync(
            New.Sale("DB-1", Day, 1m), New.Trade(DocumentKind.Bill, "DB-2", Day, 3m, 0), New.Trade(DocumentKind.CreditNote, "DB-3", Day, 10m, 2m), New.Sale("DB-4", Day, 5m));
        outcomes.ShouldAllBe(outcome => outcome is WriteOutcome.Accepted);
        outcomes.Select(outcome => ((WriteOutcome.Accepted)outcome).PlatformId).ShouldBeUnique();
        (Xero.Sandbox.Calls.Count - before).ShouldBe(2);
        Xero.Organisation.Standing("Invoices").Count.ShouldBe(4);
    }

    [Fact]
    public async Task One_that_is_refused_takes_no_other_with_it_and_says_why()
    {
        await WriteAsync(New.Sale("DB-1", Day, 1m));
        var outcomes = await WriteAsync(New.Sale("DB-2", Day, 2m), New.Sale("DB-1", Day, 3m), New.Sale("DB-3", Day, 4m));
        outcomes[0].ShouldBeOfType<WriteOutcome.Accepted>();
        outcomes[1].ShouldBeOfType<WriteOutcome.Rejected>().Refusal.ShouldBe(Refusal.DuplicateNumber);
        outcomes[2].ShouldBeOfType<WriteOutcome.Accepted>();
        Xero.Organisation.Standing("Invoices").Count.ShouldBe(3);
    }

    [Fact]
    public async Task What_is_too_much_for_one_call_goes_in_several()
    {
        await WriteAsync(New.Sale("DB-0", Day, 1m));
        var before = Xero.Sandbox.Calls.Count;
        (await WriteAsync(Long("DB-1"), Long("DB-2"), New.Sale("DB-3", Day, 1m))).ShouldAllBe(outcome => outcome is WriteOutcome.Accepted);
        (Xero.Sandbox.Calls.Count - before).ShouldBe(2);
    }

    [Theory]
    [InlineData(FaultKind.FailAfter)]
    [InlineData(FaultKind.DropAfter)]
    [InlineData(FaultKind.FailBefore)]
    public async Task A_lost_answer_leaves_all_of_the_call_to_be_looked_for(FaultKind fault)
    {
        Document[] documents = [New.Sale("DB-1", Day, 1m), New.Sale("DB-2", Day, 2m)];
        await WriteAsync(New.Sale("DB-0", Day, 1m));
        Xero.Sandbox.Plan(new Fault(fault, "PUT", "Invoices"));
        (await WriteAsync(documents)).ShouldAllBe(outcome => outcome is WriteOutcome.Unanswered);
        foreach (var document in documents)
        {
            (await Xero.Books.WriteAsync(Xero.Link, document, _ => null, TestContext.Current.CancellationToken)).ShouldBeOfType<WriteOutcome.Accepted>();
        }

        Xero.Organisation.Standing("Invoices").Count.ShouldBe(3);
    }

    private Document Long(string number)
    {
        var sale = New.Sale(number, Day, 600m);
        return sale with { Lines = [.. Enumerable.Repeat(sale.Lines[0] with { Net = 1m }, 600)] };
    }

    private Task<IReadOnlyList<WriteOutcome>> WriteAsync(params Document[] documents) =>
        Xero.Books.WriteTogetherAsync(Xero.Link, documents, _ => null, TestContext.Current.CancellationToken);
}
