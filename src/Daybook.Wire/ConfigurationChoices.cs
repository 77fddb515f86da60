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

/// <summary>An account that can be chosen, by the platform's id.</summary>
public sealed record AccountOption(string Id, string Name, string? NominalCode, string? Classification);

/// <summary>Something that can be chosen, by the platform's id.</summary>
public sealed record Option(string Id, string Name);

/// <summary>The platform's tax rate for a rate of the shop.</summary>
public sealed record TaxRateChoice(string? SelectedTaxRateId, IReadOnlyList<Option>? TaxRateOptions);

/// <summary>Whether invoices are posted or left as drafts.</summary>
/// <param name="SelectedInvoiceStatus"><c>Submitted</c> or <c>Draft</c>.</param>
/// <param name="InvoiceStatusOptions">What can be chosen.</param>
public sealed record InvoiceStatus(string? SelectedInvoiceStatus, IReadOnlyList<string>? InvoiceStatusOptions);

/// <summary>The customer that the daily invoices are made out to.</summary>
public sealed record SalesCustomer(string? SelectedCustomerId, IReadOnlyList<Option>? CustomerOptions);

/// <summary>The supplier that bills the fees.</summary>
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

/// <summary>The platform's tax rate for a set of the shop's tax components.</summary>
public sealed record TaxRateMapping(IReadOnlyList<string>? SelectedCommerceTaxRateIds, string? SelectedAccountingTaxRateId);

/// <summary>How sales are gathered into documents and lines.</summary>
public sealed record Grouping(GroupingPeriod? GroupingPeriod, GroupingLevels? GroupingLevels);

/// <summary>The time that one document covers: always <c>Daily</c>.</summary>
public sealed record GroupingPeriod(string? SelectedGroupingPeriod, IReadOnlyList<string>? GroupingPeriodOptions);

/// <summary>What documents and their lines are told apart by.</summary>
public sealed record GroupingLevels(GroupByLevel? InvoiceLevel, GroupByLevel? InvoiceLineLevel);

/// <summary>What one level is told apart by, beyond what always tells it apart.</summary>
public sealed record GroupByLevel(IReadOnlyList<string>? SelectedGroupByOptions, IReadOnlyList<string>? GroupByOptions);
