using NodaTime;

namespace Daybook.Syncing;

/// <summary>How the syncs that a schedule started have gone lately.</summary>
public sealed record ScheduleState
{
    /// <summary>After so many failed days in a row the company's syncs are switched off.</summary>
    public const int FailedDaysUntilOff = 31;

    private static readonly Duration[] Delays = [Duration.FromMinutes(5), Duration.FromMinutes(15), Duration.FromHours(1), Duration.FromHours(4)];

    /// <summary>How often it was tried in vain since the last success, or since the last new day.</summary>
    public int Attempts { get; init; }

    /// <summary>On how many days in a row it failed.</summary>
    public int FailedDays { get; init; }

    /// <summary>The last of these days; null where there is none.</summary>
    public LocalDate? FailedOn { get; init; }

    /// <summary>The due moment that has been checked ahead, or null.</summary>
    public Instant? CheckedFor { get; init; }

    /// <summary>What that check found: what would keep the coming sync from running, while there is time to mend it.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Where the last sync ran while the clock was ahead: the moment that it was found to be. Until the next success it counts as having reached no further. Null: the clock has been right.</summary>
    public Instant? AgainFrom { get; init; }

    public bool IsHopeless => FailedDays >= FailedDaysUntilOff;

    /// <summary>How long to wait before the next attempt.</summary>
    public Duration Delay => Delays[Math.Clamp(Attempts - 1, 0, Delays.Length - 1)];

    /// <summary>The state after another failure.</summary>
    /// <param name="day">The merchant's date.</param>
    public ScheduleState Failed(LocalDate day) => this with
    {
        Attempts = FailedOn == day ? Attempts + 1 : 1,
        FailedDays = FailedOn == day ? FailedDays : FailedDays + 1,
        FailedOn = day,
    };

    /// <summary>The state once a sync has gone well.</summary>
    public ScheduleState Succeeded() => new() { CheckedFor = CheckedFor };
}
