using Daybook.Bookkeeping;
using Daybook.Syncing.Tests.StandIns;
using NodaTime;
using Shouldly;
using Xunit;
using static Daybook.Syncing.Tests.StandIns.Shop;

namespace Daybook.Syncing.Tests.Engine;

/// <summary>How often the books are asked for all that they hold: platforms count every call.</summary>
public sealed class ComparedLaws
{
    private readonly SyncedCompany company = new(Presentation.Journal);
    private int days;

    [Fact]
    public async Task A_process_asks_once_and_the_next_one_again()
    {
        var engine = company.Engine();
        await SellAndSyncAsync(engine);
        await SellAndSyncAsync(engine);
        await SellAndSyncAsync(engine);
        company.Platform.TimesAskedForAll.ShouldBe(1);
        await SellAndSyncAsync(company.Engine());
        company.Platform.TimesAskedForAll.ShouldBe(2);
    }

    [Fact]
    public async Task A_database_that_no_longer_knows_what_was_written_is_noticed()
    {
        var forgets = false;
        company.StoreSeen = store => Between<ISyncStore>.Before(store, nameof(ISyncStore.ReadKnownAsync), _ => Task.FromResult<IReadOnlySet<Guid>>(
            forgets ? new HashSet<Guid>() : company.Store.Documents.Select(stored => stored.Document.Id).ToHashSet()));
        var engine = company.Engine();
        await SellAndSyncAsync(engine);
        await SellAndSyncAsync(engine);
        company.Platform.TimesAskedForAll.ShouldBe(1);
        forgets = true;
        await SellAndSyncAsync(engine);
        company.Platform.TimesAskedForAll.ShouldBe(2);
    }

    [Fact]
    public async Task What_was_refused_has_the_next_sync_ask_again()
    {
        var engine = company.Engine();
        await SellAndSyncAsync(engine);
        company.Platform.Faults = _ => Fault.Refused;
        (await SellAndSyncAsync(engine)).StatusCode.ShouldBe(SyncStatusCode.WriteError);
        company.Platform.Faults = _ => null;
        await SellAndSyncAsync(engine);
        company.Platform.TimesAskedForAll.ShouldBe(2);
    }

    private async Task<Sync> SellAndSyncAsync(SyncEngine engine)
    {
        var at = At("2026-06-01T10:00:00Z") + Duration.FromDays(days++);
        company.Store.Push(at, Pushed(Order($"o{days}", at.ToString(), 10m, Line(10m, 0m, 0))));
        var span = new SyncSpan(null, at + Duration.FromDays(1));
        var (begun, _) = await engine.BeginAsync(company.Target, span, default);
        return await engine.CarryOutAsync(company.Target, begun!, span, default);
    }
}
