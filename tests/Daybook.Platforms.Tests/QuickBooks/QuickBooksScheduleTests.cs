using Daybook.Bookkeeping;
using Daybook.Platforms.QuickBooks;
using Daybook.Sandbox;
using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.QuickBooks;

/// <summary>A day written under random faults, by processes that die between calls: always the same books, each document once.</summary>
public sealed class QuickBooksScheduleTests : IAsyncLifetime
{
    private const int Schedules = 200;
    private static readonly LocalDate Day = new(2026, 11, 20);
    private static readonly string[] Methods = ["POST", "POST", "GET"];
    private QuickBooksFixture? fixture;

    private QuickBooksFixture QuickBooks => fixture!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

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
        var chance = new Random(seed);
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
        var written = new Dictionary<Guid, string>();
        foreach (var document in day)
        {
            written[document.Id] = await DeliverAsync(document, written, chance);
        }
    }

    /// <summary>As a sync does: what gave no answer is looked for before it is sent again.</summary>
    private async Task<string> DeliverAsync(Document document, Dictionary<Guid, string> written, Random chance)
    {
        var books = chance.Next(3) == 0 ? QuickBooks.NewBooks() : QuickBooks.Books;
        PlanFaults(chance);
        var wasLost = false;
        for (var attempt = 0; attempt < 30; attempt++)
        {
            if (wasLost && await FoundAsync(books, document, written) is { } found)
            {
                return found;
            }

            switch (await books.WriteAsync(QuickBooks.Link, document, written.GetValueOrDefault, Cancel))
            {
                case WriteOutcome.Accepted accepted:
                    return accepted.PlatformId;
                case WriteOutcome.Rejected rejected:
                    throw new InvalidOperationException($"{document.Number}: {rejected.Message}");
            }

            wasLost = true;
            books = chance.Next(2) == 0 ? QuickBooks.NewBooks() : books;
        }

        throw new InvalidOperationException($"{document.Number} was never answered.");
    }

    private async Task<string?> FoundAsync(QuickBooksBooks books, Document document, Dictionary<Guid, string> written)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await books.FindAsync(QuickBooks.Link, document, written.GetValueOrDefault, Cancel);
            }
            catch (PlatformUnavailableException) when (attempt < 10)
            {
                // As long as the platform can't be asked, nothing is sent.
            }
        }
    }

    private void PlanFaults(Random chance)
    {
        FaultKind[] kinds = [FaultKind.FailBefore, FaultKind.FailAfter, FaultKind.DropAfter, FaultKind.Maintenance, FaultKind.TooMany];
        for (var faults = chance.Next(4); faults > 0; faults--)
        {
            QuickBooks.Sandbox.Plan(new Fault(kinds[chance.Next(kinds.Length)], Methods[chance.Next(Methods.Length)], ""));
        }

        if (chance.Next(5) == 0)
        {
            QuickBooks.Sandbox.ExpireAccessTokens();
        }
    }
}
