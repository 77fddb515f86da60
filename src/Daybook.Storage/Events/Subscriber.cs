using NodaTime;

namespace Daybook.Storage;

/// <summary>One who is told of events, a webhook consumer or a rule: how it has gone lately.</summary>
/// <param name="Id">The id of the consumer or rule.</param>
/// <param name="Attempts">How often in a row it could not be told.</param>
/// <param name="FailingSince">Since when; null where the last attempt went well.</param>
/// <param name="IsOff">Whether it is told nothing more, since it failed for too long.</param>
public sealed record Subscriber(Guid Id, int Attempts, Instant? FailingSince, bool IsOff);

/// <summary>What one subscriber is to be told next.</summary>
/// <param name="Number">The delivery's place in the subscriber's order.</param>
/// <param name="Event">The event.</param>
public sealed record Delivery(long Number, Event Event);

/// <summary>What came of one attempt to tell a subscriber of an event.</summary>
/// <param name="Event">The event's id.</param>
/// <param name="Type">The event's type.</param>
/// <param name="At">When.</param>
/// <param name="Status">The HTTP status that was answered; null where there was no answer.</param>
/// <param name="Error">What went wrong; null where it went well.</param>
/// <param name="Duration">How long it took.</param>
public sealed record DeliveryAttempt(Guid Event, string Type, Instant At, int? Status, string? Error, Duration Duration)
{
    public bool Succeeded => Error is null;
}
