using Daybook.Server.Errors;
using Daybook.Storage.Listing;

namespace Daybook.Server.Requests.Listing;

/// <summary>What a request asks of a list: <c>page</c>, <c>pageSize</c>, <c>query</c> and <c>orderBy</c>.</summary>
/// <param name="Page">The page.</param>
/// <param name="Query">The filter and the order, with the page's place.</param>
internal sealed record ListRequest(PageRequest Page, ListQuery Query)
{
    /// <summary>Reads what a request asks.</summary>
    /// <param name="context">The request.</param>
    /// <param name="columns">The list's properties.</param>
    /// <returns>The request, or the fault that names what can't be read.</returns>
    public static (ListRequest? List, Fault? Fault) Read(HttpContext context, ListColumns columns)
    {
        var (page, fault) = PageRequest.Read(context);
        if (page is null)
        {
            return (null, fault);
        }

        var (filter, unread) = ReadFilter(context, "query", columns);
        string? order = context.Request.Query["orderBy"];
        var (ordering, disorder) = string.IsNullOrWhiteSpace(order) ? ([], null) : OrderParser.Parse(order, columns);
        return unread is not null ? (null, unread)
            : ordering is null ? (null, Fault.Invalid($"orderBy: {disorder}."))
            : (new ListRequest(page, new ListQuery { Filter = filter, Order = ordering, Skip = page.Skip, Take = page.Size }), null);
    }

    /// <summary>Reads a parameter in the language of queries; null where there is none.</summary>
    public static (Filter? Filter, Fault? Fault) ReadFilter(HttpContext context, string parameter, ListColumns columns)
    {
        string? text = context.Request.Query[parameter];
        if (string.IsNullOrWhiteSpace(text))
        {
            return (null, null);
        }

        var (filter, fault) = QueryParser.Parse(text, columns);
        return (filter, fault is null ? null : Fault.Invalid($"{parameter}: position {fault.Position}: {fault.Message}."));
    }

    /// <summary>The same with one more condition, where there is one.</summary>
    public ListRequest And(Filter? filter) =>
        filter is null ? this : this with { Query = Query with { Filter = Query.Filter is { } first ? new EachOf([first, filter]) : filter } };

    /// <summary>The answer of a list that a store has read.</summary>
    public IResult Answer<T>(HttpContext context, ListPage<T> page) => Page.Answer(context, page.Items, page.Total);

    /// <summary>The answer of a list in memory: its whole, in the order that it has of its own.</summary>
    public IResult AnswerAll<T>(HttpContext context, IReadOnlyList<T> all) => Answer(context, MemoryList.Read(all, Query));
}
