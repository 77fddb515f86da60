using Daybook.Bookkeeping;

namespace Daybook.Syncing;

/// <summary>Turns the merchant's choices into the account of each role and the tax rate of each tax code.</summary>
/// <remarks>Read anew for every plan: a changed choice changes what comes, never what was posted.</remarks>
public static class AccountMapping
{
    /// <summary>The map of a configuration.</summary>
    /// <param name="configuration">What the merchant chose.</param>
    /// <param name="chart">The platform's chart: it names the receivable and payable where the merchant chose none.</param>
    /// <param name="shop">The shop's catalogue: it knows the rates of tax components.</param>
    public static AccountMap For(SyncConfiguration configuration, Chart chart, ShopCatalogue shop)
    {
        var taxes = new TaxMapping(configuration.Sales, shop.Catalogue);
        return new AccountMap(role => AccountOf(role, configuration, chart, taxes), taxes.TaxRateOf);
    }

    private static string? AccountOf(Role role, SyncConfiguration configuration, Chart chart, TaxMapping taxes) => role.Kind switch
    {
        RoleKind.Receivable => configuration.Sales.Accounts.GetValueOrDefault(AccountKeys.Receivable) ?? chart.ReceivableAccount,
        RoleKind.Payable => chart.PayableAccount,
        RoleKind.Tax => taxes.AccountOf(role),
        RoleKind.PaymentAccount or RoleKind.Suspense or RoleKind.Payout or RoleKind.Transfer => OfPayments(role, configuration.Payments),
        RoleKind.Fee or RoleKind.FeeRefund or RoleKind.Loan or RoleKind.LoanPayment or RoleKind.LoanFee or RoleKind.Cashback =>
            OfFees(role.Kind, configuration.Fees.Accounts),
        _ => OfSales(role, configuration.Sales.Accounts),
    };

    private static string? OfSales(Role role, IReadOnlyDictionary<string, string> chosen)
    {
        var sales = chosen.GetValueOrDefault(AccountKeys.Sales);
        return role.Kind switch
        {
            RoleKind.Sales => OfCategory(role.Detail, chosen),
            RoleKind.Refunds => chosen.GetValueOrDefault(AccountKeys.Refund) ?? OfCategory(role.Detail, chosen),
            RoleKind.ServiceCharge => chosen.GetValueOrDefault(AccountKeys.ServiceCharge(role.Detail)) ?? sales,
            RoleKind.Rounding => chosen.GetValueOrDefault(AccountKeys.Rounding) ?? sales,
            RoleKind.Prepaid => chosen.GetValueOrDefault(AccountKeys.Prepaid),
            RoleKind.Gratuity => chosen.GetValueOrDefault(AccountKeys.Gratuity),
            _ => null,
        };
    }

    private static string? OfCategory(string category, IReadOnlyDictionary<string, string> chosen)
    {
        var own = category.Length > 0 ? chosen.GetValueOrDefault(category) : null;
        return own ?? chosen.GetValueOrDefault(AccountKeys.SalesOther) ?? chosen.GetValueOrDefault(AccountKeys.Sales);
    }

    private static string? OfPayments(Role role, PaymentChoices choices)
    {
        var payout = choices.Accounts.GetValueOrDefault(AccountKeys.Payout);
        return role.Kind switch
        {
            RoleKind.Payout => payout,
            RoleKind.Transfer => choices.Accounts.GetValueOrDefault(AccountKeys.Transfer) ?? payout,
            RoleKind.Suspense => choices.Accounts.GetValueOrDefault(AccountKeys.Suspense),
            _ => new PaymentType(role.Detail).MethodId is { } method
                ? choices.MethodAccounts.GetValueOrDefault(method)
                : choices.Accounts.GetValueOrDefault(role.Detail),
        };
    }

    private static string? OfFees(RoleKind kind, IReadOnlyDictionary<string, string> chosen)
    {
        var fee = chosen.GetValueOrDefault(AccountKeys.PaymentFee);
        return kind switch
        {
            RoleKind.Fee => fee,
            RoleKind.FeeRefund => chosen.GetValueOrDefault(AccountKeys.PaymentFeeRefund) ?? fee,
            RoleKind.Loan => chosen.GetValueOrDefault(AccountKeys.Loan),
            RoleKind.LoanPayment => chosen.GetValueOrDefault(AccountKeys.LoanPayment),
            RoleKind.LoanFee => chosen.GetValueOrDefault(AccountKeys.LoanFee),
            _ => chosen.GetValueOrDefault(AccountKeys.Cashback),
        };
    }
}
