using NodaTime;

namespace Daybook.Server.Workers.Schedule;

/// <summary>How scheduled syncs are run.</summary>
/// <param name="IsOn">Whether this server runs scheduled syncs at all; false: only those asked for.</param>
/// <param name="Window">Syncs due at one moment start within this time after it, each company always at the same point of it.</param>
/// <param name="Concurrency">How many run at once on one server: most of a sync is waiting for a platform.</param>
internal sealed record ScheduleSettings(bool IsOn, Duration Window, int Concurrency)
{
    /// <summary>The moment at which a company's turn comes.</summary>
    public Instant Spread(Instant due, Guid company)
    {
        Span<byte> bytes = stackalloc byte[16];
        company.TryWriteBytes(bytes);
        return due + Duration.FromTicks(Window.TotalTicks * BitConverter.ToUInt16(bytes[14..]) / ushort.MaxValue);
    }
}
