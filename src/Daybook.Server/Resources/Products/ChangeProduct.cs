using Daybook.Server.Errors;
using Daybook.Server.Requests;

namespace Daybook.Server.Resources.Products;

/// <summary>The one product that there is here belongs to every company, always.</summary>
internal static class ChangeProduct
{
    private const string Product = "sync-for-commerce";

    /// <summary>The company has it already.</summary>
    public static Task<IResult> AddAsync(string companyId, string productIdentifier, Registry registry, CancellationToken cancellationToken) =>
        AnswerAsync(companyId, productIdentifier, Results.NoContent(), registry, cancellationToken);

    public static Task<IResult> RemoveAsync(string companyId, string productIdentifier, Registry registry, CancellationToken cancellationToken) =>
        AnswerAsync(
            companyId, productIdentifier, Fault.Conflict($"Every company has {Product}: it can't be removed. To stop its syncs, set enable to false in its configuration."), registry, cancellationToken);

    /// <summary>Nothing has to be fetched: commerce data is pushed, and a ledger is read whenever it is asked for.</summary>
    public static Task<IResult> RefreshAsync(string companyId, string productIdentifier, Registry registry, CancellationToken cancellationToken) =>
        AnswerAsync(companyId, productIdentifier, Results.StatusCode(StatusCodes.Status202Accepted), registry, cancellationToken);

    private static async Task<IResult> AnswerAsync(string companyId, string product, IResult answer, Registry registry, CancellationToken cancellationToken) =>
        await registry.CompanyAsync(companyId, cancellationToken) is null ? Fault.NoCompany(companyId)
        : product != Product ? Fault.NotFound($"There is no product '{product}' here; there is {Product}.")
        : answer;
}
