using Daybook.Syncing.Tests.StandIns;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Syncing.Tests.Engine;

/// <summary>A sync that waits for its platform, and what it does while the database is out of reach.</summary>
public sealed class LifeLaws
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SetTime time = new();
    private readonly TaskCompletionSource<CancellationToken> sending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SyncedCompany company = new();
    private Func<CancellationToken, Task> reach = _ => Task.CompletedTask;
    private int signs;

    [Fact]
    public async Task What_can_not_show_that_it_lives_stops_before_another_may_take_it_over()
    {
        reach = token => Task.Delay(Timeout.Infinite, token);
        var running = Run(aloneSince: null);
        var token = await sending.Task.WaitAsync(Patience);
        time.Pass(TimeSpan.FromSeconds(39));
        token.IsCancellationRequested.ShouldBeFalse();
        time.Pass(TimeSpan.FromSeconds(2));
        await Should.ThrowAsync<SyncTakenOverException>(() => running.WaitAsync(Patience));
        token.IsCancellationRequested.ShouldBeTrue();
        company.Store.Syncs.ShouldHaveSingleItem().FinishedAt.ShouldBeNull("Whether it is another's is not known, so nothing is said of it.");
    }

    [Fact]
    public async Task A_sign_of_life_now_and_then_is_enough_however_long_the_platform_takes()
    {
        var running = Run(aloneSince: null);
        var token = await sending.Task.WaitAsync(Patience);
        for (var minute = 0; minute < 20; minute++)
        {
            reach = minute % 2 == 0 ? _ => Task.CompletedTask : _ => throw new IOException("gone for a moment");
            var before = Volatile.Read(ref signs);
            time.Pass(TimeSpan.FromSeconds(11));
            await UntilAsync(() => Volatile.Read(ref signs) > before);
        }

        token.IsCancellationRequested.ShouldBeFalse();
        running.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_process_that_is_the_only_one_waits_for_its_database()
    {
        reach = token => Task.Delay(Timeout.Infinite, token);
        var running = Run(aloneSince: Instant.MinValue);
        var token = await sending.Task.WaitAsync(Patience);
        time.Pass(TimeSpan.FromMinutes(5));
        token.IsCancellationRequested.ShouldBeFalse();
        running.IsCompleted.ShouldBeFalse();
    }

    /// <summary>Starts a sync that waits at its first document.</summary>
    private async Task<Sync> Run(Instant? aloneSince)
    {
        company.Store.Push(Shop.At("2026-11-20T11:00:00Z"), Shop.Pushed(Shop.Order("o", "2026-11-20T10:00:00Z", 12, Shop.Line(12, 2, 20))));
        company.StoreSeen = store => Between<ISyncStore>.Before(store, nameof(ISyncStore.ShowLifeAsync), ShowAsync);
        company.PlatformSeen = platform => Between<IAccountingPlatform>.Before(platform, nameof(IAccountingPlatform.WriteAsync), SendAsync);
        var engine = company.Engine(time, new SyncEngineOptions { AloneSince = aloneSince });
        var span = new SyncSpan(null, Shop.At("2026-12-31T00:00:00Z"));
        var (begun, _) = await engine.BeginAsync(company.Target, span, default);
        return await engine.CarryOutAsync(company.Target, begun!, span, default);
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref signs);
        await reach(cancellationToken);
    }

    private async Task<WriteOutcome> SendAsync(CancellationToken cancellationToken)
    {
        sending.TrySetResult(cancellationToken);
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return new WriteOutcome.Unanswered("never");
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var stop = new CancellationTokenSource(Patience);
        while (!holds())
        {
            await Task.Delay(5, stop.Token);
        }
    }
}
