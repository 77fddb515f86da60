using System.Text.Json.Serialization;

namespace Daybook.Wire;

/// <summary>One page of a list.</summary>
public sealed record Page<T>
{
    public required IReadOnlyList<T> Results { get; init; }

    /// <summary>Counted from 1.</summary>
    public required int PageNumber { get; init; }

    public required int PageSize { get; init; }

    /// <summary>How many there are on all pages, after any filter.</summary>
    public required int TotalResults { get; init; }

    [JsonPropertyName("_links")]
    public required PageLinks Links { get; init; }
}

/// <summary>Where this page and its neighbours are; a neighbour that is not there is absent.</summary>
public sealed record PageLinks(PageLink Self, PageLink Current, PageLink? Next, PageLink? Previous);

/// <summary>Where a page is.</summary>
/// <param name="Href">A path with its query, relative to the server.</param>
public sealed record PageLink(string Href);
