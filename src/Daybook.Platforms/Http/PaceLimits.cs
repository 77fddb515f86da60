namespace Daybook.Platforms.Http;

/// <summary>How fast a platform lets itself be called.</summary>
/// <param name="Concurrent">Calls on their way at once.</param>
/// <param name="PerMinute">Calls in any 60 seconds.</param>
/// <param name="PerDay">Calls in any 24 hours.</param>
/// <param name="PerHour">Calls in any 60 minutes.</param>
/// <param name="PerSecond">Calls in any second.</param>
public sealed record PaceLimits(int Concurrent, int PerMinute, int PerDay, int PerHour = int.MaxValue, int PerSecond = int.MaxValue);
