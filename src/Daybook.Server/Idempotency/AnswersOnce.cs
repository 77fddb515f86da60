namespace Daybook.Server.Idempotency;

/// <summary>Marks an endpoint whose answer holds a secret: the answer is told once and not kept, so that a repetition is refused.</summary>
internal sealed record AnswersOnce;
