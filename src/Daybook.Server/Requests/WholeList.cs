using Daybook.Server.Requests.Listing;
using Daybook.Storage.Listing;

namespace Daybook.Server.Requests;

/// <summary>Lists that are at hand whole.</summary>
internal static class WholeList
{
    /// <summary>Filters and orders as is asked, and cuts the page.</summary>
    public static IResult Answer<T>(HttpContext context, IReadOnlyList<T> all)
    {
        var (list, fault) = ListRequest.Read(context, Listing<T>.Columns);
        return list is null ? fault! : list.AnswerAll(context, all);
    }

    private static class Listing<T>
    {
        public static readonly ListColumns Columns = WireColumns.Of<T>("sourceType", "type", "status", "accountType");
    }
}
