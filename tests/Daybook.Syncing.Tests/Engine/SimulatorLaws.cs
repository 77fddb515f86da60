using Daybook.Bookkeeping;
using Daybook.Syncing.Tests.Histories;
using Daybook.Syncing.Tests.StandIns;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Syncing.Tests.Engine;

/// <summary>A seeded simulator: crashes between any two steps, lost answers and refusals, then the books must be those of a company that had a quiet life.</summary>
public sealed class SimulatorLaws
{
    private const int Seeds = 400;

    [Fact]
    public void Killed_at_any_point_and_started_again_each_document_is_there_once_and_the_books_are_right()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var chance = new Chance(seed);
            var troubled = new SyncedCompany(seed % 2 == 0 ? Presentation.Invoices : Presentation.Journal);
            var quiet = new SyncedCompany(Presentation.Journal);
            var kills = 40;
            troubled.StoreSeen = store => Crashing<ISyncStore>.Before(store, () => kills > 0 && chance.OneIn(12) && kills-- > 0);
            troubled.PlatformSeen = platform => Crashing<IAccountingPlatform>.Before(platform, () => kills > 0 && chance.OneIn(12) && kills-- > 0);
            troubled.Platform.Faults = _ => kills <= 0 ? null : chance.OneIn(6) ? Fault.LostAfter : chance.OneIn(6) ? Fault.LostBefore : chance.OneIn(20) ? Fault.Refused : null;
            var clock = History.FirstDay;
            for (var i = 0; i < 60; i++)
            {
                clock += Duration.FromHours(2);
                var step = chance.Step();
                if (step.IsSync() || step.IsUndo())
                {
                    TrySync(troubled, step.Reach());
                    continue;
                }

                var record = step.Record(clock);
                troubled.Store.Push(clock, record);
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
            troubled.Store.Documents.Where(stored => stored.State == DocumentState.Accepted && stored.Document.Kind != DocumentKind.Netted).Select(stored => stored.Document.Id).Order()
                .ShouldBe(troubled.Platform.Books.Select(document => document.Id).Order(), $"seed {seed}");
        }
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

    /// <summary>Chance that a seed decides.</summary>
    private sealed class Chance(int seed)
    {
        private ulong state = (ulong)seed * 0x9E3779B97F4A7C15;

        public bool OneIn(int n) => Next() % (ulong)n == 0;

        public Step Step() => new((byte)Next(), (byte)Next(), (byte)Next(), (byte)Next(), (byte)Next());

        private ulong Next()
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            return state >> 11;
        }
    }
}
