namespace Daybook.Server.Security;

/// <summary>Who sends a request.</summary>
/// <param name="KeyHash">The hash of the API key that let the request in.</param>
internal sealed record Caller(byte[] KeyHash);
