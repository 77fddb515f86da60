namespace Daybook.Sandbox.Xero;

/// <summary>How much an organisation takes before it answers 429.</summary>
/// <param name="Concurrent">Calls on their way at once.</param>
/// <param name="PerMinute">Calls in a minute of the clock.</param>
/// <param name="PerDay">Calls in a day of the clock.</param>
public sealed record XeroLimits(int Concurrent = 5, int PerMinute = 60, int PerDay = 5_000);
