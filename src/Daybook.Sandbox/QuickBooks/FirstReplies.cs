using System.Collections.Concurrent;

namespace Daybook.Sandbox.QuickBooks;

/// <summary>The first answer to each <c>requestid</c> of a company: as good as for ever, refusals too, whatever the body of the repetition says.</summary>
internal sealed class FirstReplies
{
    private readonly ConcurrentDictionary<(string Realm, string RequestId), Lazy<QuickBooksReply>> replies = [];

    /// <summary>Answers as the first time, or for the first time. A repetition in parallel waits for the first answer.</summary>
    public QuickBooksReply Answer(string realm, string requestId, Func<QuickBooksReply> work) =>
        replies.GetOrAdd((realm, requestId), _ => new Lazy<QuickBooksReply>(work)).Value;
}
