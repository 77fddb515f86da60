using Daybook.Bookkeeping;
using Daybook.Sandbox;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.FreeAgent;

/// <summary>A day written under random faults, by processes that die between calls: always the same books, each document once.</summary>
public sealed class FreeAgentScheduleTests : IAsyncLifetime
{
    private const int Schedules = 200;
    private FreeAgentFixture? fixture;

    private FreeAgentFixture FreeAgent => fixture!;

    public async ValueTask InitializeAsync() => fixture = await FreeAgentFixture.StartAsync();

    public async ValueTask DisposeAsync() => await FreeAgent.DisposeAsync();

    [Fact]
    public async Task Two_hundred_schedules_of_faults_end_in_the_same_books()
    {
        for (var seed = 1; seed <= Schedules; seed++)
        {
            await WriteUnderFaultsAsync(seed);
            var expected = new Dictionary<string, decimal>
            {
                ["Cash"] = 36m * seed, ["Current Account"] = 15m * seed, ["Card Payments"] = -9m * seed, ["Sales"] = -41m * seed, ["VAT Charged"] = -6m * seed, ["Payment Fees"] = 3m * seed,
                ["Trade Creditors"] = -3m * seed, ["Tips"] = -2m * seed, ["Card Clearing"] = 7m * seed,
            };
            FreeAgent.Company.TrialBalance().ShouldBe(expected, ignoreOrder: true, $"after schedule {seed}");
        }

        FreeAgent.Company.Count("journal_sets").ShouldBe(2 * Schedules);
        FreeAgent.Company.Count("credit_note_reconciliations").ShouldBe(2 * Schedules);
        FreeAgent.Company.List("bank_transactions").ShouldAllBe(movement => movement.Amount("unexplained_amount") == 0);
    }

    private async Task WriteUnderFaultsAsync(int seed)
    {
        var delivery = new TroubledDelivery
        {
            Chance = new Random(seed), Link = FreeAgent.Link, Books = FreeAgent.Books, Restart = FreeAgent.NewBooks, Plan = FreeAgent.Sandbox.Plan, Methods = ["POST", "POST", "PUT", "GET"],
            Kinds = [FaultKind.FailBefore, FaultKind.FailAfter, FaultKind.DropAfter, FaultKind.Maintenance], ExpireTokens = FreeAgent.Sandbox.ExpireAccessTokens,
        };
        var make = new FreeAgentDocuments(FreeAgent);

        // A day of its own for each: FreeAgent has no closer search.
        var day = new LocalDate(2026, 1, 1).PlusDays(seed);
        var invoice = make.Trade(DocumentKind.SalesInvoice, $"DB-{seed}-1", day, 40m, 8m);
        var note = make.Trade(DocumentKind.CreditNote, $"DB-{seed}-2", day, 10m, 2m);
        Document[] documents =
        [
            invoice, note,
            make.Trade(DocumentKind.Bill, $"DB-{seed}-3", day, 3m, 0),
            make.Allocation($"DB-{seed}-4", day, 12m, note, invoice),
            make.Money(DocumentKind.Payment, $"DB-{seed}-5", day, 29m, "Cash", invoice),
            make.Transfer($"DB-{seed}-6", day, 9m, "Card Payments", "Current Account"),
            make.Journal($"DB-{seed}-7", day, ("Current Account", 6m), ("Cash", 5m), ("Sales", -11m)),
            make.Money(DocumentKind.Payment, $"DB-{seed}-8", day, 7m, "Card Clearing", invoice),
            make.Trade(DocumentKind.SalesInvoice, $"DB-{seed}-9", day, 2m, 0, "Tips"),
        ];
        await delivery.DeliverAsync(documents);
        await delivery.DeliverAsync([make.Money(DocumentKind.Payment, $"DB-{seed}-10", day, 2m, "Cash", documents[^1])]);
    }
}
