namespace Daybook.Server.Security;

/// <summary>Makes API keys.</summary>
/// <param name="Make">A new key each time.</param>
internal sealed record ApiKeyMaker(Func<string> Make);
