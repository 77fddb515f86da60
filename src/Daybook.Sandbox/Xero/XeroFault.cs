using System.Text.Json.Serialization;

namespace Daybook.Sandbox.Xero;

/// <summary>What is to go wrong.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<XeroFaultKind>))]
public enum XeroFaultKind
{
    /// <summary>HTTP 500 before anything is done.</summary>
    FailBefore = 1,

    /// <summary>HTTP 500 after it is done.</summary>
    FailAfter = 2,

    /// <summary>The line drops after it is done.</summary>
    DropAfter = 3,

    /// <summary>HTTP 429 for the minute, with <c>Retry-After: 1</c>.</summary>
    TooMany = 4,

    /// <summary>HTTP 503 in plain text.</summary>
    Maintenance = 5,

    /// <summary>The access token has run out.</summary>
    TokenExpired = 6,

    /// <summary>HTTP 403, as where the user lost the permission.</summary>
    Forbidden = 7,
}

/// <summary>A fault in waiting: it comes with the next calls that fit.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Method">The method it waits for.</param>
/// <param name="Path">What the path behind the version begins with.</param>
/// <param name="Times">How often it comes.</param>
public sealed record XeroFault(XeroFaultKind Kind, string Method, string Path, int Times = 1);
