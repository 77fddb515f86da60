using Daybook.Bookkeeping;
using Daybook.Sandbox;
using Daybook.Sandbox.Xero.Books;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.Xero;

/// <summary>A day written under random faults, by processes that die between calls: always the same books, each document once.</summary>
public sealed class XeroScheduleTests : IAsyncLifetime
{
    private const int Schedules = 200;
    private static readonly LocalDate Day = new(2026, 11, 20);
    private XeroFixture? fixture;

    private XeroFixture Xero => fixture!;

    public async ValueTask InitializeAsync() => fixture = await XeroFixture.StartAsync();

    public async ValueTask DisposeAsync() => await Xero.DisposeAsync();

    [Fact]
    public async Task Two_hundred_schedules_of_faults_end_in_the_same_books()
    {
        for (var seed = 1; seed <= Schedules; seed++)
        {
            await WriteUnderFaultsAsync(seed);
            var expected = new Dictionary<string, decimal>
            {
                ["Cash"] = 41m * seed, ["Business Bank Account"] = 9m * seed, ["Card Clearing"] = -9m * seed, ["Sales"] = -35m * seed, ["VAT"] = -6m * seed, ["Payment Fees"] = 3m * seed, ["Accounts Payable"] = -3m * seed,
            };
            Xero.Organisation.TrialBalance().ShouldBe(expected, ignoreOrder: true, $"after schedule {seed}");
        }

        Xero.Organisation.Standing("ManualJournals").Count.ShouldBe(Schedules);
        Xero.Organisation.Standing("CreditNotes").ShouldAllBe(note => note.Parts("Allocations").Count == 1);
    }

    private async Task WriteUnderFaultsAsync(int seed)
    {
        var delivery = new TroubledDelivery
        {
            Chance = new Random(seed), Link = Xero.Link, Books = Xero.Books, Restart = Xero.NewBooks, Plan = Xero.Sandbox.Plan, Methods = ["PUT", "PUT", "GET"],
            Kinds = [FaultKind.FailBefore, FaultKind.FailAfter, FaultKind.DropAfter, FaultKind.Maintenance], ExpireTokens = Xero.Sandbox.ExpireAccessTokens,
        };
        var make = new XeroDocuments(Xero);
        var invoice = make.Trade(DocumentKind.SalesInvoice, $"DB-{seed}-1", Day, 40m, 8m);
        var note = make.Trade(DocumentKind.CreditNote, $"DB-{seed}-2", Day, 10m, 2m);
        Document[] day =
        [
            invoice, note,
            make.Trade(DocumentKind.Bill, $"DB-{seed}-3", Day, 3m, 0),
            make.Allocation($"DB-{seed}-4", Day, 12m, note, invoice),
            make.Money(DocumentKind.Payment, $"DB-{seed}-5", Day, 31m, "Cash", invoice),
            make.Transfer($"DB-{seed}-6", Day, 9m, "Card Clearing", "Business Bank Account"),
            make.Journal($"DB-{seed}-7", Day, ("Cash", 5m), ("Sales", -5m)),
            make.Money(DocumentKind.Payment, $"DB-{seed}-8", Day, 5m, "Cash", invoice),
        ];
        if (seed % 2 == 0)
        {
            await delivery.DeliverTogetherAsync(day[..3]);
            await delivery.DeliverTogetherAsync(day[3..]);
            return;
        }

        await delivery.DeliverAsync(day);
    }
}
