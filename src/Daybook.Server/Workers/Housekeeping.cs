using Daybook.Server.Limits;
using Daybook.Server.Requests;
using Daybook.Storage;

namespace Daybook.Server.Workers;

/// <summary>What must be done now and then: forget what has expired, and tell when a used-up quota is whole again.</summary>
internal sealed class Housekeeping(AnswerStore answers, FlowCodeStore codes, PaceStore paces, DailyQuota quota, TimeProvider clock, ILogger<Housekeeping> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>One round.</summary>
    public async Task TidyAsync(CancellationToken cancellationToken)
    {
        await answers.PurgeAsync(clock.Now(), cancellationToken);
        await codes.PurgeAsync(clock.Now(), cancellationToken);
        await paces.PurgeAsync(cancellationToken);
        await quota.TellResetAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryTidyAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task TryTidyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await TidyAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError(fault, "What has expired could not be forgotten; the next round tries again");
        }
    }
}
