using Daybook.Bookkeeping;
using Daybook.Platforms.Tryton;
using Daybook.Syncing;
using Daybook.Testing;
using NodaTime;
using Shouldly;
using Xunit;
using static Daybook.Platforms.Tryton.TrytonJson;

namespace Daybook.Platforms.Tests.Tryton;

/// <summary>What stands in the books is found again by a server that has forgotten that it wrote it.</summary>
public sealed class TrytonStandingTests(TrytonServer server) : TrytonTests(server)
{
    [Fact]
    public async Task Every_document_is_told_and_can_be_taken_back_by_what_is_told_of_it()
    {
        var (invoice, note) = (New.Sale("DB-20261120-1", Day, 20m), New.Trade(DocumentKind.CreditNote, "DB-20261120-2", Day, (Tryton.Account("Sales"), 10m, 2m, Tryton.Tax(20))));
        Document[] day =
        [
            invoice, note,
            New.Trade(DocumentKind.Bill, "DB-20261120-3", Day, (Tryton.Account("Payment Fees"), 2m, 0, null)),
            New.Money(DocumentKind.Payment, "DB-20261120-4", Day, 5m, "Cash", invoice),
            TrytonDocuments.Allocation("DB-20261120-5", Day, 6m, note, invoice),
            New.Money(DocumentKind.Overpayment, "DB-20261120-6", Day, 3m, "Cash"),
            TrytonDocuments.Journal("DB-20261120-7", Day, (Tryton.Account("Cash"), 1m), (Tryton.Account("Sales"), -1m)),
        ];
        await WriteAsync(day);
        await TellAsync();
        var standing = await ReadAsync();
        standing.OrderBy(one => one.Number, StringComparer.Ordinal).Select(one => (one.Number, one.PlatformId, one.Date, one.IsVoid)).ShouldBe(day.Select(document => (document.Number, IdOf(document), Day, false)));
        standing.Single(one => one.Number == "DB-20261120-4").Settles.ShouldBe([IdOf(invoice)]);

        foreach (var one in standing.OrderByDescending(one => one.Kind.Rank()).ThenByDescending(one => one.Number, StringComparer.Ordinal))
        {
            var known = invoice with { Id = one.Id, Number = one.Number, Kind = one.Kind, Lines = [], Ledger = [], Total = 0 };
            using var later = Tryton.NewBooks();
            var outcome = await later.VoidAsync(Tryton.Link, known, one.PlatformId, Cancel);
            outcome.ShouldBeOfType<WriteOutcome.Accepted>($"{one.Number} {(outcome as WriteOutcome.Rejected)?.Message}");
        }

        (await Tryton.BalancesAsync()).ShouldBeEmpty();
        (await ReadAsync()).ShouldAllBe(one => one.IsVoid);
    }

    [Fact]
    public async Task A_draft_that_a_killed_process_left_behind_is_told_and_goes_when_it_is_taken_back()
    {
        var entry = TrytonDocuments.Journal("DB-20261120-1", Day, (Tryton.Account("Cash"), 1m), (Tryton.Account("Sales"), -1m));
        Net.Reset(deadFrom: 1 + await CallsUntilCreatedAsync());
        (await TryAsync(entry)).ShouldBeOfType<WriteOutcome.Unanswered>();
        Net.Reset();
        var draft = (await ReadAsync()).Single(one => one.Number == entry.Number);
        using var later = Tryton.NewBooks();
        (await later.VoidAsync(Tryton.Link, entry with { Id = draft.Id }, draft.PlatformId, Cancel)).ShouldBeOfType<WriteOutcome.Accepted>();
        (await ReadAsync()).ShouldNotContain(one => one.Number == entry.Number);
    }

    /// <summary>The documents as Tryton lists them, for docs/platforms/tryton.md.</summary>
    private async Task TellAsync()
    {
        foreach (var invoice in await Tryton.Owner.SearchAsync(TrytonId.Invoice, [], ["number", "type", "reference", "state", "total_amount"], Cancel))
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"| {invoice.Text("number")} | {invoice.Text("type")} | {invoice.Text("state")} | {invoice.Amount("total_amount")} | {invoice.Text("reference")} |");
        }

        foreach (var move in await Tryton.Owner.SearchAsync(TrytonId.Move, [Where("description", "!=", null)], ["number", "description", "state", "origin", "lines"], Cancel))
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"| {move.Text("number")} | {move.Text("origin")} | {move.Text("state")} | {move.Links("lines").Count} lines | {move.Text("description")} |");
        }
    }

    /// <summary>How many calls it takes until a draft of a journal entry is there: one looks, one creates, the chart being read already.</summary>
    private async Task<int> CallsUntilCreatedAsync()
    {
        await WriteAsync(TrytonDocuments.Journal("DB-20261120-9", Day, (Tryton.Account("Cash"), 2m), (Tryton.Account("Sales"), -2m)));
        return 2;
    }

    private Task<IReadOnlyList<StandingDocument>> ReadAsync() => Tryton.Books.ReadStandingAsync(Tryton.Link, new DaySpan(new HashSet<LocalDate>(), Day), Cancel);
}
