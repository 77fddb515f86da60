using Daybook.Platforms.Http;

namespace Daybook.Platforms.QuickBooks;

/// <summary>What came of a call.</summary>
internal abstract record QuickBooksAnswer
{
    private QuickBooksAnswer()
    {
    }

    /// <summary>When it was made, as it says itself; an answer that is repeated says when it was first made. Null where it does not say.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>HTTP 200 without a fault in it.</summary>
    public sealed record Ok(JsonPart Root) : QuickBooksAnswer;

    /// <summary>Not done, and why.</summary>
    public sealed record Refused(IReadOnlyList<QuickBooksError> Errors) : QuickBooksAnswer
    {
        /// <summary>Whether what was asked for is gone from the books.</summary>
        public bool IsGone => Errors.Any(error => error.Code == QuickBooksError.NotFound);
    }

    /// <summary>It failed there: whether it was done is not known.</summary>
    public sealed record Failed(string Message) : QuickBooksAnswer;

    /// <summary>No answer came: whether it was done is not known.</summary>
    public sealed record Lost(string Message) : QuickBooksAnswer;
}

/// <summary>One reason of a refusal.</summary>
/// <param name="Code">Intuit's number of it, as text.</param>
/// <param name="Message">What kind of refusal.</param>
/// <param name="Detail">What in particular; empty where nothing is said.</param>
internal sealed record QuickBooksError(string Code, string Message, string Detail)
{
    public const string NotFound = "610";
    public const string Stale = "5010";
    public const string DuplicateNumber = "6140";
    public const string DuplicateName = "6240";

    /// <summary>The platform's own text.</summary>
    public string Text => Detail.Length == 0 || Message.Contains(Detail, StringComparison.Ordinal) ? Message : Detail.Contains(Message, StringComparison.Ordinal) ? Detail : $"{Message}: {Detail}";

    /// <summary>The reasons in an answer: also those of the gateway, which spells everything in small letters.</summary>
    public static IReadOnlyList<QuickBooksError> In(JsonPart root)
    {
        var large = root.Part("Fault")?.List("Error") ?? [];
        var small = root.Part("fault")?.List("error") ?? [];
        return
        [
            .. large.Select(error => new QuickBooksError(error.Text("code") ?? "", error.Text("Message") ?? "", error.Text("Detail") ?? "")),
            .. small.Select(error => new QuickBooksError(error.Text("code") ?? "", error.Text("message") ?? "", error.Text("detail") ?? "")),
        ];
    }
}
