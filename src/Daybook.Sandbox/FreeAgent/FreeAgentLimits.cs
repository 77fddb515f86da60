namespace Daybook.Sandbox.FreeAgent;

/// <summary>How much a user of the app may do before FreeAgent answers 429; counted in minutes and hours of the clock.</summary>
/// <param name="PerMinute">Calls in a minute.</param>
/// <param name="PerHour">Calls in an hour.</param>
/// <param name="RefreshesPerMinute">Refreshed tokens in a minute.</param>
public sealed record FreeAgentLimits(int PerMinute = 120, int PerHour = 3_600, int RefreshesPerMinute = 15);
