using System.Diagnostics;

namespace Daybook.Server.Telemetry;

/// <summary>Ties an answer to what the log says of it.</summary>
internal static class Correlation
{
    /// <summary>The trace id of the request; it is also the caller's where the caller sent a <c>traceparent</c>.</summary>
    public static string IdOf(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
}
