using Daybook.Bookkeeping;
using Daybook.Syncing.Tests.Histories;
using Daybook.Syncing.Tests.StandIns;
using NodaTime;
using Shouldly;

namespace Daybook.Syncing.Tests.Engine;

/// <summary>A seeded simulator: crashes between any two steps, lost answers and refusals, then the books must be those of a company that had a quiet life.</summary>
internal static class Simulator
{
    private const int Steps = 60;

    /// <summary>Gives a company a troubled life.</summary>
    /// <param name="seed">Decides what happens.</param>
    /// <param name="troubled">The company, on any store.</param>
    /// <param name="push">Pushes a record into its store.</param>
    /// <param name="documents">All documents of its store.</param>
    public static void Run(int seed, SyncedCompany troubled, Action<Instant, PushedRecord> push, Func<IEnumerable<StoredDocument>> documents)
    {
        var chance = new Chance(seed);
        var quiet = new SyncedCompany(Presentation.Journal);
        var kills = 40;
        var seen = troubled.StoreSeen;
        troubled.StoreSeen = store => Crashing<ISyncStore>.Before(seen(store), Strikes);
        troubled.PlatformSeen = platform => platform is IBatchingPlatform batching
            ? Crashing<IBatchingPlatform>.Before(batching, Strikes)
            : Crashing<IAccountingPlatform>.Before(platform, Strikes);
        troubled.Platform.Faults = _ => kills <= 0 ? null : chance.OneIn(6) ? Fault.LostAfter : chance.OneIn(6) ? Fault.LostBefore : chance.OneIn(20) ? Fault.Refused : null;
        var clock = History.FirstDay;
        for (var i = 0; i < Steps; i++)
        {
            clock += Duration.FromHours(2);
            var step = chance.Step();
            if (step.IsSync() || step.IsUndo())
            {
                TrySync(troubled, step.Reach());
                continue;
            }

            var record = step.Record(clock);
            push(clock, record);
            quiet.Store.Push(clock, record);
        }

        while (kills > 0)
        {
            TrySync(troubled, History.End);
            kills--;
        }

        troubled.Sync(History.End).StatusCode.ShouldBeOneOf([SyncStatusCode.Success, SyncStatusCode.NothingToWrite], $"seed {seed}");
        quiet.Sync(History.End);

        troubled.Platform.TrialBalance().ShouldBe(quiet.Platform.TrialBalance(), $"seed {seed}");
        troubled.Platform.Writes.Values.ShouldAllBe(times => times == 1, $"seed {seed}");
        troubled.Platform.Books.Select(document => document.Number).ShouldBeUnique($"seed {seed}");
        documents().Where(stored => stored.State == DocumentState.Accepted && stored.Document.Kind != DocumentKind.Netted).Select(stored => stored.Document.Id).Order()
            .ShouldBe(troubled.Platform.Books.Select(document => document.Id).Order(), $"seed {seed}");

        bool Strikes() => kills > 0 && chance.OneIn(12) && kills-- > 0;
    }

    private static void TrySync(SyncedCompany company, Instant to)
    {
        try
        {
            company.Sync(to);
        }
        catch (KilledException)
        {
            // The next one takes over.
        }
        catch (System.Reflection.TargetInvocationException killed) when (killed.InnerException is KilledException)
        {
            // The same, seen through the proxy.
        }
    }
}
