using Daybook.Bookkeeping;
using Daybook.Sandbox;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.QuickBooks;

/// <summary>A day written under random faults, by processes that die between calls: always the same books, each document once.</summary>
public sealed class QuickBooksScheduleTests : IAsyncLifetime
{
    private const int Schedules = 200;
    private static readonly LocalDate Day = new(2026, 11, 20);
    private QuickBooksFixture? fixture;

    private QuickBooksFixture QuickBooks => fixture!;

    public async ValueTask InitializeAsync() => fixture = await QuickBooksFixture.StartAsync();

    public async ValueTask DisposeAsync() => await QuickBooks.DisposeAsync();

    [Fact]
    public async Task Two_hundred_schedules_of_faults_end_in_the_same_books()
    {
        for (var seed = 1; seed <= Schedules; seed++)
        {
            await WriteUnderFaultsAsync(seed);
            var expected = new Dictionary<string, decimal>
            {
                ["Accounts Receivable (A/R)"] = 4m * seed, ["Cash"] = 32m * seed, ["Gift Cards"] = 5m * seed, ["Business Bank Account"] = 9m * seed, ["Card Clearing"] = -12m * seed, ["Sales"] = -35m * seed, ["VAT Control"] = -6m * seed, ["Payment Fees"] = 3m * seed,
            };
            QuickBooks.Company.TrialBalance().ShouldBe(expected, ignoreOrder: true, $"after schedule {seed}");
        }

        QuickBooks.Company.Standing("JournalEntry").Count.ShouldBe(4 * Schedules);
        QuickBooks.Company.Standing("CreditMemo").ShouldAllBe(note => note.Amount("Balance") == 0);
    }

    private async Task WriteUnderFaultsAsync(int seed)
    {
        var delivery = new TroubledDelivery
        {
            Chance = new Random(seed), Link = QuickBooks.Link, Books = QuickBooks.Books, Restart = QuickBooks.NewBooks, Plan = QuickBooks.Sandbox.Plan, Methods = ["POST", "POST", "GET"],
            Kinds = [FaultKind.FailBefore, FaultKind.FailAfter, FaultKind.DropAfter, FaultKind.Maintenance, FaultKind.TooMany], ExpireTokens = QuickBooks.Sandbox.ExpireAccessTokens,
        };
        var make = new QuickBooksDocuments(QuickBooks);
        var invoice = make.Trade(DocumentKind.SalesInvoice, $"DB-{seed}-1", Day, 40m, 8m);
        var note = make.Trade(DocumentKind.CreditNote, $"DB-{seed}-2", Day, 10m, 2m);
        var bill = make.Trade(DocumentKind.Bill, $"DB-{seed}-3", Day, 3m, 0);
        Document[] day =
        [
            invoice, note, bill,
            make.Journal($"DB-{seed}-4", Day, ("Cash", 5m), ("Sales", -5m)),
            make.Money(DocumentKind.Payment, $"DB-{seed}-5", Day, 31m, "Cash", invoice),
            make.Money(DocumentKind.Payment, $"DB-{seed}-6", Day, 5m, "Gift Cards", invoice),
            make.Money(DocumentKind.Refund, $"DB-{seed}-7", Day, 4m, "Cash", note),
            make.Money(DocumentKind.BillPayment, $"DB-{seed}-8", Day, 3m, "Card Clearing", bill),
            make.Transfer($"DB-{seed}-9", Day, 9m, "Card Clearing", "Business Bank Account"),
            make.Allocation($"DB-{seed}-10", Day, 8m, note, invoice),
        ];
        if (seed % 2 == 0)
        {
            await delivery.DeliverTogetherAsync([.. day[..4], day[8]]);
            await delivery.DeliverTogetherAsync([.. day[4..8], day[9]]);
            return;
        }

        await delivery.DeliverAsync(day);
    }
}
