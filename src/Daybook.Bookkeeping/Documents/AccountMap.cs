namespace Daybook.Bookkeeping;

/// <summary>The merchant's configuration as documents need it: which account a role means, and which tax rate a tax code.</summary>
public sealed class AccountMap
{
    private readonly Func<Role, string?> accountOf;
    private readonly Func<string, string?> taxRateOf;

    /// <param name="accountOf">The platform's id of the account of a role, or null where the merchant has mapped none.</param>
    /// <param name="taxRateOf">The platform's id of the tax rate of a tax code, or null where the merchant has mapped none.</param>
    public AccountMap(Func<Role, string?> accountOf, Func<string, string?> taxRateOf)
    {
        this.accountOf = accountOf;
        this.taxRateOf = taxRateOf;
    }

    public string? AccountOf(Role role) => accountOf(role);

    public string? TaxRateOf(string taxCode) => taxRateOf(taxCode);
}
