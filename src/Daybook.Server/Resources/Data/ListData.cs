using System.Collections.Frozen;
using Daybook.Server.Requests;
using Daybook.Server.Requests.Listing;
using Daybook.Storage;
using Daybook.Storage.Listing;

namespace Daybook.Server.Resources.Data;

internal static class ListData
{
    private static readonly ListColumns Disputes = DataColumns.Of(FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "id", "status", "dueDate", "totalAmount"));

    public static async Task<IResult> HandleAsync(
        DataType type, string companyId, string connectionId, HttpContext context, Registry registry, DataStore data, CancellationToken cancellationToken)
    {
        var (list, fault) = ListRequest.Read(context, DataMembers.Of(type));
        if (list is null)
        {
            return fault!;
        }

        var (target, missing) = await DataTarget.FindAsync(companyId, connectionId, registry, cancellationToken);
        return target is null ? missing!
            : list.Answer(context, (await data.ListAsync(target.Commerce.Number, DataTarget.KindsOf(type), list.Query, cancellationToken)).Select(one => new DataShape(one)));
    }

    /// <summary>Disputes can't be pushed: the list is there for clients that ask for it, and empty.</summary>
    public static async Task<IResult> DisputesAsync(string companyId, string connectionId, HttpContext context, Registry registry, CancellationToken cancellationToken)
    {
        var (list, fault) = ListRequest.Read(context, Disputes);
        if (list is null)
        {
            return fault!;
        }

        var (target, missing) = await DataTarget.FindAsync(companyId, connectionId, registry, cancellationToken);
        return target is null ? missing! : list.Answer(context, new ListPage<DataShape>([], 0));
    }
}
