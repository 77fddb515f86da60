using Daybook.Server.Requests.Listing;
using Daybook.Storage.Listing;

namespace Daybook.Server.Requests;

/// <summary>Lists that are at hand whole: all their properties can be asked for.</summary>
internal static class WholeList
{
    /// <summary>The page that is asked for.</summary>
    public static IResult Answer<T>(HttpContext context, IReadOnlyList<T> all)
    {
        var (list, fault) = ListRequest.Read(context, Columns<T>.All);
        return list is null ? fault! : list.AnswerAll(context, all);
    }

    private static class Columns<T>
    {
        public static readonly ListColumns All = WireColumns.Of<T>("sourceType", "status", "type", "accountType");
    }
}
