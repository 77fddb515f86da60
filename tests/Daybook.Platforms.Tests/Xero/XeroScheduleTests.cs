using Daybook.Bookkeeping;
using Daybook.Platforms.Xero;
using Daybook.Sandbox;
using Daybook.Sandbox.Xero;
using Daybook.Sandbox.Xero.Books;
using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.Xero;

/// <summary>A day written under random faults, by processes that die between calls: always the same books, each document once.</summary>
public sealed class XeroScheduleTests : IAsyncLifetime
{
    private const int Schedules = 200;
    private static readonly LocalDate Day = new(2026, 11, 20);
    private static readonly string[] Methods = ["PUT", "PUT", "GET"];
    private XeroFixture? fixture;

    private XeroFixture Xero => fixture!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

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
        var chance = new Random(seed);
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
        var written = new Dictionary<Guid, string>();
        foreach (var document in day)
        {
            written[document.Id] = await DeliverAsync(document, written, chance);
        }
    }

    /// <summary>As a sync does: what gave no answer is looked for before it is sent again.</summary>
    private async Task<string> DeliverAsync(Document document, Dictionary<Guid, string> written, Random chance)
    {
        var books = chance.Next(3) == 0 ? Xero.NewBooks() : Xero.Books;
        PlanFaults(chance);
        var wasLost = false;
        for (var attempt = 0; attempt < 30; attempt++)
        {
            if (wasLost && await FoundAsync(books, document, written) is { } found)
            {
                return found;
            }

            switch (await books.WriteAsync(Xero.Link, document, written.GetValueOrDefault, Cancel))
            {
                case WriteOutcome.Accepted accepted:
                    return accepted.PlatformId;
                case WriteOutcome.Rejected rejected:
                    throw new InvalidOperationException($"{document.Number}: {rejected.Message}");
            }

            wasLost = true;
            books = chance.Next(2) == 0 ? Xero.NewBooks() : books;
        }

        throw new InvalidOperationException($"{document.Number} was never answered.");
    }

    private async Task<string?> FoundAsync(XeroBooks books, Document document, Dictionary<Guid, string> written)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await books.FindAsync(Xero.Link, document, written.GetValueOrDefault, Cancel);
            }
            catch (PlatformUnavailableException) when (attempt < 10)
            {
                // As long as the platform can't be asked, nothing is sent.
            }
        }
    }

    private void PlanFaults(Random chance)
    {
        FaultKind[] kinds = [FaultKind.FailBefore, FaultKind.FailAfter, FaultKind.DropAfter, FaultKind.Maintenance];
        for (var faults = chance.Next(4); faults > 0; faults--)
        {
            Xero.Sandbox.Plan(new Fault(kinds[chance.Next(kinds.Length)], Methods[chance.Next(Methods.Length)], ""));
        }

        if (chance.Next(5) == 0)
        {
            Xero.Sandbox.ExpireAccessTokens();
        }
    }
}
