using Daybook.Bookkeeping;
using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Syncing;

namespace Daybook.Server.Resources.Data;

/// <summary>The commerce connection whose data a path names.</summary>
internal sealed record DataTarget(Company Company, Connection Commerce)
{
    public static async Task<(DataTarget? Target, Fault? Fault)> FindAsync(string companyId, string connectionId, Registry registry, CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return (null, Fault.NoCompany(companyId));
        }

        return await registry.ConnectionAsync(company, connectionId, cancellationToken) is not { } connection ? (null, Fault.NoConnection(connectionId))
            : connection.Source != ConnectionSource.Commerce ? (null, Fault.NotFound($"The connection '{connectionId}' has no commerce data: it is one to accounting software."))
            : (new DataTarget(company, connection), null);
    }

    /// <summary>The kinds of the records of a type.</summary>
    public static IReadOnlyList<RecordKind> KindsOf(DataType type) => type.Kind.IsTransaction() ? RecordKinds.OfTransactions : [type.Kind];
}
