using Daybook.Platforms.Http;

namespace Daybook.Platforms.Xero;

/// <summary>What came of a call.</summary>
internal abstract record XeroAnswer
{
    private XeroAnswer()
    {
    }

    /// <summary>HTTP 200. Single elements may still be refused in it.</summary>
    public sealed record Ok(JsonPart Root) : XeroAnswer;

    /// <summary>HTTP 400: not done, and why.</summary>
    public sealed record Refused(IReadOnlyList<string> Messages) : XeroAnswer;

    /// <summary>HTTP 404.</summary>
    public sealed record Missing : XeroAnswer;

    /// <summary>HTTP 500 and above: whether it was done is not known, and the same idempotency key would only bring the same answer again.</summary>
    public sealed record Failed(string Message) : XeroAnswer;

    /// <summary>No answer came: whether it was done is not known.</summary>
    public sealed record Lost(string Message) : XeroAnswer;
}
