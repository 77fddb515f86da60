using System.Diagnostics;
using System.Globalization;
using Daybook.Bookkeeping;
using Daybook.Platforms.Tryton;
using Daybook.Syncing;
using Daybook.Testing;
using Shouldly;
using Xunit;
using static Daybook.Platforms.Tryton.TrytonJson;

namespace Daybook.Platforms.Tests.Tryton;

/// <summary>A day written to a real Tryton under random faults, by processes that die between calls: always the same books, each document once.</summary>
public sealed class TrytonScheduleTests(TrytonServer server) : TrytonTests(server)
{
    /// <summary>How many schedules share their books: the fuller they are, the longer Tryton takes.</summary>
    private const int InOneBooks = 10;

    private readonly Dictionary<Guid, string> written = [];
    private TrytonBooks? process;
    private int sinceGone;

    /// <summary>The first of each books' schedules: of 200 in all where <c>TRYTON_SCHEDULES</c> asks for so many; else of 30, since Tryton takes some seconds for each.</summary>
    public static TheoryData<int> Firsts
    {
        get
        {
            var all = Environment.GetEnvironmentVariable("TRYTON_SCHEDULES") is { Length: > 0 } asked ? int.Parse(asked, CultureInfo.InvariantCulture) : 30;
            return [.. Enumerable.Range(0, all / InOneBooks).Select(books => 1 + (books * InOneBooks))];
        }
    }

    [Theory]
    [MemberData(nameof(Firsts))]
    public async Task Schedules_of_faults_end_in_the_same_books(int first)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            for (var count = 1; count <= InOneBooks; count++)
            {
                await WriteUnderFaultsAsync(first + count - 1);
                var expected = new Dictionary<string, decimal>
                {
                    ["Main Receivable"] = 5m * count, ["Cash"] = 36m * count, ["Bank"] = 9m * count, ["Card clearing"] = -9m * count, ["Sales"] = -35m * count, ["VAT"] = -6m * count, ["Payment Fees"] = 3m * count,
                    ["Main Payable"] = -3m * count,
                };
                (await Tryton.BalancesAsync()).ShouldBe(expected, ignoreOrder: true, $"after schedule {first + count - 1}");
            }
        }
        finally
        {
            process?.Dispose();
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{InOneBooks} schedules in {watch.Elapsed.TotalSeconds:0} s");
        foreach (var model in (string[])[TrytonId.Invoice, TrytonId.Move])
        {
            (await Tryton.Owner.SearchAsync(model, [Where("state", "=", "draft")], ["state"], Cancel)).ShouldBeEmpty();
        }

        var standing = await Tryton.Books.ReadStandingAsync(Tryton.Link, new DaySpan(new HashSet<NodaTime.LocalDate>(), Day), Cancel);
        standing.Select(one => one.Number).ShouldBeUnique();
        standing.Count.ShouldBe(7 * InOneBooks);
    }

    private async Task WriteUnderFaultsAsync(int seed)
    {
        var chance = new Random(seed);
        string Number(int count) => $"DB-20261120-{(100 * seed) + count}";
        var invoice = New.Trade(DocumentKind.SalesInvoice, Number(1), Day, (Tryton.Account("Sales"), 40m, 8m, Tryton.Tax(20)));
        var note = New.Trade(DocumentKind.CreditNote, Number(2), Day, (Tryton.Account("Sales"), 10m, 2m, Tryton.Tax(20)));
        Document[] day =
        [
            invoice, note,
            New.Trade(DocumentKind.Bill, Number(3), Day, (Tryton.Account("Payment Fees"), 3m, 0, null)),
            TrytonDocuments.Allocation(Number(4), Day, 12m, note, invoice),
            New.Money(DocumentKind.Payment, Number(5), Day, 31m, "Cash", invoice),
            New.Transfer(Number(6), Day, 9m, "Card clearing", "Bank"),
            TrytonDocuments.Journal(Number(7), Day, (Tryton.Account("Cash"), 5m), (Tryton.Account("Sales"), -5m)),
        ];
        foreach (var document in day)
        {
            Net.Chance = () => Fault(chance);
            written[document.Id] = await DeliverAsync(document, chance);
            Net.Chance = null;
        }
    }

    /// <summary>A session that is gone, and gone again before the call could be repeated, would end the connection.</summary>
    private NetFault Fault(Random chance)
    {
        sinceGone++;
        var fault = chance.Next(12) == 0 ? (NetFault)chance.Next(1, 7) : NetFault.None;
        if (fault != NetFault.SessionGone)
        {
            return fault;
        }

        var isSoon = sinceGone < 4;
        sinceGone = 0;
        return isSoon ? NetFault.None : fault;
    }

    /// <summary>As a sync does: what gave no answer is looked for before it is sent again. A process that dies does no call more, and the next knows nothing of it.</summary>
    private async Task<string> DeliverAsync(Document document, Random chance)
    {
        var wasLost = false;
        for (var attempt = 0; attempt < 40; attempt++)
        {
            Net.Reset(deadFrom: chance.Next(4) == 0 ? chance.Next(1, 8) : 0);
            try
            {
                if (wasLost && await Process(chance).FindAsync(Tryton.Link, document, written.GetValueOrDefault, Cancel) is { } found)
                {
                    Net.Reset();
                    return found;
                }
            }
            catch (PlatformUnavailableException)
            {
                // As long as Tryton can't be asked, nothing is sent.
                continue;
            }

            switch (await Process(chance).WriteAsync(Tryton.Link, document, written.GetValueOrDefault, Cancel))
            {
                case WriteOutcome.Accepted accepted:
                    Net.Reset();
                    return accepted.PlatformId;
                case WriteOutcome.Rejected rejected:
                    throw new InvalidOperationException($"{document.Number}: {rejected.Message}");
            }

            wasLost = true;
        }

        throw new InvalidOperationException($"{document.Number} was never answered.");
    }

    /// <summary>The process that goes on, or another in its place.</summary>
    private TrytonBooks Process(Random chance)
    {
        if (process is null || Net.DeadFrom > 0 || chance.Next(6) == 0)
        {
            process?.Dispose();
            process = Tryton.NewBooks();
        }

        return process;
    }
}
