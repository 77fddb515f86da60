using Daybook.Bookkeeping;
using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Storage;
using Daybook.Syncing;
using Microsoft.AspNetCore.Http.Features;

namespace Daybook.Server.Resources.Data;

internal static class ReadData
{
    public static async Task<IResult> HandleAsync(
        DataType type, string companyId, string connectionId, HttpContext context, Registry registry, DataStore data, CancellationToken cancellationToken)
    {
        var (target, fault) = await DataTarget.FindAsync(companyId, connectionId, registry, cancellationToken);
        if (target is null)
        {
            return fault!;
        }

        var id = IdOf(context);
        var found = await data.FindAsync(target.Commerce.Number, DataTarget.KindsOf(type), RecordKey.Of(id), cancellationToken);
        return found.Count == 0 ? Fault.NotFound($"The connection has no record '{id}' of {type.Name}.") : Answer.Ok(new DataShape(found.MinBy(Rank)!));
    }

    /// <summary>
    /// A payment's own transaction has the payment's id, and so has that of its fee: the payment's is answered. Where there is none, the first of the
    /// types in the contract's order, Unknown last.
    /// </summary>
    private static int Rank(PushedData one) => one.Kind == RecordKind.UnknownTransaction ? int.MaxValue : (int)one.Kind;

    /// <summary>The path's last segment as it was sent: routing leaves an encoded slash encoded, and no longer tells it from an encoded percent sign.</summary>
    private static string IdOf(HttpContext context)
    {
        var path = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0].TrimEnd('/');
        return Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]);
    }
}
