namespace Daybook.Sandbox;

/// <summary>How slowly the stand-ins answer: half of the time passes before anything is done, half after it.</summary>
public sealed class Slowness(TimeProvider clock)
{
    // Multiples of the golden ratio spread evenly, however many there are.
    private const double Golden = 0.618_033_988_75;
    private int answers;

    /// <summary>The shortest time to an answer; default: at once.</summary>
    public TimeSpan Least { get; set; }

    /// <summary>The longest.</summary>
    public TimeSpan Most { get; set; }

    internal async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        if (Most > TimeSpan.Zero)
        {
            var half = (Least + ((Most - Least) * (Interlocked.Increment(ref answers) * Golden % 1))) / 2;
            await Task.Delay(half, clock, context.RequestAborted);
            context.Response.OnStarting(() => Task.Delay(half, clock, CancellationToken.None));
        }

        await next(context);
    }
}
