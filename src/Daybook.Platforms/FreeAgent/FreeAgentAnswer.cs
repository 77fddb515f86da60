using Daybook.Platforms.Http;

namespace Daybook.Platforms.FreeAgent;

/// <summary>What came of a call.</summary>
internal abstract record FreeAgentAnswer
{
    private FreeAgentAnswer()
    {
    }

    /// <summary>HTTP 200 or 201.</summary>
    public sealed record Ok(JsonPart Root) : FreeAgentAnswer;

    /// <summary>Not done, and why.</summary>
    public sealed record Refused(IReadOnlyList<string> Messages) : FreeAgentAnswer;

    /// <summary>HTTP 404: it, or something that it names, is not there.</summary>
    public sealed record Missing : FreeAgentAnswer;

    /// <summary>HTTP 500 and above, or no answer: whether it was done is not known.</summary>
    public sealed record Lost(string Message) : FreeAgentAnswer;
}
