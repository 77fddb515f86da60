using System.Globalization;

namespace Daybook.Bookkeeping;

/// <summary>
/// How a line is taxed, as a key that mappings and documents share: a rate in percent without trailing zeros (<c>20</c>, <c>17.5</c>, <c>0</c>),
/// or <c>c:</c> and the ids of the tax components, sorted and joined by <c>+</c>.
/// </summary>
public static class TaxCode
{
    /// <summary>Not taxed, or taxed at nothing.</summary>
    public const string None = "0";

    private const string ComponentPrefix = "c:";
    private static readonly string[] WholeRates = [.. Enumerable.Range(0, 101).Select(rate => rate.ToString(CultureInfo.InvariantCulture))];

    public static string OfRate(decimal percent)
    {
        var whole = percent is >= 0 and <= 100 ? (int)percent : -1;
        return whole == percent ? WholeRates[whole] : percent.ToString("0.#########", CultureInfo.InvariantCulture);
    }

    public static string OfComponents(IReadOnlyList<TaxShare> taxes) =>
        ComponentPrefix + string.Join('+', taxes.Select(share => share.Component).Order(StringComparer.Ordinal));

    /// <summary>The rate in percent, or null where the code names components.</summary>
    public static decimal? RateOf(string taxCode) =>
        decimal.TryParse(taxCode, NumberStyles.Number, CultureInfo.InvariantCulture, out var rate) ? rate : null;

    /// <summary>The ids of the components, or none where the code is a rate.</summary>
    public static IReadOnlyList<string> ComponentsOf(string taxCode) =>
        taxCode.StartsWith(ComponentPrefix, StringComparison.Ordinal) ? taxCode[ComponentPrefix.Length..].Split('+') : [];
}
