namespace Daybook.Bookkeeping;

/// <summary>
/// What becomes of an invoice's or credit note's tax on a platform that computes each line's tax by itself: the lines carry the platform's tax,
/// and one untaxed line holds what the source's tax differs by, so that the total stays the source's.
/// </summary>
internal sealed class PlatformTax
{
    private readonly List<string> notes = [];
    private readonly IReadOnlyDictionary<string, decimal> percents;

    private PlatformTax(List<DocumentLine> lines, IReadOnlyDictionary<string, decimal> percents)
    {
        Lines = lines;
        this.percents = percents;
    }

    public List<DocumentLine> Lines { get; }

    /// <summary>What the platform books beyond the source's tax, by the role of the tax: positive in the document's own direction.</summary>
    public List<(Role Tax, decimal Amount)> Excess { get; } = [];

    public IReadOnlyList<string> Notes => notes;

    /// <param name="lines">The lines with the source's tax.</param>
    /// <param name="currency">The document's currency.</param>
    /// <param name="roundingAccount">The account of the line that makes the total equal.</param>
    /// <param name="percents">In percent, by the platform's id of a tax rate; missing: what the records state.</param>
    public static PlatformTax Of(IReadOnlyList<DocumentLine> lines, Currency currency, string roundingAccount, IReadOnlyDictionary<string, decimal> percents)
    {
        var computed = new PlatformTax(new List<DocumentLine>(lines.Count + 1), percents);
        foreach (var line in lines)
        {
            computed.Add(line, currency);
        }

        var left = -computed.Excess.Sum(excess => excess.Amount);
        if (left != 0)
        {
            computed.Lines.Add(new DocumentLine { Account = roundingAccount, Description = "Rounding of tax", Net = left, Roles = [Role.Rounding] });
        }

        return computed;
    }

    private void Add(DocumentLine line, Currency currency)
    {
        var tax = PercentOf(line) is { } rate ? currency.Round(line.Net * rate / 100) : line.Tax;
        Lines.Add(line with { Tax = tax });
        if (tax != line.Tax)
        {
            var role = line.Roles.FirstOrDefault(role => role.Kind == RoleKind.Tax, Role.TaxOn(line.Roles[0].Line, ""));
            Excess.Add((role, tax - line.Tax));
            notes.Add($"Tax of {line.Description}: {line.Tax} as the records state it, {tax} as the platform computes it; the line \"Rounding of tax\" makes the total equal.");
        }
    }

    private decimal? PercentOf(DocumentLine line) => line.TaxRate is { } id && percents.TryGetValue(id, out var percent) ? percent : TaxCode.RateOf(line.TaxCode);
}
