namespace Daybook.Wire;

/// <summary>An account to choose.</summary>
public sealed record AccountChoice
{
    public string? LabelText { get; init; }

    public string? DescriptionText { get; init; }

    /// <summary>One of <see cref="AccountOptions"/>; absent where none is chosen. An account that is posted without it is chosen no longer.</summary>
    public string? SelectedAccountId { get; init; }

    public bool? Required { get; init; }

    public IReadOnlyList<AccountOption>? AccountOptions { get; init; }
}

public sealed record AccountOption(string Id, string Name, string? NominalCode, string? Classification);

public sealed record Option(string Id, string Name);

public sealed record TaxRateChoice(string? SelectedTaxRateId, IReadOnlyList<Option>? TaxRateOptions);

/// <param name="SelectedInvoiceStatus"><c>Submitted</c> or <c>Draft</c>.</param>
/// <param name="InvoiceStatusOptions">What can be chosen.</param>
public sealed record InvoiceStatus(string? SelectedInvoiceStatus, IReadOnlyList<string>? InvoiceStatusOptions);

public sealed record SalesCustomer(string? SelectedCustomerId, IReadOnlyList<Option>? CustomerOptions);

public sealed record FeesSupplier(string? SelectedSupplierId, IReadOnlyList<Option>? SupplierOptions);

/// <summary>The accounting software's tax rates for the shop's tax components.</summary>
public sealed record NewTaxRates
{
    public IReadOnlyList<Option>? AccountingTaxRateOptions { get; init; }

    public IReadOnlyList<Option>? CommerceTaxRateOptions { get; init; }

    public IReadOnlyList<TaxRateMapping>? TaxRateMappings { get; init; }

    /// <summary>The tax rate of lines whose components come to nothing.</summary>
    public string? SelectedDefaultZeroTaxRateId { get; init; }

    public IReadOnlyList<Option>? DefaultZeroTaxRateOptions { get; init; }
}

public sealed record TaxRateMapping(IReadOnlyList<string>? SelectedCommerceTaxRateIds, string? SelectedAccountingTaxRateId);

public sealed record Grouping(GroupingPeriod? GroupingPeriod, GroupingLevels? GroupingLevels);

public sealed record GroupingPeriod(string? SelectedGroupingPeriod, IReadOnlyList<string>? GroupingPeriodOptions);

public sealed record GroupingLevels(GroupByLevel? InvoiceLevel, GroupByLevel? InvoiceLineLevel);

public sealed record GroupByLevel(IReadOnlyList<string>? SelectedGroupByOptions, IReadOnlyList<string>? GroupByOptions);
