using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Connections;
using Daybook.Storage;

namespace Daybook.Server.Resources.VisibleAccounts;

internal static class SetVisibleAccounts
{
    private static readonly HashSet<string> Names =
    [
        .. Of("sales-accounts", "sales", "refund", "gratuity", "prepaid", "sales-other"),
        .. Of("sales-taxRates", "0", "5", "10", "20"),
        .. Of("sales-other", "invoiceStatus", "groupingPeriod"),
        .. Of("fees-accounts", "paymentFee", "paymentFeeRefund", "loan", "loanPayment", "loanFee", "cashback"),
        .. Of(
            "payments-accounts", "card", "cash", "invoice", "onlineCard", "payout", "custom", "storeCredit", "paypal", "paypalQr", "mobile", "vipps", "swish", "prepaidPayment", "manual"),
    ];

    /// <summary>Says which choices merchants see; without a list they see all again, with an empty one only those that are always seen.</summary>
    public static async Task<IResult> HandleAsync(
        string platformKey, HttpContext context, PlatformNames platforms, SettingStore settings, CancellationToken cancellationToken)
    {
        if (platforms.Find(platformKey) is null)
        {
            return Fault.NoPlatform(platformKey, "accounting");
        }

        var (posted, fault) = await JsonBody.ReadAsync<Wire.VisibleAccounts>(context);
        if (fault is not null)
        {
            return fault;
        }

        if (posted?.Accounts?.Any(name => !Names.Contains(name ?? "")) == true)
        {
            return Fault.Invalid($"visibleAccounts: each must be one of {string.Join(", ", Names)}.");
        }

        var visible = new Wire.VisibleAccounts(posted?.Accounts);
        return Answer.Ok(await settings.ChangeAsync<Wire.VisibleAccounts>(ReadVisibleAccounts.Setting, platformKey, _ => visible, cancellationToken));
    }

    private static IEnumerable<string> Of(string section, params string[] names) => names.Select(name => $"{section}-{name}");
}
