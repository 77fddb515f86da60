using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Storage;
using Daybook.Syncing;

namespace Daybook.Server.Resources.Syncs;

internal static class ReadStatus
{
    private const int Listed = 5000;

    public static Fault NoSync(string id) => Fault.NotFound($"The company has no sync '{id}'.");

    public static async Task<IResult> LatestOfCompanyAsync(
        string companyId, Registry registry, SyncStore syncs, SyncShape shape, CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        return await syncs.LatestAsync(company.Number, cancellationToken) is { } sync
            ? Answer.Ok(await shape.StatusAsync(company, sync, cancellationToken))
            : Fault.NotFound("The company has no sync yet.");
    }

    public static Task<IResult> LatestAsync(string companyId, Registry registry, SyncStore syncs, SyncShape shape, CancellationToken cancellationToken) =>
        OneAsync(companyId, registry, shape, company => syncs.LatestAsync(company.Number, cancellationToken), "The company has no sync yet.", cancellationToken);

    public static Task<IResult> LastSuccessfulAsync(string companyId, Registry registry, SyncStore syncs, SyncShape shape, CancellationToken cancellationToken) =>
        OneAsync(companyId, registry, shape, company => syncs.LastSuccessfulAsync(company.Number, cancellationToken), "The company has no successful sync yet.", cancellationToken);

    public static Task<IResult> ByIdAsync(string companyId, string syncId, Registry registry, SyncStore syncs, SyncShape shape, CancellationToken cancellationToken) =>
        OneAsync(
            companyId,
            registry,
            shape,
            async company => Guid.TryParse(syncId, out var id) ? await syncs.FindAsync(company.Number, id, cancellationToken) : null,
            $"The company has no sync '{syncId}'.",
            cancellationToken);

    public static async Task<IResult> ListAsync(string companyId, Registry registry, SyncStore syncs, SyncShape shape, CancellationToken cancellationToken) =>
        await registry.CompanyAsync(companyId, cancellationToken) is not { } company
            ? Fault.NoCompany(companyId)
            : Answer.Ok((await syncs.ListAsync(company.Number, 0, Listed, cancellationToken)).Select(sync => shape.Of(company, sync)).ToList());

    private static async Task<IResult> OneAsync(
        string companyId, Registry registry, SyncShape shape, Func<Company, Task<Sync?>> find, string missing, CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        return await find(company) is { } sync ? Answer.Ok(shape.Of(company, sync)) : Fault.NotFound(missing);
    }
}
