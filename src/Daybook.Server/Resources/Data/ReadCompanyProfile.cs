using Daybook.Server.Requests;

namespace Daybook.Server.Resources.Data;

internal static class ReadCompanyProfile
{
    /// <summary>What is known of the merchant as a seller: it is not pushed, so it is what the company was created with.</summary>
    public static async Task<IResult> HandleAsync(string companyId, string connectionId, Registry registry, CancellationToken cancellationToken)
    {
        var (target, fault) = await DataTarget.FindAsync(companyId, connectionId, registry, cancellationToken);
        return target is null ? fault! : Answer.Ok(new Wire.CommerceProfile
        {
            CompanyName = target.Company.Name,
            CommercePlatformRef = target.Commerce.Id.ToString(),
            CreatedDate = target.Company.CreatedAt.ToDateTimeUtc(),
        });
    }
}
