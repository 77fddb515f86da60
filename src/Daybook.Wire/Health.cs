namespace Daybook.Wire;

/// <summary>Whether a server lives or is ready.</summary>
/// <param name="Status"><c>Live</c>, <c>Ready</c>, or what keeps it from being ready.</param>
public sealed record Health(string Status);
