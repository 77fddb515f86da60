using Daybook.Server.Errors;
using Daybook.Server.Hosting;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Connections;
using Daybook.Server.Security;
using Daybook.Storage;
using Daybook.Wire;
using Microsoft.AspNetCore.WebUtilities;

namespace Daybook.Server.Resources.SyncFlow;

internal static class StartSyncFlow
{
    private const int LongestIdentifier = 200;

    /// <summary>The address of the merchant's own pages. A merchant that is not known yet gets a company with its connections.</summary>
    public static async Task<IResult> HandleAsync(
        string commerceKey,
        string accountingKey,
        HttpContext context,
        PlatformNames platforms,
        MerchantDesk merchants,
        FlowCodes codes,
        ClientIdentity client,
        DaybookSettings settings,
        CancellationToken cancellationToken)
    {
        var query = context.Request.Query;
        var merchant = query["merchantIdentifier"].ToString();
        var redirect = query["redirectUrl"].ToString();
        var refusal = commerceKey != PlatformNames.Commerce ? Fault.NoPlatform(commerceKey, "commerce")
            : platforms.Find(accountingKey) is null ? Fault.NoPlatform(accountingKey, "accounting")
            : merchant.Length > LongestIdentifier || merchant.Any(char.IsControl) ? Fault.Invalid($"merchantIdentifier: must have at most {LongestIdentifier} characters, and no control characters.")
            : redirect.Length > 0 && WebAddress.Read(redirect) is null ? Fault.Invalid("redirectUrl: must be an absolute URL.")
            : null;
        if (refusal is not null)
        {
            return refusal;
        }

        var (company, fault) = await merchants.FindOrAddAsync(merchant, accountingKey, cancellationToken);
        if (company is null)
        {
            return fault!;
        }

        var identifier = merchant.Length == 0 ? company.Id.ToString() : merchant;
        var code = await codes.IssueAsync(new FlowGrant(company.Id, commerceKey, accountingKey, identifier, WebAddress.Read(redirect)), cancellationToken);
        var address = settings.LinkTo($"{await client.ReadAsync(cancellationToken)}/commerce/{commerceKey}/{accountingKey}/start").AbsoluteUri;
        var values = new Dictionary<string, string?> { ["otp"] = code, ["merchantIdentifier"] = identifier };
        if (redirect.Length > 0)
        {
            values["redirectUrl"] = redirect;
        }

        return Answer.Ok(new SyncFlowUrl(new Uri(QueryHelpers.AddQueryString(address, values))));
    }
}
