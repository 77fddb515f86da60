using Daybook.Bookkeeping;
using Daybook.Syncing;
using NodaTime;

namespace Daybook.Server.Resources.Push.Reading;

/// <summary>What every record has beside its content: its id, and its dates as far as they were given.</summary>
internal struct Header
{
    public string? Id;
    public Instant? Created;
    public Instant? Modified;
    public Instant? SourceModified;

    /// <summary>The id, which every record must have.</summary>
    public readonly string RequiredId(ref JsonCursor json)
    {
        // The store keeps ids as text, and PostgreSQL's text can't hold a NUL.
        return string.IsNullOrEmpty(Id) ? throw json.Wrong("id", "every record must have an id")
            : Id.Contains('\0', StringComparison.Ordinal) ? throw json.Wrong("id", "an id can't contain a NUL character")
            : Id;
    }

    /// <summary>The record of this header.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="content">Its content; null deletes it.</param>
    /// <param name="link">The id of the record that it hangs on, or null.</param>
    public readonly PushedRecord Record(RecordKind kind, object? content, string? link = null) => new()
    {
        Kind = kind,
        Key = RecordKey.Of(Id!),
        Link = link is null ? null : RecordKey.Of(link),
        Modified = SourceModified ?? Modified,
        Created = Created,
        IsDeleted = content is null,
        Content = content,
    };
}
