using Daybook.Bookkeeping;
using Daybook.Syncing.Tests.Engine;
using Daybook.Syncing.Tests.Histories;
using Daybook.Syncing.Tests.StandIns;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Syncing.Tests.RealStores;

/// <summary>What holds over random histories in memory holds on the real stores too; a failure says its seed.</summary>
public abstract class StoredHistoryLaws(EngineStorage storage)
{
    private const int Histories = 60;
    private const int Troubled = 20;

    [Fact]
    public async Task A_history_makes_the_books_that_it_makes_in_memory_and_in_the_end_the_plain_sum()
    {
        for (var seed = 1; seed <= Histories; seed++)
        {
            var (stored, memory) = await LiveAsync(seed);

            SyncBoth(stored, memory, History.End, seed);

            stored.Engine.Platform.TrialBalance().ShouldBe(NaiveBooks.Of(await stored.ContentsAsync(), await stored.AccountsAsync()), $"seed {seed}");
            memory.Store.Contents.Count().ShouldBe((await stored.ContentsAsync()).Count, $"seed {seed}");
        }
    }

    [Fact]
    public async Task The_same_pushes_and_sync_again_write_nothing()
    {
        for (var seed = 1001; seed <= 1000 + (Histories / 3); seed++)
        {
            var (stored, _) = await LiveAsync(seed);
            stored.Engine.Sync(History.End);
            foreach (var (received, record) in Pushes(StepsOf(seed)).Where(push => !push.Record.IsDeleted))
            {
                stored.Push(received, record);
            }

            var before = stored.Documents().Count;
            stored.Engine.Sync(History.End).StatusCode.ShouldBe(SyncStatusCode.NothingToWrite, $"seed {seed}");
            stored.Documents().Count.ShouldBe(before, $"seed {seed}");
        }
    }

    [Fact]
    public async Task A_sync_undone_is_as_if_it_had_not_been()
    {
        for (var seed = 2001; seed <= 2000 + (Histories / 3); seed++)
        {
            var (stored, _) = await LiveAsync(seed);
            var before = stored.Engine.Platform.TrialBalance();
            var sync = stored.Engine.Sync(History.End);
            var after = stored.Engine.Platform.TrialBalance();
            stored.Engine.Undo(sync.Id).Refusal.ShouldBeNull($"seed {seed}");
            stored.Engine.Platform.TrialBalance().ShouldBe(before, $"seed {seed}");

            stored.Engine.Sync(History.End);

            stored.Engine.Platform.TrialBalance().ShouldBe(after, $"seed {seed}");
        }
    }

    [Fact]
    public async Task Killed_at_any_point_and_started_again_each_document_is_there_once_and_the_books_are_right()
    {
        for (var seed = 3001; seed <= 3000 + Troubled; seed++)
        {
            var stored = await StoredCompany.NewAsync(storage, PresentationOf(seed));
            Simulator.Run(seed, stored.Engine, stored.Push, stored.Documents);
        }
    }

    /// <summary>Lives through a history on the real store and in memory at once.</summary>
    private async Task<(StoredCompany Stored, SyncedCompany Memory)> LiveAsync(int seed)
    {
        var stored = await StoredCompany.NewAsync(storage, PresentationOf(seed));
        var memory = new SyncedCompany(PresentationOf(seed));
        var syncs = new Stack<(Guid Stored, Guid Memory)>();
        var clock = History.FirstDay;
        foreach (var step in StepsOf(seed))
        {
            clock += Duration.FromHours(1);
            if (step.IsSync())
            {
                syncs.Push(SyncBoth(stored, memory, step.Reach(), seed));
            }
            else if (!step.IsUndo())
            {
                stored.Push(clock, step.Record(clock));
                memory.Store.Push(clock, step.Record(clock));
            }
            else if (syncs.TryPop(out var last))
            {
                var (one, other) = (stored.Engine.Undo(last.Stored), memory.Undo(last.Memory));
                (one.Voided, one.Refusal).ShouldBe((other.Voided, other.Refusal), $"seed {seed}");
                stored.Engine.Platform.TrialBalance().ShouldBe(memory.Platform.TrialBalance(), $"seed {seed}");
            }
        }

        return (stored, memory);
    }

    private static (Guid Stored, Guid Memory) SyncBoth(StoredCompany stored, SyncedCompany memory, Instant to, int seed)
    {
        var (one, other) = (stored.Engine.Sync(to), memory.Sync(to));
        (one.StatusCode, one.ErrorMessage).ShouldBe((other.StatusCode, other.ErrorMessage), $"seed {seed}");
        stored.Engine.Platform.TrialBalance().ShouldBe(memory.Platform.TrialBalance(), $"seed {seed}");
        return (one.Id, other.Id);
    }

    private static IEnumerable<(Instant Received, PushedRecord Record)> Pushes(Step[] steps) => steps
        .Select((step, i) => (Received: History.FirstDay + Duration.FromHours(i + 1), Step: step))
        .Where(timed => !timed.Step.IsSync() && !timed.Step.IsUndo())
        .Select(timed => (timed.Received, timed.Step.Record(timed.Received)));

    private static Step[] StepsOf(int seed)
    {
        var chance = new Chance(seed);
        return [.. Enumerable.Range(0, 20 + (seed % 5 * 10)).Select(_ => chance.Step())];
    }

    private static Presentation PresentationOf(int seed) => seed % 3 == 0 ? Presentation.Journal : Presentation.Invoices;
}

public sealed class SqliteHistoryLaws(SqliteEngineStorage storage) : StoredHistoryLaws(storage), IClassFixture<SqliteEngineStorage>;

public sealed class PostgresHistoryLaws(PostgresEngineStorage storage) : StoredHistoryLaws(storage), IClassFixture<PostgresEngineStorage>;
