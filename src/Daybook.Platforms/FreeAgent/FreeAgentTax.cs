using System.Globalization;
using Daybook.Syncing;

namespace Daybook.Platforms.FreeAgent;

/// <summary>FreeAgent has no list of tax rates: a line carries a percentage, or a status. These are their ids here.</summary>
internal static class FreeAgentTax
{
    public const string Zero = "0.0";
    public const string Exempt = "EXEMPT";
    public const string OutOfScope = "OUT_OF_SCOPE";

    /// <summary>The rates that sales may carry, the highest first.</summary>
    /// <param name="percents">The percentages of the company.</param>
    /// <param name="name">What the tax is called, such as VAT.</param>
    /// <param name="isRegistered">Whether the company charges it.</param>
    public static IReadOnlyList<ChartItem> Of(IEnumerable<decimal> percents, string name, bool isRegistered) => isRegistered
        ?
        [
            .. percents.Append(0).Distinct().OrderDescending().Select(percent => new ChartItem(IdOf(percent), $"{name} {percent.ToString("0.####", CultureInfo.InvariantCulture)}%") { Percent = percent }),
            new ChartItem(Exempt, $"Exempt from {name}") { Percent = 0 },
        ]
        : [new ChartItem(Zero, $"No {name} (the company is not registered for it)") { Percent = 0 }];

    /// <summary>At least one decimal, as FreeAgent writes them.</summary>
    private static string IdOf(decimal percent) => percent.ToString("0.0###", CultureInfo.InvariantCulture);
}
